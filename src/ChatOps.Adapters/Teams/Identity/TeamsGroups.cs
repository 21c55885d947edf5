using ChatOps.Access;
using ChatOps.Chat;

namespace ChatOps.Adapters.Teams.Identity;

/// <summary>
/// Says that nobody is known to be in a group: Teams' protocol does not tell, and asking Microsoft Graph would need far more rights
/// than the bot has.
/// </summary>
public sealed class TeamsGroups : IGroups
{
    private const string Prefix = "teams-group:";

    public Task<bool> IsMemberAsync(string group, Actor actor, CancellationToken cancellationToken) =>
        group.StartsWith(Prefix, StringComparison.Ordinal) && actor.Platform == TeamsPlatform.Name
            ? throw new ChatRefusedException("Teams does not tell who is in a group: grant the role to people, by teams: or email:.")
            : Task.FromResult(false);
}
