using System.Collections.Immutable;
using ChatOps.Chat;

namespace ChatOps.Adapters.Slack.BlockKit;

/// <summary>A table in a fixed-width font, under its caption; where rows are left out, how many and how to see them.</summary>
internal static class TableBlock
{
    /// <summary>What the count of rows left out may take of the block.</summary>
    private const int NoteLength = 30;

    private const string BetweenCells = " \u00b7 ";

    public static IEnumerable<SizedBlock> Of(TablePart table)
    {
        var tidy = Tidy(table);
        var more = SlackText.OneLine(table.More ?? "", Limits.Label);
        var room = Limits.Section - SlackText.Length(tidy.Caption ?? "") - SlackText.Length(more) - NoteLength;
        var lines = Fitting(table.RowsStandAlone ? tidy.Rows.Select(Joined) : tidy.ToLines(), room).ToList();
        var rowsShown = Math.Max(0, lines.Count - (table.Headers.IsEmpty || table.RowsStandAlone ? 0 : 1));
        List<RichTextElement> elements =
        [
            .. Caption(tidy.Caption),
            .. table.RowsStandAlone ? Items(lines) : Lines(lines),
            .. Note(table.Rows.Count - rowsShown, more),
        ];
        return elements.Count == 0 ? [] : [new SizedBlock(new RichTextBlock(elements), elements.Sum(Length))];
    }

    /// <summary>The table with no more rows and no longer cells than anyone would read, each in one line.</summary>
    public static TablePart Tidy(TablePart table) => table with
    {
        Caption = table.Caption is null ? null : SlackText.OneLine(table.Caption, Limits.Label),
        Headers = Cut(table.Headers),
        Rows = [.. table.Rows.Take(Limits.Rows).Select(Cut)],
    };

    private static ImmutableList<string> Cut(ImmutableList<string> cells) =>
        [.. cells.Select(cell => SlackText.OneLine(cell, Limits.Cell))];

    private static IEnumerable<string> Fitting(IEnumerable<string> lines, int room) => lines
        .Select(line => SlackText.Cut(line, Limits.Row))
        .TakeWhile(line => (room -= SlackText.Length(line) + 1) >= 0);

    private static IEnumerable<RichTextElement> Caption(string? caption) =>
        string.IsNullOrEmpty(caption) ? [] : [new RichTextSection([RichText.Bold(caption)])];

    private static string Joined(ImmutableList<string> row) => string.Join(BetweenCells, row.Where(cell => cell.Length > 0));

    /// <summary>In the usual font, which a phone wraps well; what stands first in a row stands out.</summary>
    private static IEnumerable<RichTextElement> Items(IReadOnlyCollection<string> lines)
    {
        var runs = new List<RichTextRun>();
        foreach (var line in lines)
        {
            var end = line.IndexOf(BetweenCells, StringComparison.Ordinal);
            runs.Add(RichText.Bold(end < 0 ? line : line[..end]));
            runs.Add(new RichText($"{(end < 0 ? "" : line[end..])}\n"));
        }

        return runs.Count == 0 ? [] : [new RichTextSection(runs)];
    }

    private static IEnumerable<RichTextElement> Lines(IReadOnlyCollection<string> lines)
    {
        var text = string.Join('\n', lines);
        return string.IsNullOrWhiteSpace(text) ? [] : [new RichTextPreformatted([new RichText(text)])];
    }

    private static IEnumerable<RichTextElement> Note(int rowsLeftOut, string more)
    {
        if (rowsLeftOut <= 0)
        {
            return [];
        }

        var note = $"… {rowsLeftOut} more {(rowsLeftOut == 1 ? "row" : "rows")}";
        return more.Length == 0
            ? [new RichTextSection([new RichText(note)])]
            : [new RichTextSection([new RichText($"{note}: "), RichText.Code(more)])];
    }

    private static int Length(RichTextElement element) => element switch
    {
        RichTextSection section => section.Elements.OfType<RichText>().Sum(run => SlackText.Length(run.Text)),
        RichTextPreformatted preformatted => preformatted.Elements.OfType<RichText>().Sum(run => SlackText.Length(run.Text)),
        _ => throw new InvalidOperationException($"An element without a known length: {element.GetType().Name}"),
    };
}
