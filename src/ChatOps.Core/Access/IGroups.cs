using ChatOps.Chat;

namespace ChatOps.Access;

/// <summary>Knows who is in the groups that a chat platform keeps. Each platform has its own; it answers for its own groups only.</summary>
public interface IGroups
{
    /// <summary>
    /// Whether the actor is in the group now, or was within the last minute. False for groups and actors of other platforms.
    /// </summary>
    /// <param name="group">As a grant spells it: the kind and the platform's immutable id, "slack-group:S0123ABCD".</param>
    /// <exception cref="ChatRefusedException">The platform will not say, whatever the actor: no such group, a scope is missing.</exception>
    /// <exception cref="ChatUnavailableException">The platform is away; nobody is known to be in the group until it is back.</exception>
    Task<bool> IsMemberAsync(string group, Actor actor, CancellationToken cancellationToken);
}
