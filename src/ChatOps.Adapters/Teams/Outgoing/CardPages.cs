using System.Collections.Immutable;
using ChatOps.Adapters.Teams.Cards;
using ChatOps.Chat;

namespace ChatOps.Adapters.Teams.Outgoing;

/// <summary>
/// Cuts a message that is too large for one card between rows, lines, fields and steps: what comes first stands first, with the
/// buttons and all that belongs to them.
/// </summary>
internal static class CardPages
{
    /// <summary>
    /// Characters of a card's JSON. Teams takes 100 KB of UTF-16 in a message (learn.microsoft.com, "Format your bot messages"), and
    /// took 28 KB once; this is safe either way.
    /// </summary>
    public const int Most = 25_000;

    /// <summary>Of one line; a longer one is cut in the middle.</summary>
    private const int LongestPiece = 2_000;

    /// <returns>The card, and as a message of its own what it had no room for; null when that is nothing.</returns>
    public static (RenderedCard Card, Message? Remainder) Cut(Message message, bool refreshes)
    {
        var whole = AdaptiveCard.Render(message, refreshes);
        if (Fits(whole))
        {
            return (whole, null);
        }

        var (first, rest) = Split(message, "It goes on below.");
        return (AdaptiveCard.Render(first, refreshes), rest);
    }

    /// <returns>One card alone, for a message that is replaced: what there is no room for is left out, and said to be.</returns>
    public static RenderedCard Only(Message message, bool refreshes)
    {
        var whole = AdaptiveCard.Render(message, refreshes);
        return Fits(whole)
            ? whole
            : AdaptiveCard.Render(Split(message, "There is more than Teams takes in one card: the rest is left out here.").First, refreshes);
    }

    private static bool Fits(RenderedCard card) => card.Content.ToJsonString().Length <= Most;

    private static (Message First, Message Remainder) Split(Message message, string note)
    {
        var pieces = message.Parts.SelectMany((part, index) => Pieces(part).Select(piece => (Index: index, Part: piece))).ToList();
        var (fits, tooMany) = (0, pieces.Count);
        while (tooMany - fits > 1)
        {
            var middle = (fits + tooMany) / 2;
            (fits, tooMany) = Fits(AdaptiveCard.Render(With(middle), refreshes: true)) ? (middle, tooMany) : (fits, middle);
        }

        // At least one, or the rest would be as long as the whole.
        var taken = Math.Max(fits, 1);
        var rest = Message.Titled($"{message.Title} (continued)", message.Tone) with { Parts = Joined(pieces.Skip(taken)) };
        return (With(taken), rest);

        Message With(int count) => message with { Parts = Joined(pieces.Take(count)).Add(new TextPart(note)) };
    }

    private static IEnumerable<Part> Pieces(Part part) => part switch
    {
        TextPart text => Lines(text.Text).Select(line => new TextPart(line)),
        WarningPart warning => Lines(warning.Text).Select(line => new WarningPart(line)),
        FieldsPart fields => fields.Fields.Select(field => new FieldsPart([field with { Value = Shortened(field.Value) }])),
        StepsPart steps => steps.Steps.Select(step => new StepsPart([step])),
        TablePart { Rows: [_, _, ..] } table => table.Rows.Select(row => table with { Rows = [[.. row.Select(Shortened)]] }),
        _ => [part],
    };

    private static IEnumerable<string> Lines(string text) =>
        text.Split('\n').SelectMany(line => line.Length <= LongestPiece
            ? [line]
            : line.Chunk(LongestPiece).Select(chunk => new string(chunk)));

    /// <summary>A value or cell that fills a page helps nobody.</summary>
    private static string Shortened(string value) => value.Length <= LongestPiece ? value : $"{value[..LongestPiece]}…";

    /// <summary>Neighbours out of one part become one again.</summary>
    private static ImmutableList<Part> Joined(IEnumerable<(int Index, Part Part)> pieces) =>
        [.. pieces.GroupBy(piece => piece.Index, piece => piece.Part).Select(group => Join([.. group]))];

    private static Part Join(IReadOnlyList<Part> pieces) => pieces[0] switch
    {
        TextPart => new TextPart(string.Join('\n', pieces.Cast<TextPart>().Select(piece => piece.Text))),
        WarningPart => new WarningPart(string.Join('\n', pieces.Cast<WarningPart>().Select(piece => piece.Text))),
        FieldsPart => new FieldsPart([.. pieces.Cast<FieldsPart>().SelectMany(piece => piece.Fields)]),
        StepsPart => new StepsPart([.. pieces.Cast<StepsPart>().SelectMany(piece => piece.Steps)]),
        TablePart table => table with { Rows = [.. pieces.Cast<TablePart>().SelectMany(piece => piece.Rows)] },
        var other => other,
    };
}
