using ChatOps.Chat;

namespace ChatOps.Adapters.Teams.Cards;

/// <summary>The parts of a message on as many pages as they need, each short enough for a card; what doesn't fit is named.</summary>
internal static class CardPages
{
    private const int HintsShown = 3;

    /// <param name="first">How much of the first page is left for them.</param>
    /// <param name="other">The same of each page after it.</param>
    /// <param name="most">Pages; at least 1.</param>
    /// <returns>At least one page, which may be empty.</returns>
    public static IReadOnlyList<IReadOnlyList<CardElement>> Of(IReadOnlyList<Part> parts, int first, int other, int most)
    {
        var pages = new List<List<CardElement>> { new() };
        var room = first - Limits.Note;
        for (var index = 0; index < parts.Count; index++)
        {
            foreach (var element in PartElements.Of(parts[index]))
            {
                var length = Card.Length(element) + 1;
                if (length > room && pages.Count == most)
                {
                    pages[^1].Add(LeftOut([.. parts.Skip(index)]));
                    return pages;
                }

                if (length > room)
                {
                    pages.Add([]);
                    room = other - Limits.Note;
                }

                room -= length;
                pages[^1].Add(element);
            }
        }

        return pages;
    }

    private static RichTextBlock LeftOut(IReadOnlyList<Part> parts)
    {
        var what = parts.Count == 1 ? "The rest is left out" : $"{parts.Count} more pieces are left out";
        var note = new TextRun($"… {what}: too long for one message. ");
        List<string> hints = [.. parts.OfType<TablePart>().Select(Hint).Where(hint => hint.Length > 0).Take(HintsShown)];
        return hints.Count == 0 ? new(note) : new(note, TextRun.Code(string.Join(" · ", hints)));
    }

    private static string Hint(TablePart table) => CardText.OneLine(table.More ?? "", Limits.Note / (2 * HintsShown));
}
