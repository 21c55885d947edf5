namespace ChatOps.Adapters.Slack;

/// <summary>
/// How to talk with one Slack workspace. Without a <see cref="SigningSecret"/> and without <see cref="SocketMode"/> Slack is
/// switched off: no routes, no client.
/// </summary>
public sealed class SlackOptions
{
    public const string Section = "Slack";

    private static readonly string[] SlacksOwnHosts = ["hooks.slack.com", "hooks.slack-gov.com"];

    /// <summary>The app's signing secret (Basic Information), the proof that a request comes from Slack; 32 hex digits today.</summary>
    public string SigningSecret { get; init; } = "";

    /// <summary>The bot user's OAuth token ("xoxb-..."), with the scopes that "chatops slack manifest" lists.</summary>
    public string BotToken { get; init; } = "";

    /// <summary>The app-level token ("xapp-..."), which Socket Mode needs.</summary>
    public string AppToken { get; init; } = "";

    /// <summary>
    /// Slack's messages come over a WebSocket that the bot opens, so it needs no public address; the HTTP routes are gone then.
    /// </summary>
    public bool SocketMode { get; init; }

    /// <summary>
    /// The id of the workspace ("T0123ABCD") whose people the bot listens to; empty for the one whose
    /// token it has, which Slack has to name before anybody is let in.
    /// </summary>
    public string TeamId { get; init; } = "";

    /// <summary>The app's id ("A0123ABCD"); empty for any app that has the signing secret.</summary>
    public string AppId { get; init; } = "";

    /// <summary>Where the Web API is: https, or http on a loopback address.</summary>
    public Uri ApiBaseUrl { get; init; } = new("https://slack.com/api/");

    /// <summary>
    /// Host names, without port, to which answers may be sent by response_url; empty means Slack's own two,
    /// hooks.slack.com and hooks.slack-gov.com. Always https, except on a loopback host that is named here.
    /// </summary>
    public IReadOnlyList<string> ResponseUrlHosts { get; init; } = [];

    public bool IsOn => SigningSecret.Length > 0 || SocketMode;

    public bool IsResponseUrlHost(string host) =>
        (ResponseUrlHosts.Count > 0 ? ResponseUrlHosts : SlacksOwnHosts).Contains(host, StringComparer.OrdinalIgnoreCase);
}
