using ChatOps.Chat;

namespace ChatOps.Access;

/// <summary>Who is behind an account.</summary>
public sealed class People(AccessSettings settings)
{
    /// <summary>The person whose account it is, or null for somebody the settings don't name.</summary>
    public Person? Find(Actor actor) => settings.Current.People.FirstOrDefault(person => Owns(person, actor));

    /// <summary>The actor by the name that the settings give them: chat may send none, or one they chose themselves.</summary>
    public Actor Named(Actor actor) => Find(actor) is { } person ? actor with { Name = person.Name } : actor;

    /// <summary>Whether two accounts are one person's.</summary>
    public bool IsSamePerson(Actor one, Actor other) =>
        one.Is(other) || (Find(one) is { } person && Owns(person, other));

    /// <summary>
    /// Whether two accounts may be one person's for all that the settings say: they are on two chat platforms, and of neither is
    /// it told who its owner is on the other.
    /// </summary>
    public bool MayBeOnePerson(Actor one, Actor other) =>
        one.Platform != other.Platform && !IsKnownOn(other.Platform, one) && !IsKnownOn(one.Platform, other);

    /// <summary>Why somebody may not agree to what may be their own request; null where it is somebody else's for sure.</summary>
    public Problem? RefuseUnknown(Actor actor, Actor asker) => MayBeOnePerson(actor, asker) && !IsSamePerson(actor, asker)
        ? Problem.Denied(
            $"Whether you are {asker.Name}, who asked from {asker.Platform}, can't be told, and nobody decides on their own request.",
            $"Decide from {asker.Platform}, or have your accounts named in the settings (Access:People).")
        : null;

    /// <summary>Every account of whoever has this one, which comes first.</summary>
    public IReadOnlyList<Actor> AccountsOf(Actor actor) =>
        [actor, .. Find(actor)?.Accounts.Where(account => !account.Is(actor)) ?? []];

    private bool IsKnownOn(string platform, Actor actor) =>
        Find(actor)?.Accounts.Any(account => account.Platform == platform) is true;

    private static bool Owns(Person person, Actor actor) => person.Accounts.Any(account => account.Is(actor));
}
