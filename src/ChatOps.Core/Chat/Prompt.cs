using ChatOps.Commands;

namespace ChatOps.Chat;

/// <summary>One question to whoever presses a button, before its command is sent; the answer becomes an option of it.</summary>
/// <param name="Question">At most 100 characters: "Why not?". Renderers say themselves when it need not be answered.</param>
/// <param name="Option">The option that takes the answer: "--reason".</param>
/// <param name="IsRequired">Without an answer nothing is sent.</param>
public sealed record Prompt(string Question, string Option, bool IsRequired = false)
{
    /// <summary>Characters that renderers let people type.</summary>
    public const int LongestAnswer = 500;

    /// <summary>The command with the answer in it, whatever the answer holds; the command alone where nothing was answered.</summary>
    public string Fill(string command, string? answer)
    {
        // In the grammar a double quote can't stand between double quotes, so it becomes a single one.
        var words = TypedText.Normalise(answer ?? "").Replace('"', '\'').Trim();
        return words.Length == 0 ? command : $"{command} {Option} \"{words}\"";
    }
}
