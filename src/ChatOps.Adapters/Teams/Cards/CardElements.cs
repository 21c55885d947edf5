using System.Text.Json.Serialization;

namespace ChatOps.Adapters.Teams.Cards;

/// <summary>
/// What a card is built of, as far as the bot uses it; all of it is in version 1.5. Source: adaptivecards.io, "Schema explorer".
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(Container), "Container")]
[JsonDerivedType(typeof(RichTextBlock), "RichTextBlock")]
[JsonDerivedType(typeof(MentionBlock), "TextBlock")]
[JsonDerivedType(typeof(TextInput), "Input.Text")]
internal abstract record CardElement
{
    public string? Spacing { get; init; }
}

/// <summary>Elements on a ground of one colour.</summary>
/// <param name="Style">emphasis, good, warning, attention or accent; null for the card's own.</param>
internal sealed record Container(IReadOnlyList<CardElement> Items, string? Style = null) : CardElement
{
    /// <summary>Reaches to the edges of the card.</summary>
    public bool? Bleed { get; init; }
}

/// <summary>
/// Text that Teams shows as it is: Markdown, links and mentions are read in TextBlocks and Facts only, so what comes from outside
/// (pod names, reasons, logs) has nowhere to become any of them. Source: learn.microsoft.com, "Format cards in Teams".
/// </summary>
internal sealed record RichTextBlock(IReadOnlyList<TextRun> Inlines) : CardElement
{
    public RichTextBlock(params TextRun[] inlines)
        : this((IReadOnlyList<TextRun>)inlines)
    {
    }
}

/// <summary>A piece of a line; line breaks are kept.</summary>
internal sealed record TextRun(string Text)
{
    public string Type { get; } = "TextRun";

    public string? Weight { get; init; }

    public string? Size { get; init; }

    public string? FontType { get; init; }

    public bool? IsSubtle { get; init; }

    public static TextRun Bold(string text) => new(text) { Weight = "Bolder" };

    public static TextRun Code(string text) => new(text) { FontType = "Monospace" };

    public static TextRun Subtle(string text) => new(text) { IsSubtle = true, Size = "Small" };
}

/// <summary>The one text that is markup: people who are called, in words of <see cref="Mentions"/> alone.</summary>
internal sealed record MentionBlock(string Text) : CardElement
{
    public bool Wrap { get; } = true;
}

/// <summary>A field to type into; what is typed joins the data of the action beside it under the id.</summary>
/// <param name="Label">The question; people can type up to <paramref name="MaxLength"/> characters of an answer.</param>
/// <param name="ErrorMessage">Said when a required answer is missing; null where none is required.</param>
internal sealed record TextInput(string Id, string Label, int MaxLength, string? ErrorMessage) : CardElement
{
    public bool IsMultiline { get; } = true;

    public bool? IsRequired { get; } = ErrorMessage is null ? null : true;
}
