using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Bunit;
using ChatOps.Adapters.Slack.BlockKit;
using ChatOps.Adapters.Teams.Cards;
using ChatOps.Host.WebConsole;
using ChatOps.Tests.Fakes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace ChatOps.Tests.Golden;

/// <summary>How each platform shows a message, as text that a person can compare.</summary>
internal static partial class Looks
{
    private static readonly JsonSerializerOptions Readable = new(SlackJson.Options)
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The names of the platforms, each with what its golden files end in.</summary>
    public static IReadOnlyDictionary<string, string> Endings { get; } = new Dictionary<string, string>
    {
        ["slack"] = ".slack.json",
        ["teams"] = ".teams.json",
        ["console"] = ".console.html",
    };

    public static string Of(MessageKind kind, string platform) => platform switch
    {
        "slack" => Slack(kind),
        "teams" => Teams(kind),
        "console" => Console(kind),
        _ => throw new ArgumentOutOfRangeException(nameof(platform), platform, "No such platform."),
    } + "\n";

    private static string Slack(MessageKind kind) => JsonSerializer.Serialize(
        new { Text = SlackMessage.Fallback(kind.Message), Blocks = SlackMessage.Render(kind.Message) }, Readable);

    private static string Teams(MessageKind kind)
    {
        var rendered = AdaptiveCard.Render(kind.Message, kind.Message.IsKeptUpToDate);
        var all = new JsonArray([.. rendered.Rest.Prepend(rendered).Select(card => (JsonNode)new JsonObject
        {
            ["summary"] = card.Summary,
            ["card"] = card.Content,
        })]);
        return all.ToJsonString(Readable);
    }

    private static string Console(MessageKind kind)
    {
        using var console = new BunitContext();
        console.Services.AddSingleton<TimeProvider>(new FakeTimeProvider(FakeInventory.Now));
        var card = console.Render<MessageCard>(parameters => parameters
            .Add(it => it.Message, kind.Message)
            .Add(it => it.PostedAt, FakeInventory.Now));

        // Numbers of event handlers and marks of style sheets change with every build; what is seen does not.
        var markup = NoiseOfBlazor().Replace(card.Markup, "");
        var lines = BetweenTags().Replace(markup, ">\n<").Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0);
        return string.Join('\n', lines);
    }

    [GeneratedRegex("""\s(blazor:[a-zA-Z:]+="[^"]*"|b-[a-z0-9]{10}(="")?)""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NoiseOfBlazor();

    [GeneratedRegex(@">\s*<", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex BetweenTags();
}
