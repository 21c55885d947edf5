namespace ChatOps.Adapters.Slack.BlockKit;

/// <summary>
/// How much Slack takes: its documented limit less 5%, since it is not documented how it counts. Characters are counted by
/// <see cref="SlackText.Length(string)"/>. Sources: docs.slack.dev, "Blocks" and "Block elements"; Slack's Python SDK.
/// </summary>
public static class Limits
{
    /// <summary>Of 150.</summary>
    public const int Header = 142;

    /// <summary>Of 3000; also kept for a rich text block, whose limit is not documented.</summary>
    public const int Section = 2850;

    /// <summary>Of 75; about 30 are shown.</summary>
    public const int ButtonLabel = 71;

    /// <summary>Of 2000.</summary>
    public const int ButtonValue = 1900;

    /// <summary>Of 255.</summary>
    public const int ActionId = 242;

    /// <summary>Of 24: a modal's title and the labels of its two buttons.</summary>
    public const int ModalTitle = 22;

    /// <summary>Of 25 in one actions block; more than five nobody can choose from in a hurry.</summary>
    public const int Buttons = 5;

    /// <summary>Of 50 in a message, less the header, what is at stake, the buttons, the footer and the line that says what was left out.</summary>
    public const int BodyBlocks = 45;

    /// <summary>
    /// In all parts together, so that a message stays below 12,000: Slack refuses very long ones (msg_blocks_too_long) at a length
    /// that it doesn't document.
    /// </summary>
    public const int Body = 8_000;

    /// <summary>Of 4000 for an update.</summary>
    public const int Fallback = 1500;

    /// <summary>Rows of one table; nobody reads more on a phone.</summary>
    public const int Rows = 100;

    /// <summary>A table's cell; longer than any usual pod name.</summary>
    public const int Cell = 120;

    /// <summary>A table's row, however many columns it has.</summary>
    public const int Row = 600;

    /// <summary>A field's label, a step's text or a table's caption.</summary>
    public const int Label = 300;

    /// <summary>A field's value, a step's note, the footer, or a title that is no header.</summary>
    public const int Value = 1000;
}
