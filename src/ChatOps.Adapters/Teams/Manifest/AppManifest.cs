using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using ChatOps.Commands;

namespace ChatOps.Adapters.Teams.Manifest;

/// <summary>
/// The description of the Teams app, with the least that a bot needs: no sign-in, no permission on a team's data, no files, no calls.
/// Source: learn.microsoft.com, "App manifest schema", version 1.30 of August 2026.
/// </summary>
public sealed record AppManifest(
    string Id,
    string Version,
    DeveloperInfo Developer,
    AppName Name,
    AppDescription Description,
    AppIcons Icons,
    IReadOnlyList<BotInfo> Bots)
{
    private const string Newest = "1.30";

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",

        // Read by people and by Teams' JSON parser, never put into HTML.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Wherever people talk: alone with the bot, in a group, in a channel.</summary>
    private static readonly IReadOnlyList<string> Everywhere = ["personal", "team", "groupChat"];

    /// <summary>
    /// What Teams offers while somebody types to the bot, the most needed first. It has room for ten; what a card's buttons do
    /// (approve, deny, cancel) is left to them.
    /// </summary>
    private static readonly IReadOnlyList<string> Offered =
    [
        "pods", "diagnose", "restart", "recover", "deployments", "volumes", "quota", "operations", "audit", "help",
    ];

    [JsonPropertyName("$schema"), JsonPropertyOrder(-2)]
    public string Schema { get; } = $"https://developer.microsoft.com/json-schemas/teams/v{Newest}/MicrosoftTeams.schema.json";

    [JsonPropertyOrder(-1)]
    public string ManifestVersion { get; } = Newest;

    public string AccentColor { get; } = "#1f2a44";

    /// <summary>It shows no pages of its own.</summary>
    public IReadOnlyList<string> ValidDomains { get; } = [];

    /// <param name="appId">Of the bot's registration in Entra: the bot, and the app that brings it.</param>
    /// <param name="version">Rises with every change: "1.2.3".</param>
    /// <param name="catalog">Where the offered commands come from.</param>
    public static AppManifest For(Guid appId, string version, string name, DeveloperInfo developer, CommandCatalog catalog) => new(
        appId.ToString(),
        version,
        developer,
        new(name, $"{name} for Airflow on Kubernetes"),
        new(
            "Operates Airflow deployments on Kubernetes, safely and in sight of everybody.",
            "Say pods, diagnose or restart with the name of a deployment, and watch how it goes. Whatever loses data waits for "
            + "another person's approval on the very plan that will run, and every step is on record before it is taken. Say help "
            + "for all commands."),
        new(AppPackage.Outline, AppPackage.Color),
        [new(appId.ToString(), Everywhere, [new(Everywhere, [.. Offered.SelectMany(offered => Commands(offered, catalog))])])]);

    public string ToJson() => JsonSerializer.Serialize(this, Options);

    private static IEnumerable<BotCommand> Commands(string name, CommandCatalog catalog) => catalog.Commands
        .Where(command => command.Name == name)
        .Select(command => new BotCommand(command.Name, command.Description));
}

/// <summary>Who runs the bot, and where people read about it.</summary>
/// <param name="Name">At most 32 characters.</param>
public sealed record DeveloperInfo(string Name, Uri WebsiteUrl, Uri PrivacyUrl, Uri TermsOfUseUrl);

/// <param name="ShortName">At most 30 characters.</param>
/// <param name="FullName">At most 100.</param>
public sealed record AppName([property: JsonPropertyName("short")] string ShortName, [property: JsonPropertyName("full")] string FullName);

/// <param name="Summary">At most 80 characters.</param>
/// <param name="Text">At most 4000.</param>
public sealed record AppDescription([property: JsonPropertyName("short")] string Summary, [property: JsonPropertyName("full")] string Text);

/// <summary>Files beside the manifest.</summary>
public sealed record AppIcons(string Outline, string Color);

public sealed record BotInfo(string BotId, IReadOnlyList<string> Scopes, IReadOnlyList<BotCommandList> CommandLists)
{
    public bool IsNotificationOnly { get; }

    public bool SupportsFiles { get; }
}

public sealed record BotCommandList(IReadOnlyList<string> Scopes, IReadOnlyList<BotCommand> Commands);

/// <param name="Title">At most 32 characters, as old clients want it.</param>
/// <param name="Description">At most 128.</param>
public sealed record BotCommand(string Title, string Description);
