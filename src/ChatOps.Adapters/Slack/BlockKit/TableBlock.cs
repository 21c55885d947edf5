using System.Collections.Immutable;
using ChatOps.Chat;
using ChatOps.Chat.Rendering;

namespace ChatOps.Adapters.Slack.BlockKit;

/// <summary>A table in a fixed-width font, under its caption; where rows are left out, how many and how to see them.</summary>
internal static class TableBlock
{
    /// <summary>What the count of rows left out may take of the block.</summary>
    private const int NoteLength = 30;

    /// <summary>How much of a table is shown.</summary>
    public static readonly TableRules Rules = new(SlackText.OneLine, Limits.Label, Limits.Rows, Limits.Cell);

    private const string BetweenCells = " \u00b7 ";

    public static IEnumerable<SizedBlock> Of(TablePart table)
    {
        var tidy = Rules.Tidy(table);
        var more = SlackText.OneLine(table.More ?? "", Limits.Label);
        var room = Limits.Section - SlackText.Length(tidy.Caption ?? "") - SlackText.Length(more) - NoteLength;
        var lines = Fitting(table.RowsStandAlone ? tidy.Rows.Select(Joined) : tidy.ToLines(), room).ToList();
        var rowsShown = Math.Max(0, lines.Count - (table.Headers.IsEmpty || table.RowsStandAlone ? 0 : 1));
        List<RichTextElement> elements =
        [
            .. Caption(tidy.Caption),
            .. table.RowsStandAlone ? Items(lines) : Lines(lines),
            .. Note(table, table.Rows.Count - rowsShown, more),
        ];
        return elements.Count == 0 ? [] : [new SizedBlock(new RichTextBlock(elements), elements.Sum(Length))];
    }

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

    private static IEnumerable<RichTextElement> Note(TablePart table, int rowsLeftOut, string more)
    {
        if (rowsLeftOut <= 0)
        {
            return [];
        }

        var left = LeftOut.RowsOf(table, rowsLeftOut, _ => more);
        return left.Hints is [var hint]
            ? [new RichTextSection([new RichText($"{left.Words}: "), RichText.Code(hint)])]
            : [new RichTextSection([new RichText(left.Words)])];
    }

    private static int Length(RichTextElement element) => element switch
    {
        RichTextSection section => section.Elements.OfType<RichText>().Sum(run => SlackText.Length(run.Text)),
        RichTextPreformatted preformatted => preformatted.Elements.OfType<RichText>().Sum(run => SlackText.Length(run.Text)),
        _ => throw new InvalidOperationException($"An element without a known length: {element.GetType().Name}"),
    };
}
