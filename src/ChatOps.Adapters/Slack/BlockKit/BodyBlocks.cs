using ChatOps.Chat;
using ChatOps.Chat.Rendering;

namespace ChatOps.Adapters.Slack.BlockKit;

/// <summary>The parts of a message as blocks, until the message is full; then a line that says so.</summary>
internal static class BodyBlocks
{
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
                    return [.. blocks, Note(LeftOut.Of([.. parts.Skip(index)], Hint))];
                }

                room -= length;
                blocks.Add(block);
            }
        }

        return blocks;
    }

    private static RichTextBlock Note(LeftOut left)
    {
        var hints = left.Hints.SelectMany(hint => new[] { new RichText(" "), RichText.Code(hint) });
        return new([new RichTextSection([new RichText(left.Words), .. hints])]);
    }

    private static string Hint(string command) => SlackText.OneLine(command, Limits.Label);
}
