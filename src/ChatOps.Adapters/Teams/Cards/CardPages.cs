using ChatOps.Chat;
using ChatOps.Chat.Rendering;

namespace ChatOps.Adapters.Teams.Cards;

/// <summary>The parts of a message on as many pages as they need, each short enough for a card; what doesn't fit is named.</summary>
internal static class CardPages
{
    /// <summary>Three of them have room in a note.</summary>
    private const int LongestHint = Limits.Note / 6;

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
                    pages[^1].Add(Note(LeftOut.Of([.. parts.Skip(index)], Hint)));
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

    private static RichTextBlock Note(LeftOut left)
    {
        var words = new TextRun($"{left.Words} ");
        return left.Hints.Count == 0 ? new(words) : new(words, TextRun.Code(string.Join(" · ", left.Hints)));
    }

    private static string Hint(string command) => CardText.OneLine(command, LongestHint);
}
