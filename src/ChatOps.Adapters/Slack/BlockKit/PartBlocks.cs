using ChatOps.Chat;

namespace ChatOps.Adapters.Slack.BlockKit;

/// <summary>One part of a message as blocks, each within Slack's limits; as many as it needs, made when asked for.</summary>
internal static class PartBlocks
{
    private const string Nothing = "-";

    public static IEnumerable<SizedBlock> Of(Part part) => part switch
    {
        TextPart text => Paragraphs(text.Text),
        WarningPart warning => Paragraphs($"{Marks.Warning} {warning.Text}"),
        FieldsPart fields => Lines(fields.Fields.Select(Line)),
        StepsPart steps => Lines(steps.Steps.Select(Line)),
        TablePart table => TableBlock.Of(table),
        _ => throw new InvalidOperationException($"A part this renderer does not know: {part.GetType().Name}"),
    };

    private static IEnumerable<SizedBlock> Paragraphs(string text) =>
        SlackText.Pieces(SlackText.Clean(SlackText.Beginning(text.Trim(), Limits.Body)), Limits.Section)
            .Where(piece => !string.IsNullOrWhiteSpace(piece))
            .Select(piece => new SizedBlock(new SectionBlock(new(piece)), SlackText.Length(piece)));

    private static RichText[] Line(Field field) =>
        [RichText.Bold(Short(field.Label, Limits.Label)), new($"  {Short(field.Value, Limits.Value)}")];

    private static RichText[] Line(StepLine step)
    {
        var text = $"{Marks.Of(step.State)} {Short(step.Text, Limits.Label)}";
        var what = step.State is StepState.Running ? RichText.Bold(text) : new(text);
        return string.IsNullOrWhiteSpace(step.Note) ? [what] : [what, new($": {Short(step.Note, Limits.Value)}")];
    }

    /// <summary>Fills one block with lines after the other.</summary>
    private static IEnumerable<SizedBlock> Lines(IEnumerable<RichText[]> lines)
    {
        var (block, length) = (new List<RichText>(), 0);
        foreach (var line in lines)
        {
            var more = 1 + line.Sum(run => SlackText.Length(run.Text));
            if (length + more > Limits.Section)
            {
                yield return Rich(block, length);
                (block, length) = ([], 0);
            }

            if (block.Count > 0)
            {
                block.Add(new("\n"));
            }

            block.AddRange(line);
            length += more;
        }

        if (block.Count > 0)
        {
            yield return Rich(block, length);
        }
    }

    private static SizedBlock Rich(IReadOnlyList<RichText> text, int length) =>
        new(new RichTextBlock([new RichTextSection(text)]), length);

    /// <summary>One line of what a field or step has to say: an empty text is not allowed, a long one would hide the others.</summary>
    private static string Short(string text, int limit)
    {
        var line = SlackText.OneLine(text, limit);
        return line.Length > 0 ? line : Nothing;
    }
}
