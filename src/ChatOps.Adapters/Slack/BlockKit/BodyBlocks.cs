using ChatOps.Chat;

namespace ChatOps.Adapters.Slack.BlockKit;

/// <summary>The parts of a message as blocks, until the message is full; then a line that says so.</summary>
internal static class BodyBlocks
{
    private const int HintsShown = 3;

    public static IReadOnlyList<Block> Of(IReadOnlyList<Part> parts)
    {
        var blocks = new List<Block>();
        var room = Limits.Body;
        for (var index = 0; index < parts.Count; index++)
        {
            foreach (var (block, length) in PartBlocks.Of(parts[index]))
            {
                if (length > room || blocks.Count == Limits.BodyBlocks)
                {
                    return [.. blocks, LeftOut([.. parts.Skip(index)])];
                }

                room -= length;
                blocks.Add(block);
            }
        }

        return blocks;
    }

    private static RichTextBlock LeftOut(IReadOnlyList<Part> parts)
    {
        var what = parts.Count == 1 ? "The rest is left out" : $"{parts.Count} more pieces are left out";
        var text = new List<RichText> { new($"… {what}: too long for one message.") };
        foreach (var hint in parts.OfType<TablePart>().Select(Hint).Where(hint => hint.Length > 0).Take(HintsShown))
        {
            text.Add(new(" "));
            text.Add(RichText.Code(hint));
        }

        return new([new RichTextSection(text)]);
    }

    private static string Hint(TablePart table) => SlackText.OneLine(table.More ?? "", Limits.Label);
}
