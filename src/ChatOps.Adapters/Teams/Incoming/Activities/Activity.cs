using System.Text.Json;
using ChatOps.Chat.Incoming;

namespace ChatOps.Adapters.Teams.Incoming.Activities;

/// <summary>
/// What happened where the bot is, as the Bot Framework tells it; named as there. Source: microsoft/Agents,
/// specs/activity/protocol-activity.md. What is missing is empty.
/// </summary>
/// <param name="Type">"message", "invoke", "conversationUpdate" ...</param>
/// <param name="Id">The same in every delivery.</param>
/// <param name="ChannelId">"msteams".</param>
/// <param name="ServiceUrl">Where to answer.</param>
/// <param name="Place">The conversation.</param>
/// <param name="TenantIds">The tenants that it says it is from, each once.</param>
/// <param name="Sender">Who did it.</param>
/// <param name="BotId">The bot's own id in the conversation: "28:" and the app's id.</param>
/// <param name="Text">With the mention of the bot still in it.</param>
/// <param name="Name">Of an invoke: "adaptiveCard/action".</param>
/// <param name="ReplyToId">The message that a card stands in.</param>
public sealed record Activity(
    string Type,
    string Id,
    string ChannelId,
    string ServiceUrl,
    TeamsPlace Place,
    IReadOnlyList<string> TenantIds,
    TeamsAccount Sender,
    string BotId,
    string Text,
    string Name,
    string ReplyToId)
{
    public const string Message = "message";
    public const string Invoke = "invoke";

    /// <summary>All of it.</summary>
    public JsonElement? Payload { get; private init; }

    /// <summary>What a card's button hands over; null without one.</summary>
    public JsonElement? Value => Payload.Child("value");

    /// <summary>Who is mentioned in the text, the bot included: Teams' own id of them, and what stands in the text for it.</summary>
    public IEnumerable<(string Id, string Text)> Mentions => Payload.Items("entities")
        .Where(entity => entity.Text("type") == "mention")
        .Select(entity => (Id: entity.Child("mentioned").Text("id"), Text: entity.Text("text")))
        .Where(mention => mention is { Id.Length: > 0, Text.Length: > 0 });

    /// <summary>A message without words that hands something over: a press of a button that knows no better.</summary>
    public bool IsPress => Text.Length == 0 && Value is { ValueKind: JsonValueKind.Object };

    /// <summary>Of an installationUpdate: "add", "remove", "add-upgrade", "remove-upgrade".</summary>
    public string Action => Payload.Text("action");

    /// <summary>Unique in all conversations, the same in every delivery.</summary>
    public string Key => $"{Place.WireId}/{Id}";

    /// <summary>The activity, or null when a field that it can't do without is missing.</summary>
    public static Activity? From(JsonElement? payload)
    {
        var conversation = payload.Child("conversation");
        var (type, id) = (payload.Text("type"), payload.Text("id"));
        var activity = new Activity(
            type,
            id,
            payload.Text("channelId"),
            payload.Text("serviceUrl"),
            TeamsPlace.Of(conversation.Text("id"), conversation.Text("conversationType"), type == Message ? id : ""),
            Tenants(conversation.Text("tenantId"), payload.Child("channelData").Child("tenant").Text("id")),
            TeamsAccount.From(payload.Child("from")),
            payload.Child("recipient").Text("id"),
            payload.Text("text"),
            payload.Text("name"),
            payload.Text("replyToId"))
        {
            Payload = payload,
        };
        return type.Length > 0 && activity is { Place.WireId.Length: > 0, ServiceUrl.Length: > 0 } && activity.HasIdIfItActs ? activity : null;
    }

    /// <summary>Accounts that came or went.</summary>
    /// <param name="list">"membersAdded" or "membersRemoved".</param>
    public IEnumerable<TeamsAccount> Members(string list) => Payload.Items(list).Select(TeamsAccount.From);

    /// <summary>Leaves out what was said, wherever this is logged.</summary>
    public override string ToString() => $"{Type} {Id} in {Place.WireId}";

    /// <summary>What somebody wants done is done once, by its id; without one nobody could tell it from another.</summary>
    private bool HasIdIfItActs => Id.Length > 0 || Type is not (Message or Invoke);

    private static IReadOnlyList<string> Tenants(params IEnumerable<string> ids) =>
        [.. ids.Where(id => id.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase)];
}
