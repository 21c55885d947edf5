using System.Text.Json.Serialization;

namespace ChatOps.Adapters.Teams.Cards;

/// <summary>A button under a card. Source: adaptivecards.io, "Schema explorer".</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(ExecuteAction), "Action.Execute")]
[JsonDerivedType(typeof(SubmitAction), "Action.Submit")]
[JsonDerivedType(typeof(ShowCardAction), "Action.ShowCard")]
internal abstract record CardAction
{
    public string? Title { get; init; }

    /// <summary>positive or destructive; a client that does not know them shows a plain button.</summary>
    public string? Style { get; init; }

    /// <summary>"secondary" puts it behind the three dots.</summary>
    public string? Mode { get; init; }
}

/// <summary>Sends its data to the bot, which can answer with a card in place of this one.</summary>
/// <param name="Fallback">What a client shows that doesn't know Action.Execute.</param>
internal sealed record ExecuteAction(string Verb, PressData? Data, CardAction? Fallback = null) : CardAction;

/// <summary>Sends its data to the bot as a message without text.</summary>
internal sealed record SubmitAction(PressData Data) : CardAction;

/// <summary>Unfolds a card below, with a question and the button that sends it.</summary>
internal sealed record ShowCardAction(Card Card) : CardAction;

/// <summary>What a button hands back; the names of its fields are those in <see cref="CardPress"/>.</summary>
internal sealed record PressData(
    [property: JsonPropertyName(CardPress.CommandField)] string Command,
    [property: JsonPropertyName(CardPress.OptionField)] string? Option = null,
    [property: JsonPropertyName(CardPress.RequiredField)] bool? IsRequired = null,
    [property: JsonPropertyName(CardPress.InputField)] string? Input = null);
