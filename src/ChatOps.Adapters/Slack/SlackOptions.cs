namespace ChatOps.Adapters.Slack;

/// <summary>
/// How to talk with one Slack workspace. Without a <see cref="SigningSecret"/> Slack is switched off: no routes, no client.
/// </summary>
public sealed class SlackOptions
{
    public const string Section = "Slack";

    private static readonly string[] SlacksOwnHosts = ["hooks.slack.com", "hooks.slack-gov.com"];

    /// <summary>The app's signing secret (Basic Information), the proof that a request comes from Slack; 32 hex digits today.</summary>
    public string SigningSecret { get; init; } = "";

    /// <summary>The bot user's OAuth token ("xoxb-..."), with the scopes chat:write and commands.</summary>
    public string BotToken { get; init; } = "";

    /// <summary>The app-level token ("xapp-..."), which Socket Mode needs.</summary>
    public string AppToken { get; init; } = "";

    /// <summary>Not built yet: switching it on stops the start, so that nobody waits for messages that can't come.</summary>
    public bool SocketMode { get; init; }

    /// <summary>Where the Web API is: https, or http on a loopback address.</summary>
    public Uri ApiBaseUrl { get; init; } = new("https://slack.com/api/");

    /// <summary>
    /// Host names, without port, to which answers may be sent by response_url; empty means Slack's own two,
    /// hooks.slack.com and hooks.slack-gov.com. Always https, except on a loopback host that is named here.
    /// </summary>
    public IReadOnlyList<string> ResponseUrlHosts { get; init; } = [];

    public bool IsOn => SigningSecret.Length > 0;

    public bool IsResponseUrlHost(string host) =>
        (ResponseUrlHosts.Count > 0 ? ResponseUrlHosts : SlacksOwnHosts).Contains(host, StringComparer.OrdinalIgnoreCase);
}
