using System.Collections.Immutable;

namespace ChatOps.Chat;

/// <summary>A piece of a message; every renderer knows each of the kinds below.</summary>
public abstract record Part;

/// <summary>A paragraph. Line breaks are kept.</summary>
public sealed record TextPart(string Text) : Part;

/// <summary>A paragraph that must not be overlooked.</summary>
public sealed record WarningPart(string Text) : Part;

/// <summary>Labels with their values.</summary>
public sealed record FieldsPart(ImmutableList<Field> Fields) : Part;

/// <param name="Label">One to three words.</param>
public sealed record Field(string Label, string Value);

/// <summary>Columns that line up; a phone shows about 40 characters of a row without scrolling.</summary>
/// <param name="Caption">What the rows have in common, or null.</param>
/// <param name="Headers">As many as each row has cells; empty for none.</param>
/// <param name="Rows">All rows; a renderer that must cut says how many it left out.</param>
public sealed record TablePart(
    string? Caption, ImmutableList<string> Headers, ImmutableList<ImmutableList<string>> Rows) : Part
{
    /// <summary>A command that shows this table with less around it, named where rows were left out; or null.</summary>
    public string? More { get; init; }

    /// <summary>
    /// Each row is read by itself and none is compared with another, so where there is no room for columns it can stand as
    /// lines, its first cell on top.
    /// </summary>
    public bool RowsStandAlone { get; init; }
}

/// <summary>The steps of an operation, in order.</summary>
public sealed record StepsPart(ImmutableList<StepLine> Steps) : Part;

/// <summary>Where a step of an operation stands.</summary>
public enum StepState
{
    Pending,
    Running,
    Done,
    Failed,
    Undone,

    /// <summary>It is over, and nobody could see whether what it is for is so.</summary>
    Unknown,
}

/// <param name="Note">What happened or is waited for, such as "took 48 s"; null when there is nothing to say.</param>
public sealed record StepLine(StepState State, string Text, string? Note = null);

public enum ButtonStyle
{
    Default,
    Primary,
    Danger,
}

/// <summary>A button is a command that needs no typing: pressing it is the same as sending its text.</summary>
/// <param name="Label">At most 30 characters, a verb first.</param>
/// <param name="Command">What is sent, such as "cancel 17"; authorised like any typed text, by who pressed it.</param>
public sealed record Button(string Label, string Command, ButtonStyle Style = ButtonStyle.Default)
{
    /// <summary>What to ask before the command is sent, or null.</summary>
    public Prompt? Prompt { get; init; }

    /// <summary>The one person whom it serves; null for everybody. Where all see the same message, all see the button.</summary>
    public Actor? OnlyFor { get; init; }

    /// <summary>The one person whom it would only refuse; null for nobody. Where all see the same message, they see it too.</summary>
    public Actor? NotFor { get; init; }

    /// <summary>What to type where there are no buttons.</summary>
    public string Typed => Prompt is { IsRequired: true } prompt ? $"{Command} {prompt.Option} \"...\"" : Command;
}
