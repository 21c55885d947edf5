using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using ChatOps.Adapters.Teams.Cards;

namespace ChatOps.Adapters.Teams.Outgoing;

/// <summary>A message on its way out. Source: microsoft/Agents, specs/activity/protocol-activity.md.</summary>
/// <param name="Summary">What notifications show.</param>
public sealed record ConnectorActivity(string Summary, IReadOnlyList<CardAttachment> Attachments, NotifyingData? ChannelData)
{
    public string Type { get; } = "message";

    /// <param name="calls">Whether it is shown to people who look elsewhere.</param>
    public static ConnectorActivity Of(RenderedCard card, bool calls) =>
        new(card.Summary, [new CardAttachment(card.Content)], calls ? new NotifyingData(new(Alert: true)) : null);
}

public sealed record CardAttachment(JsonObject Content)
{
    public string ContentType { get; } = "application/vnd.microsoft.card.adaptive";
}

public sealed record NotifyingData(Notification Notification);

public sealed record Notification(bool Alert);

/// <summary>A conversation that is begun: a thread in a channel with its first message, or a personal chat.</summary>
public sealed record NewConversation(bool IsGroup, ConnectorAccount Bot, string TenantId)
{
    public IReadOnlyList<ConnectorAccount>? Members { get; init; }

    public NewConversationData? ChannelData { get; init; }

    public ConnectorActivity? Activity { get; init; }
}

public sealed record NewConversationData(ConnectorAccount? Channel, ConnectorAccount? Tenant);

/// <summary>Anything that Teams names by an id: an account, a channel, a tenant.</summary>
public sealed record ConnectorAccount(string Id);

/// <summary>What comes back for a message or a conversation; its body may be empty.</summary>
/// <param name="Id">Of the message, or of the conversation that was begun.</param>
/// <param name="ActivityId">Of the first message of that.</param>
public sealed record ConnectorReply(string? Id, string? ActivityId);

/// <summary>A member of a conversation.</summary>
/// <param name="ObjectId">The object id in Entra; Teams calls it so, or <paramref name="AadObjectId"/>.</param>
/// <param name="UserRole">"user", "guest", "anonymous" ...</param>
public sealed record ConnectorMember(
    string? Id, string? ObjectId, string? AadObjectId, string? UserPrincipalName, string? TenantId, string? UserRole);

/// <summary>JSON as the Bot Framework writes it: camelCase, absent rather than null.</summary>
public static class ConnectorJson
{
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };
}
