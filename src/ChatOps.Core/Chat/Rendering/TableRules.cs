using System.Collections.Immutable;

namespace ChatOps.Chat.Rendering;

/// <summary>How much of a table a chat platform shows.</summary>
/// <param name="OneLine">Brings a text into one line that is no longer than a limit, as the platform counts.</param>
public sealed record TableRules(Func<string, int, string> OneLine, int Caption, int Rows, int Cell)
{
    /// <summary>The table with no more rows and no longer cells than anyone would read, each in one line.</summary>
    public TablePart Tidy(TablePart table) => table with
    {
        Caption = table.Caption is null ? null : OneLine(table.Caption, Caption),
        Headers = Cut(table.Headers),
        Rows = [.. table.Rows.Take(Rows).Select(Cut)],
    };

    private ImmutableList<string> Cut(ImmutableList<string> cells) => [.. cells.Select(cell => OneLine(cell, Cell))];
}
