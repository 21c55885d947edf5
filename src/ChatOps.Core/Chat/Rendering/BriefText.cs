using System.Text;

namespace ChatOps.Chat.Rendering;

/// <summary>A message in a few plain words: what notifications show and screen readers speak in its place.</summary>
public static class BriefText
{
    /// <summary>What stands where a message has no title.</summary>
    public const string NoTitle = "(no title)";

    /// <summary>Parts that it looks at.</summary>
    private const int Parts = 10;

    /// <summary>The title and the first lines, never empty.</summary>
    /// <param name="clean">Takes out what the platform does not show.</param>
    /// <param name="cut">Cuts to a limit, as the platform counts.</param>
    public static string Of(
        Message message, int limit, TableRules tables, Func<string, string> clean, Func<string, int, string> cut)
    {
        var parts = message.Parts.Take(Parts).Select(part => part is TablePart table ? tables.Tidy(table) : part);
        var text = new StringBuilder(Marks.Before(message.Tone));
        foreach (var line in (message with { Buttons = [], Parts = [.. parts] }).ToLines().TakeWhile(_ => text.Length <= limit))
        {
            text.Append(clean(ReadableText.Beginning(line, limit))).Append('\n');
        }

        var trimmed = text.ToString().Trim();
        return cut(trimmed.Length > 0 ? trimmed : NoTitle, limit);
    }
}
