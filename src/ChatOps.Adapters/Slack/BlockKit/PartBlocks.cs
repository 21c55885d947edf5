using ChatOps.Chat;
using ChatOps.Chat.Rendering;

namespace ChatOps.Adapters.Slack.BlockKit;

/// <summary>One part of a message as blocks, each within Slack's limits; as many as it needs, made when asked for.</summary>
internal static class PartBlocks
{
    private static readonly LineRules Rules = new(SlackText.OneLine, Limits.Label, Limits.Value);

    public static IEnumerable<SizedBlock> Of(Part part) => part switch
    {
        TextPart text => Paragraphs(text.Text),
        WarningPart warning => Paragraphs($"{Marks.Warning} {warning.Text}"),
        FieldsPart fields => Lines(fields.Fields.Select(field => Runs(PartLine.Of(field, Rules)))),
        StepsPart steps => Lines(steps.Steps.Select(step => Runs(PartLine.Of(step, Rules)))),
        TablePart table => TableBlock.Of(table),
        _ => throw new InvalidOperationException($"A part this renderer does not know: {part.GetType().Name}"),
    };

    private static IEnumerable<SizedBlock> Paragraphs(string text) =>
        SlackText.Pieces(SlackText.Clean(SlackText.Beginning(text.Trim(), Limits.Body)), Limits.Section)
            .Where(piece => !string.IsNullOrWhiteSpace(piece))
            .Select(piece => new SizedBlock(new SectionBlock(new(piece)), SlackText.Length(piece)));

    private static RichText[] Runs(PartLine line)
    {
        var head = line.IsStrong ? RichText.Bold(line.Head) : new(line.Head);
        return line.Tail.Length == 0 ? [head] : [head, new(line.Tail)];
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
}
