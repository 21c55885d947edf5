using ChatOps.Chat;

namespace ChatOps.Access;

/// <summary>Decides who may: asked when a command comes, when it is approved, and again before each effect.</summary>
public sealed class Grants(AccessSettings settings, Membership membership)
{
    /// <summary>
    /// Null when somebody has the role, or a higher one, in this scope; else the refusal, which is
    /// <see cref="ProblemKind.Unavailable"/> when a chat platform that would know can't be asked now.
    /// </summary>
    public async Task<Problem?> RefuseAsync(
        Actor actor, Role needed, Scope scope, CancellationToken cancellationToken)
    {
        var sufficient = settings.Current.Grants.Where(grant => grant.Role >= needed && grant.Covers(scope)).ToList();

        // What the settings tell by themselves comes first: chat is asked only where it decides.
        if (needed is Role.None
            || sufficient.Exists(grant => membership.BySettings(grant, actor) is Belonging.Inside))
        {
            return null;
        }

        var asked = await Task.WhenAll(sufficient.Select(grant => membership.OfAsync(grant, actor, cancellationToken)));
        if (asked.Contains(Belonging.Inside))
        {
            return null;
        }

        var unknown = Array.IndexOf(asked, Belonging.Unknown);
        return unknown >= 0
            ? Refusal.CantTell(sufficient[unknown])
            : Refusal.Of(
                actor,
                needed,
                scope,
                (await HeldByAsync(actor, cancellationToken)).Grants,
                [.. KnownWith(Role.Admin, scope).Select(person => person.Name)]);
    }

    /// <summary>What somebody is granted, in any scope.</summary>
    public async Task<Holding> HeldByAsync(Actor actor, CancellationToken cancellationToken)
    {
        var grants = settings.Current.Grants;
        var asked = await Task.WhenAll(grants.Select(grant => membership.OfAsync(grant, actor, cancellationToken)));
        return new Holding(
            [.. grants.Where((_, index) => asked[index] is Belonging.Inside)],
            [.. grants.Where((_, index) => asked[index] is Belonging.Unknown)]);
    }

    /// <summary>Whom to turn to: the people who, by the settings alone, have this role or a higher one for what it is about.</summary>
    public IReadOnlyList<Person> KnownWith(Role role, Scope scope)
    {
        var grants = settings.Current.Grants
            .Where(grant => grant.Role >= role && grant.CoversAreas(scope) && grant.CoversCommand(scope.Command))
            .ToList();
        return [.. settings.Current.People.Where(IsMeant)];

        bool IsMeant(Person person) => person.Accounts
            .Any(account => grants.Exists(grant => membership.BySettings(grant, account) is Belonging.Inside));
    }
}

/// <summary>What somebody is granted.</summary>
/// <param name="Grants">Those that mean them, in the order of the settings.</param>
/// <param name="Untold">Those of which nobody can tell now whether they do.</param>
public sealed record Holding(IReadOnlyList<Grant> Grants, IReadOnlyList<Grant> Untold);
