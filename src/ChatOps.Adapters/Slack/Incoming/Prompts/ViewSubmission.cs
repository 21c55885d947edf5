using System.Text;
using System.Text.Json;
using ChatOps.Chat;
using ChatOps.Chat.Incoming;

namespace ChatOps.Adapters.Slack.Incoming.Prompts;

/// <summary>What Slack sends when somebody answers a modal. Source: docs.slack.dev, "view_submission payload".</summary>
/// <param name="ViewId">Unique per opened modal, the same in every delivery of its submission.</param>
/// <param name="UserName">For showing only.</param>
/// <param name="Button">The button that had opened it.</param>
/// <param name="Answer">What was typed; empty when nothing was.</param>
public sealed record ViewSubmission(string ViewId, string UserId, string UserName, PressedButton Button, string Answer)
{
    public const string Kind = "view_submission";

    /// <summary>It is one of the bot's prompts.</summary>
    public static bool IsAnswer(JsonElement? payload) =>
        payload.Child("view").Text("callback_id") == PromptModal.CallbackId;

    /// <summary>The submission, or null when a field that it can't do without is missing.</summary>
    public static ViewSubmission? From(JsonElement? payload)
    {
        var (user, view) = (payload.Child("user"), payload.Child("view"));
        var names = new[] { user.Text("username"), user.Text("name"), user.Text("id") };
        return view.Text("id").Length > 0 && user.Text("id").Length > 0 && ButtonOf(view) is { } button
            ? new(
                view.Text("id"),
                user.Text("id"),
                names.First(name => name.Length > 0),
                button,
                view.Child("state").Child("values").Child(PromptModal.BlockId).Child(PromptModal.ActionId).Text("value"))
            : null;
    }

    private static PressedButton? ButtonOf(JsonElement? view)
    {
        var metadata = JsonFields.Parse(Encoding.UTF8.GetBytes(view.Text("private_metadata")));
        var prompt = metadata.Child("prompt");
        var button = new PressedButton(
            metadata.Text("label"),
            metadata.Text("command"),
            new Prompt(prompt.Text("question"), prompt.Text("option")),
            metadata.Text("channel_id"),
            metadata.Text("thread_ts"));
        return button is { Label.Length: > 0, Command.Length: > 0, ChannelId.Length: > 0, Prompt.Option.Length: > 0 }
            ? button
            : null;
    }
}
