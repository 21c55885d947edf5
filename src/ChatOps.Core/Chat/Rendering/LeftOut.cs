namespace ChatOps.Chat.Rendering;

/// <summary>What is said of that which a message has no room for.</summary>
/// <param name="Words">How much it is.</param>
/// <param name="Hints">Commands that show it; empty ones are none.</param>
public sealed record LeftOut(string Words, IReadOnlyList<string> Hints)
{
    private const int HintsShown = 3;

    /// <param name="oneLine">Brings a command into one line, or leaves nothing of it.</param>
    public static LeftOut Of(IReadOnlyList<Part> parts, Func<string, string> oneLine)
    {
        var what = parts.Count == 1 ? "The rest is left out" : $"{parts.Count} more pieces are left out";
        var hints = parts.OfType<TablePart>().Select(table => oneLine(table.More ?? ""));
        return new($"… {what}: too long for one message.", [.. hints.Where(hint => hint.Length > 0).Take(HintsShown)]);
    }

    /// <param name="count">At least 1.</param>
    /// <inheritdoc cref="Of"/>
    public static LeftOut RowsOf(TablePart table, int count, Func<string, string> oneLine)
    {
        var hint = oneLine(table.More ?? "");
        return new($"… {count} more {(count == 1 ? "row" : "rows")}", hint.Length > 0 ? [hint] : []);
    }
}
