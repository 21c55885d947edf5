using System.Text.Json.Serialization;

namespace ChatOps.Adapters.Slack.BlockKit;

/// <summary>A layout block of a message or a modal, as far as the bot uses them. Source: docs.slack.dev, "Blocks".</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(HeaderBlock), "header")]
[JsonDerivedType(typeof(SectionBlock), "section")]
[JsonDerivedType(typeof(RichTextBlock), "rich_text")]
[JsonDerivedType(typeof(ActionsBlock), "actions")]
[JsonDerivedType(typeof(ContextBlock), "context")]
[JsonDerivedType(typeof(InputBlock), "input")]
public abstract record Block;

public sealed record HeaderBlock(PlainTextObject Text) : Block;

public sealed record SectionBlock(PlainTextObject Text) : Block;

public sealed record RichTextBlock(IReadOnlyList<RichTextElement> Elements) : Block;

public sealed record ActionsBlock(IReadOnlyList<ButtonElement> Elements) : Block;

public sealed record ContextBlock(IReadOnlyList<PlainTextObject> Elements) : Block;

/// <summary>A question in a modal. Slack itself writes "(optional)" behind the label of one that is.</summary>
public sealed record InputBlock(string BlockId, PlainTextObject Label, TextInputElement Element, bool Optional) : Block;

/// <summary>A field to type into.</summary>
public sealed record TextInputElement(string ActionId, int MaxLength)
{
    public string Type { get; } = "plain_text_input";

    public bool Multiline { get; } = true;
}

/// <summary>
/// Text that Slack shows as it is: no formatting, no mentions, no links, no ":emoji:" names. There is no mrkdwn text object
/// here on purpose: what comes from outside (pod names, reasons, logs) has nowhere to become markup.
/// </summary>
public sealed record PlainTextObject(string Text)
{
    public string Type { get; } = "plain_text";

    public bool Emoji { get; }
}

public sealed record ButtonElement(PlainTextObject Text, string ActionId, string Value, string? Style)
{
    public string Type { get; } = "button";
}

/// <summary>A piece of rich text; its text is literal, formatting is a property beside it.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(RichTextSection), "rich_text_section")]
[JsonDerivedType(typeof(RichTextPreformatted), "rich_text_preformatted")]
public abstract record RichTextElement;

public sealed record RichTextSection(IReadOnlyList<RichText> Elements) : RichTextElement;

/// <summary>A block of text in a fixed-width font.</summary>
public sealed record RichTextPreformatted(IReadOnlyList<RichText> Elements) : RichTextElement;

public sealed record RichText(string Text, RichTextStyle? Style = null)
{
    public string Type { get; } = "text";

    public static RichText Bold(string text) => new(text, new() { Bold = true });

    public static RichText Code(string text) => new(text, new() { Code = true });
}

public sealed record RichTextStyle
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Bold { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Code { get; init; }
}
