using ChatOps.Chat;
using Microsoft.Extensions.Options;

namespace ChatOps.Access;

/// <summary>Finds the role of whoever asks.</summary>
public sealed class Grants(IOptionsMonitor<AccessOptions> options)
{
    /// <summary>The highest role that any grant gives this actor; <see cref="Role.None"/> without one.</summary>
    public Role RoleOf(Actor actor) => options.CurrentValue.Grants
        .Where(grant => grant.To == "*" || grant.To == $"{actor.Platform}:*" || grant.To == actor.Key)
        .Select(grant => grant.Role)
        .DefaultIfEmpty(Role.None)
        .Max();

    /// <summary>Null when the actor has the role or a higher one, else the refusal.</summary>
    public Problem? Refuse(Actor actor, Role needed)
    {
        var has = RoleOf(actor);
        return has >= needed
            ? null
            : Problem.Denied(
                $"This needs the role {Name(needed)}; you have {(has is Role.None ? "none" : Name(has))}.",
                $"Whoever keeps the bot's settings can grant it (Access:Grants) to {actor.Key}.");
    }

    /// <summary>Whether two accounts are one person's.</summary>
    public bool IsSamePerson(Actor one, Actor other) => one.Key == other.Key
        || options.CurrentValue.People.Any(
            person => person.Accounts.Contains(one.Key) && person.Accounts.Contains(other.Key));

    private static string Name(Role role) => role.ToString().ToLowerInvariant();
}
