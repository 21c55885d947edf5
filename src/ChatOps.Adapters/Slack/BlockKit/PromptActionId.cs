using ChatOps.Chat;

namespace ChatOps.Adapters.Slack.BlockKit;

/// <summary>
/// A button's prompt as its action id, which Slack hands back with the click: "ask:0:optional:--reason:Why not?". So no
/// memory of the message is needed, and the button's value stays a command.
/// </summary>
internal static class PromptActionId
{
    private const string Ask = "ask";
    private const string Required = "required";
    private const string Optional = "optional";
    private const int LongestQuestion = 150;

    /// <param name="index">Makes it the only one in its block.</param>
    public static string Of(int index, Prompt prompt)
    {
        var question = SlackText.OneLine(prompt.Question, LongestQuestion);
        return SlackText.Cut(
            $"{Ask}:{index}:{(prompt.IsRequired ? Required : Optional)}:{prompt.Option}:{question}", Limits.ActionId);
    }

    /// <summary>The prompt, or null for a button that asks nothing.</summary>
    public static Prompt? Read(string actionId) =>
        actionId.Split(':', 5) is [Ask, _, var need, { Length: > 0 } option, { Length: > 0 } question]
            ? new Prompt(question, option, IsRequired: need == Required)
            : null;
}
