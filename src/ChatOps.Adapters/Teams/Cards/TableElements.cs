using System.Collections.Immutable;
using ChatOps.Chat;
using ChatOps.Chat.Rendering;

namespace ChatOps.Adapters.Teams.Cards;

/// <summary>
/// A table that a phone can show: columns in a fixed-width font where a phone has room for them, else each row as a line that may
/// wrap, its first cell standing out, under a line that names the columns. Adaptive Cards' own Table squeezes each column until
/// words break in the middle.
/// </summary>
internal static class TableElements
{
    /// <summary>How much of a table is shown.</summary>
    public static readonly TableRules Rules = new(CardText.OneLine, Limits.Label, Limits.Rows, Limits.Cell);

    private const string BetweenCells = " · ";
    private const string Nothing = "-";

    public static IEnumerable<CardElement> Of(TablePart table)
    {
        var tidy = Rules.Tidy(table);
        return [.. Caption(tidy.Caption), .. Rows(tidy), .. Note(table)];
    }

    private static IEnumerable<CardElement> Caption(string? caption) =>
        string.IsNullOrEmpty(caption) ? [] : [new RichTextBlock(TextRun.Bold(caption))];

    private static IEnumerable<CardElement> Rows(TablePart table)
    {
        if (table.RowsStandAlone)
        {
            return PartElements.Lines(table.Rows.Select(row => Line(row.Where(cell => cell.Length > 0))).Where(line => line.Length > 0));
        }

        var columns = table.ToLines().ToList();
        return columns.TrueForAll(line => line.Length <= Limits.PhoneWidth)
            ? PartElements.Lines(columns.Where(line => line.Length > 0).Select(line => new[] { TextRun.Code(CardText.Spaced(line)) }))
            : PartElements.Lines([.. Key(table.Headers), .. table.Rows.Select(row => Line(row.Select(OrNothing)))]);
    }

    private static IEnumerable<TextRun[]> Key(ImmutableList<string> headers) =>
        headers.IsEmpty ? [] : [[TextRun.Subtle(string.Join(BetweenCells, headers))]];

    private static TextRun[] Line(IEnumerable<string> cells) => cells.ToList() switch
    {
        [] => [],
        [var only] => [TextRun.Bold(only)],
        [var first, .. var others] => [TextRun.Bold(first), new(BetweenCells + string.Join(BetweenCells, others))],
    };

    private static string OrNothing(string cell) => cell.Length > 0 ? cell : Nothing;

    private static IEnumerable<CardElement> Note(TablePart table)
    {
        var left = table.Rows.Count - Limits.Rows;
        if (left <= 0)
        {
            return [];
        }

        var note = LeftOut.RowsOf(table, left, more => CardText.OneLine(more, Limits.Label));
        return note.Hints is [var hint]
            ? [new RichTextBlock(new TextRun($"{note.Words}: "), TextRun.Code(hint))]
            : [new RichTextBlock(new TextRun(note.Words))];
    }
}
