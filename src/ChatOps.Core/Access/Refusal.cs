using ChatOps.Chat;
using ChatOps.Commands;

namespace ChatOps.Access;

/// <summary>How a refusal is put: what is missing, and who can give it.</summary>
internal static class Refusal
{
    /// <param name="held">Every grant the actor has.</param>
    /// <param name="admins">Names of those to turn to; may be empty.</param>
    public static Problem Of(
        Actor actor, Role needed, Scope scope, IReadOnlyList<Grant> held, IReadOnlyList<string> admins)
    {
        var elsewhere = held.Where(grant => grant.Role >= needed).ToList();
        return elsewhere.Count > 0
            ? Problem.Denied(Elsewhere(needed, scope, elsewhere), WhoCan(actor, admins))
            : Problem.Denied($"This needs the role {Name(needed)}; you have {Has(held, scope)}.", WhoCan(actor, admins));
    }

    /// <summary>Not a no: whoever knows is away.</summary>
    public static Problem CantTell(Grant grant) => Problem.Unavailable(
        $"The bot can't tell now whether you may: nobody says who is one of {grant.To}.",
        "Nothing was done. Try again in a moment.");

    public static string Name(Role role) => role.ToString().ToLowerInvariant();

    private static string Has(IReadOnlyList<Grant> held, Scope scope)
    {
        var role = held.Where(grant => grant.Covers(scope)).Select(grant => grant.Role).DefaultIfEmpty(Role.None).Max();
        return role is Role.None ? "none" : Name(role);
    }

    /// <summary>The role is there and its limits keep it from this: the first limit that does is named.</summary>
    private static string Elsewhere(Role needed, Scope scope, List<Grant> grants)
    {
        var (wanted, given) = grants[0] switch
        {
            var grant when !grant.CoversAreas(scope) => (Areas(scope), $"for {List(grants.SelectMany(each => each.Deployments))}"),
            var grant when !grant.CoversCommand(scope.Command) => ($"for {scope.Command}", $"for {List(grants.SelectMany(each => each.Commands))}"),
            _ => ("here", $"in {List(grants.SelectMany(each => each.Channels))}"),
        };
        return $"This needs the role {Name(needed)} {wanted}; you have it {given} only.";
    }

    private static string Areas(Scope scope) => scope.Areas is null
        ? "for all deployments at once"
        : $"for {List(scope.Areas.Select(area => area == DeploymentName.Platform ? "the platform" : area.Value))}";

    private static string List(IEnumerable<string> names) => string.Join(", ", names.Distinct());

    private static string WhoCan(Actor actor, IReadOnlyList<string> admins) => admins.Count > 0
        ? $"{string.Join(" or ", admins)} can grant it (Access:Grants) to {actor.Key}."
        : $"Whoever keeps the bot's settings can grant it (Access:Grants) to {actor.Key}.";
}
