using ChatOps.Adapters.Slack.Identity;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ChatOps.Adapters.Slack.Incoming;

/// <summary>
/// Lets in what comes from the bot's workspace, and from the app that the settings name. A signature proves the app, not the
/// workspace: an app can be installed to several, and a shared channel has people of two. Only until Slack has said which
/// workspace the bot's is does the signature alone count.
/// </summary>
public sealed partial class Workspace(
    IOptions<SlackOptions> options, SlackIdentity identity, SlackRefusals refusals, ILogger<Workspace> logger)
{
    /// <summary>True when it may come in; otherwise it is counted and logged.</summary>
    public bool Admits(Origin origin)
    {
        if (ReasonAgainst(origin) is not { } reason)
        {
            return true;
        }

        refusals.Count(reason);
        LogRefused(reason, origin.Team, origin.PersonsTeam, origin.App);
        return false;
    }

    private string? ReasonAgainst(Origin origin)
    {
        var (team, app) = (identity.HomeBy(options.Value), options.Value.AppId);
        if (team is not null && (origin.Team != team || (origin.PersonsTeam.Length > 0 && origin.PersonsTeam != team)))
        {
            return SlackRefusals.ForeignWorkspace;
        }

        return app.Length > 0 && origin.App != app ? SlackRefusals.ForeignApp : null;
    }

    [LoggerMessage(LogLevel.Warning, "Refused ({Reason}) a payload of team {Team}, person's team {PersonsTeam}, app {App}")]
    private partial void LogRefused(string reason, string team, string personsTeam, string app);
}
