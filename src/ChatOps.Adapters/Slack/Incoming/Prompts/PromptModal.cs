using System.Text.Json;
using ChatOps.Adapters.Slack.BlockKit;
using ChatOps.Adapters.Slack.Incoming.Actions;
using ChatOps.Chat;

namespace ChatOps.Adapters.Slack.Incoming.Prompts;

/// <summary>The modal that asks a button's question, and then shows what came of the answer.</summary>
internal static class PromptModal
{
    /// <summary>Tells the bot's prompts from any other modal.</summary>
    public const string CallbackId = "prompt";

    /// <summary>Where the answer stands in a submission: state.values.answer.text.</summary>
    public const string BlockId = "answer";

    /// <inheritdoc cref="BlockId"/>
    public const string ActionId = "text";

    public static ModalView Asking(BlockActionRequest click, Prompt prompt)
    {
        var pressed = new PressedButton(Title(click.Label), click.Value, prompt, click.ChannelId, click.ThreadTs);
        return new(
            CallbackId,
            JsonSerializer.Serialize(pressed, SlackJson.Options),
            new(pressed.Label),
            Submit: new(pressed.Label),
            Close: new("Back"),
            [
                new InputBlock(
                    BlockId, new(prompt.Question), new(ActionId, Prompt.LongestAnswer), Optional: !prompt.IsRequired),
                new ContextBlock([new($"Sends: {SlackText.OneLine(click.Value, Limits.Label)}")]),
            ]);
    }

    /// <summary>Nothing is left to send, so buttons of the message are left out.</summary>
    public static ModalView Showing(string label, Message answer) => new(
        CallbackId,
        PrivateMetadata: "",
        new(label),
        Submit: null,
        Close: new("Close"),
        SlackMessage.Render(answer with { Buttons = [], AtStake = null }));

    private static string Title(string label) =>
        SlackText.OneLine(label, Limits.ModalTitle) is { Length: > 0 } title ? title : "ChatOps";
}

/// <summary>What the modal has to know when it comes back.</summary>
public sealed record PressedButton(string Label, string Command, Prompt Prompt, string ChannelId, string ThreadTs);
