using ChatOps.Chat;
using ChatOps.Chat.Rendering;

namespace ChatOps.Adapters.Teams.Cards;

/// <summary>One part of a message as elements of a card, none longer than a block; as many as it needs.</summary>
internal static class PartElements
{
    private static readonly LineRules Rules = new(CardText.OneLine, Limits.Label, Limits.Value);

    public static IEnumerable<CardElement> Of(Part part) => part switch
    {
        TextPart text => Paragraphs(text.Text),
        WarningPart warning => Paragraphs($"{Marks.Warning} {warning.Text}").Select(piece => new Container([piece], "warning")),
        FieldsPart fields => Lines(fields.Fields.Select(field => Runs(PartLine.Of(field, Rules)))),
        StepsPart steps => Lines(steps.Steps.Select(step => Runs(PartLine.Of(step, Rules)))),
        TablePart table => TableElements.Of(table),
        _ => throw new InvalidOperationException($"A part this renderer does not know: {part.GetType().Name}"),
    };

    /// <summary>Fills one block with lines after the other.</summary>
    public static IEnumerable<CardElement> Lines(IEnumerable<TextRun[]> lines)
    {
        var (block, length) = (new List<TextRun>(), 0);
        foreach (var line in lines)
        {
            var more = line.Sum(run => Card.Length(run));
            if (block.Count > 0 && length + more > Limits.Block)
            {
                yield return new RichTextBlock(block);
                (block, length) = ([], 0);
            }

            if (block.Count > 0)
            {
                // The break belongs to the line before: a run of nothing but a break would be lost on some clients.
                block[^1] = block[^1] with { Text = $"{block[^1].Text}\n" };
            }

            block.AddRange(line);
            length += more;
        }

        if (block.Count > 0)
        {
            yield return new RichTextBlock(block);
        }
    }

    private static IEnumerable<CardElement> Paragraphs(string text) =>
        CardText.Pieces(CardText.Clean(ReadableText.Beginning(text.Trim(), Limits.Text)), Limits.Block)
            .Select(piece => piece.Trim('\n'))
            .Where(piece => !string.IsNullOrWhiteSpace(piece))
            .Select(piece => new RichTextBlock(new TextRun(piece)));

    private static TextRun[] Runs(PartLine line)
    {
        var head = line.IsStrong ? TextRun.Bold(line.Head) : new(line.Head);
        return line.Tail.Length == 0 ? [head] : [head, new(line.Tail)];
    }
}
