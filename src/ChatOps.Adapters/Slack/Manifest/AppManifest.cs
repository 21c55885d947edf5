using System.Text.Encodings.Web;
using System.Text.Json;
using ChatOps.Adapters.Slack.BlockKit;

namespace ChatOps.Adapters.Slack.Manifest;

/// <summary>
/// The description of the Slack app, from which Slack makes it: api.slack.com/apps, "Create from a manifest".
/// Source: docs.slack.dev, "App manifest reference".
/// </summary>
public sealed record AppManifest(
    DisplayInformation DisplayInformation, ManifestFeatures Features, OauthConfig OauthConfig, ManifestSettings Settings)
{
    private static readonly JsonSerializerOptions Readable = new(SlackJson.Options)
    {
        WriteIndented = true,
        NewLine = "\n",

        // Read by people and by Slack's JSON parser, never put into HTML.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>An app that can do what the bot does and nothing else.</summary>
    /// <param name="command">The slash command, "/astro".</param>
    /// <param name="bot">Where Slack reaches the bot; null for Socket Mode, which has no addresses.</param>
    public static AppManifest For(string name, string command, Uri? bot) => new(
        new(name, "Operates Airflow deployments on Kubernetes, safely and in sight of everybody.", "#1f2a44"),
        new(
            new(HomeTabEnabled: false, MessagesTabEnabled: true, MessagesTabReadOnlyEnabled: false),
            new(name, AlwaysOnline: true),
            [new(
                command,
                "Look at deployments, restart what is stuck",
                "pods zodiac-cosmo-1172 | restart scheduler zodiac-cosmo-1172 | help",
                At(bot, "slack/command"),
                ShouldEscape: true)]),
        new(new(LeastScopes)),
        new(
            new(At(bot, "slack/event"), ["app_mention", "message.im"]),
            new(IsEnabled: true, At(bot, "slack/action")),
            SocketModeEnabled: bot is null,
            OrgDeployEnabled: false,
            TokenRotationEnabled: false));

    public string ToJson() => JsonSerializer.Serialize(this, Readable);

    /// <summary>What the bot calls and hears, and no more. Sources: the method and event pages of docs.slack.dev.</summary>
    public static IReadOnlyList<string> LeastScopes { get; } =
    [
        "app_mentions:read", // to be called by name
        "channels:read", // to see at the start whether it is in the incident channel
        "chat:write", // to post and update where it is a member
        "commands", // the slash command
        "groups:read", // the same for a private one
        "im:history", // to be told what is said in direct messages to it, and in those only
        "usergroups:read", // for roles that are granted to user groups
        "users:read", // without which Slack gives out no e-mail address
        "users:read.email", // for roles that are granted by e-mail address; remove both where none are
    ];

    private static Uri? At(Uri? bot, string path) =>
        bot is null ? null : new(new Uri(bot.AbsoluteUri.TrimEnd('/') + "/"), path);
}

/// <param name="Name">At most 35 characters.</param>
/// <param name="Description">At most 140.</param>
public sealed record DisplayInformation(string Name, string Description, string BackgroundColor);

public sealed record ManifestFeatures(AppHome AppHome, BotUser BotUser, IReadOnlyList<ManifestCommand> SlashCommands);

/// <summary>Without the messages tab nobody can write to the bot directly.</summary>
public sealed record AppHome(bool HomeTabEnabled, bool MessagesTabEnabled, bool MessagesTabReadOnlyEnabled);

public sealed record BotUser(string DisplayName, bool AlwaysOnline);

/// <param name="Command">With its slash, at most 32 characters.</param>
/// <param name="Url">Null for Socket Mode.</param>
/// <param name="ShouldEscape">People and channels come as ids, which nobody can choose for themselves as they can a name.</param>
public sealed record ManifestCommand(string Command, string Description, string UsageHint, Uri? Url, bool ShouldEscape);

public sealed record OauthConfig(ManifestScopes Scopes);

public sealed record ManifestScopes(IReadOnlyList<string> Bot);

public sealed record ManifestSettings(
    EventSubscriptions EventSubscriptions,
    Interactivity Interactivity,
    bool SocketModeEnabled,
    bool OrgDeployEnabled,
    bool TokenRotationEnabled);

public sealed record EventSubscriptions(Uri? RequestUrl, IReadOnlyList<string> BotEvents);

public sealed record Interactivity(bool IsEnabled, Uri? RequestUrl);
