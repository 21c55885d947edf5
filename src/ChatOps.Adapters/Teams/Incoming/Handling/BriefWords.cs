using ChatOps.Chat;

namespace ChatOps.Adapters.Teams.Incoming.Handling;

/// <summary>An answer that fits into the line that Teams shows to whoever pressed a button.</summary>
internal static class BriefWords
{
    private const int Most = 300;

    /// <summary>Null for what has more in it: a table, steps, buttons, or many words.</summary>
    public static string? Of(Message answer)
    {
        if (!answer.Buttons.IsEmpty || answer.Parts.Exists(part => part is not (TextPart or WarningPart)))
        {
            return null;
        }

        var words = (answer with { Footer = null, AtStake = null }).ToLines().Aggregate(Joined);
        return words.Length <= Most ? words : null;
    }

    /// <summary>A title ends without a full stop, so that the next sentence would run into it.</summary>
    private static string Joined(string line, string next) => line is [.., '.' or '!' or '?' or ':' or '…'] ? $"{line} {next}" : $"{line}. {next}";
}
