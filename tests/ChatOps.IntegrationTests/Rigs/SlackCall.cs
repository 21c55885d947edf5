using System.Text.Json;
using System.Text.Json.Serialization;

namespace ChatOps.IntegrationTests.Rigs;

/// <summary>One call that the fake Slack got, with its verdict.</summary>
/// <param name="Kind">"api", "response_url", "upload" or "socket_ack".</param>
/// <param name="Method">Of the Web API, such as "chat.postMessage"; null for other kinds.</param>
/// <param name="Ok">Whether Slack would have taken it.</param>
/// <param name="Error">Slack's word for what was wrong, or null.</param>
/// <param name="Errors">What was wrong with blocks, with JSON pointers.</param>
/// <param name="Args">The arguments of a Web API call, as it sent them.</param>
/// <param name="Body">What was sent to a response URL.</param>
public sealed record SlackCall(
    DateTimeOffset At,
    string Kind,
    string? Method,
    string? Path,
    int? Status,
    bool Ok,
    string? Error,
    IReadOnlyList<string>? Errors,
    JsonElement? Args,
    JsonElement? Body);

/// <summary>A message as a channel shows it now.</summary>
/// <param name="Ts">Its id in the channel.</param>
/// <param name="Text">What notifications show.</param>
/// <param name="Blocks">Block Kit, or null.</param>
public sealed record SlackMessage(
    string Ts,
    string Text,
    JsonElement? Blocks,
    [property: JsonPropertyName("thread_ts")] string? ThreadTs)
{
    /// <summary>What the bot put into the buttons, in their order.</summary>
    public IReadOnlyList<string> Buttons => [.. AllButtons.Select(button => button.Value)];

    private IEnumerable<SlackButton> AllButtons => (Blocks?.EnumerateArray() ?? default)
        .Where(block => $"{block.GetProperty("type")}" == "actions")
        .SelectMany(block => block.GetProperty("elements").EnumerateArray())
        .Select(button => new SlackButton(
            $"{button.GetProperty("text").GetProperty("text")}", $"{button.GetProperty("action_id")}", $"{button.GetProperty("value")}"));

    /// <summary>The one button with this label.</summary>
    public SlackButton Button(string label) => AllButtons.Single(button => button.Label == label);
}

/// <summary>A button as it stands in a message; a click hands all three back.</summary>
public sealed record SlackButton(string Label, string ActionId, string Value);

/// <summary>What came back for an envelope of Socket Mode.</summary>
/// <param name="Acked">Whether a receipt came within three seconds.</param>
/// <param name="Payload">What came with it: the answer to a slash command.</param>
public sealed record SocketReceipt(bool Acked, JsonElement? Payload);

/// <param name="Open">Connections that stand now.</param>
/// <param name="Opened">All that ever did.</param>
public sealed record SocketCount(int Open, int Opened);

/// <summary>What to do to coming calls instead of answering them; with several properties set, the first one counts.</summary>
/// <param name="Method">The method it befalls, "*" for all.</param>
public sealed record SlackFault(string Method)
{
    /// <summary>Answer late, in milliseconds, and then as if nothing were.</summary>
    public int? HangMs { get; init; }

    /// <summary>Answer with this status: 429, or 500 and up.</summary>
    public int? Http { get; init; }

    /// <summary>With status 429, the seconds to wait; 1 unless told.</summary>
    public int? RetryAfter { get; init; }

    /// <summary>Answer 200 with this error, such as "internal_error".</summary>
    public string? Error { get; init; }

    /// <summary>How many calls it befalls.</summary>
    public int Times { get; init; } = 1;
}

/// <summary>How the rig spells its controls.</summary>
internal static class SlackJson
{
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };
}
