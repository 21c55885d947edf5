using ChatOps.Adapters.Slack.Identity;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ChatOps.Adapters.Slack.Incoming;

/// <summary>
/// Lets in what comes from the bot's workspace, and from the app that the settings name. A signature proves the app, not the
/// workspace: an app can be installed to several, and a shared channel has people of two. Nobody comes in before it is known which
/// workspace the bot's is: from the settings, or else from Slack.
/// </summary>
public sealed partial class Workspace(
    IOptions<SlackOptions> options, SlackIdentity identity, SlackRefusals refusals, ILogger<Workspace> logger)
{
    /// <summary>Null when it may come in; otherwise it is counted and logged, and this is what to say to Slack.</summary>
    public Receipt? Refuse(Origin origin)
    {
        var home = identity.HomeBy(options.Value);
        if (ReasonAgainst(origin, home) is not { } reason)
        {
            return null;
        }

        refusals.Count(reason);
        LogRefused(reason, origin.Team, origin.PersonsTeam, origin.App);
        return home is null ? Receipt.TooEarly : Receipt.Foreign;
    }

    private string? ReasonAgainst(Origin origin, string? home)
    {
        if (home is null)
        {
            return SlackRefusals.UnknownWorkspace;
        }

        if (origin.Team != home || (origin.PersonsTeam.Length > 0 && origin.PersonsTeam != home))
        {
            return SlackRefusals.ForeignWorkspace;
        }

        return options.Value.AppId is { Length: > 0 } app && origin.App != app ? SlackRefusals.ForeignApp : null;
    }

    [LoggerMessage(LogLevel.Warning, "Refused ({Reason}) a payload of team {Team}, person's team {PersonsTeam}, app {App}")]
    private partial void LogRefused(string reason, string team, string personsTeam, string app);
}
