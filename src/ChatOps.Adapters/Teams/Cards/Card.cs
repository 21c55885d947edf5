using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace ChatOps.Adapters.Teams.Cards;

/// <summary>A whole Adaptive Card, or the one that a button unfolds.</summary>
internal sealed record Card(IReadOnlyList<CardElement> Body, IReadOnlyList<CardAction>? Actions)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public string Type { get; } = "AdaptiveCard";

    /// <summary>Null in a card inside another.</summary>
    public string? Version { get; init; }

    /// <summary>What a client shows that knows no cards of this version.</summary>
    public string? FallbackText { get; init; }

    public Refresh? Refresh { get; init; }

    public TeamsExtras? Msteams { get; init; }

    /// <summary>In characters of JSON, each that JSON may escape counted as escaped.</summary>
    public static int Length(object piece) => JsonSerializer.Serialize(piece, piece.GetType(), Options).Length;

    /// <inheritdoc cref="Length(object)"/>
    public static int Length(CardElement element) => JsonSerializer.Serialize(element, Options).Length;

    public JsonObject ToJson() =>
        JsonSerializer.SerializeToNode(this, Options) as JsonObject
        ?? throw new InvalidOperationException("A record is an object in JSON.");
}

/// <summary>What a client asks when the card comes into sight. Source: learn.microsoft.com, "User specific views".</summary>
internal sealed record Refresh(CardAction Action);

/// <summary>What Teams adds to Adaptive Cards.</summary>
/// <param name="Entities">Who is called in the card; null for nobody.</param>
internal sealed record TeamsExtras(IReadOnlyList<MentionEntity>? Entities)
{
    /// <summary>As wide as the conversation: tables need it.</summary>
    public string Width { get; } = "Full";
}

/// <param name="Text">Exactly what stands in the card for it.</param>
internal sealed record MentionEntity(string Text, Mentioned Mentioned)
{
    public string Type { get; } = "mention";
}

internal sealed record Mentioned(string Id, string Name);
