using ChatOps.Chat;

namespace ChatOps.Adapters.Teams.Cards;

/// <summary>One part of a message as elements of a card, none longer than a block; as many as it needs.</summary>
internal static class PartElements
{
    private const string Nothing = "-";

    public static IEnumerable<CardElement> Of(Part part) => part switch
    {
        TextPart text => Paragraphs(text.Text),
        WarningPart warning => Paragraphs($"{Marks.Warning} {warning.Text}").Select(piece => new Container([piece], "warning")),
        FieldsPart fields => Lines(fields.Fields.Select(Line)),
        StepsPart steps => Lines(steps.Steps.Select(Line)),
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

    private static TextRun[] Line(Field field) =>
        [TextRun.Bold(Short(field.Label, Limits.Label)), new($"  {Short(field.Value, Limits.Value)}")];

    private static TextRun[] Line(StepLine step)
    {
        var text = $"{Marks.Of(step.State)} {Short(step.Text, Limits.Label)}";
        var what = step.State is StepState.Running ? TextRun.Bold(text) : new(text);
        return string.IsNullOrWhiteSpace(step.Note) ? [what] : [what, new($": {Short(step.Note, Limits.Value)}")];
    }

    /// <summary>One line of what a field or step has to say: an empty text is not shown, a long one would hide the others.</summary>
    private static string Short(string text, int limit)
    {
        var line = CardText.OneLine(text, limit);
        return line.Length > 0 ? line : Nothing;
    }
}
