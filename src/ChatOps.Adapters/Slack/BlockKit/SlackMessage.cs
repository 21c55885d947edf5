using ChatOps.Adapters.Slack.Outgoing;
using ChatOps.Chat;
using ChatOps.Chat.Rendering;

namespace ChatOps.Adapters.Slack.BlockKit;

/// <summary>Renders the bot's messages as Block Kit. Any message becomes blocks that Slack takes, cut readably where it must be.</summary>
public static class SlackMessage
{
    /// <summary>Who calls more people calls nobody.</summary>
    private const int MostMentions = 5;

    /// <summary>The message as blocks, top to bottom: title, parts, what is at stake, buttons, small print.</summary>
    public static IReadOnlyList<Block> Render(Message message) =>
    [
        Title(message),
        .. BodyBlocks.Of(message.Parts),
        .. AtStake(message.AtStake),
        .. Buttons(message.Buttons),
        .. Footer(message.Footer),
    ];

    /// <summary>
    /// What notifications show and screen readers speak in place of the blocks: the title and the first lines, escaped.
    /// </summary>
    public static string Fallback(Message message)
    {
        var mentions = Mentions(message);
        var brief = mentions.Count == 0 ? message : message with { Addressees = [] };
        var escaped = SlackText.Escape(BriefText.Of(brief, Limits.Fallback, TableBlock.Rules, SlackText.Clean, SlackText.Cut));
        return string.Concat([.. mentions.Select(mention => $"<@{mention.UserId}> "), escaped]);
    }

    /// <summary>The people to be called who are Slack's.</summary>
    private static List<UserMention> Mentions(Message message) =>
    [
        .. message.Addressees.Where(IsMentionable).Take(MostMentions).Select(actor => new UserMention(actor.Id)),
    ];

    private static bool IsMentionable(Actor actor) =>
        actor is { Platform: SlackChatPlatform.PlatformName, Id: ['U' or 'W', ..] id } && id.All(char.IsAsciiLetterOrDigit);

    /// <summary>A header; or a paragraph when the title is too long for one, since its end may be what matters.</summary>
    private static Block Title(Message message)
    {
        var title = SlackText.OneLine(message.Title, Limits.Value);
        var text = Marks.Before(message.Tone) + (title.Length > 0 ? title : BriefText.NoTitle);
        if (Mentions(message) is { Count: > 0 } mentions)
        {
            // A header takes plain text alone.
            var called = mentions.SelectMany(IEnumerable<RichTextRun> (mention) => [mention, new RichText(" ")]);
            return new RichTextBlock([new RichTextSection([.. called, RichText.Bold(SlackText.Cut(text, Limits.Value))])]);
        }

        return SlackText.Length(text) <= Limits.Header
            ? new HeaderBlock(new(text))
            : new SectionBlock(new(SlackText.Cut(text, Limits.Value)));
    }

    /// <summary>Beside the buttons whatever was left out above.</summary>
    private static IEnumerable<Block> AtStake(string? text) =>
        string.IsNullOrWhiteSpace(text)
            ? []
            : [new SectionBlock(new($"{Marks.Warning} {SlackText.OneLine(text, Limits.Value)}"))];

    private static IEnumerable<Block> Buttons(IEnumerable<Button> buttons)
    {
        // A command can't be cut: what was left of it would be another command.
        var elements = buttons
            .Where(button => !string.IsNullOrWhiteSpace(button.Command) && SlackText.Length(button.Command) <= Limits.ButtonValue)
            .Take(Limits.Buttons)
            .Select(Element)
            .ToList();
        return elements.Count == 0 ? [] : [new ActionsBlock(elements)];
    }

    private static ButtonElement Element(Button button, int index)
    {
        var label = SlackText.OneLine(button.Label, Limits.ButtonLabel);
        var text = label.Length > 0 ? label : SlackText.OneLine(button.Command, Limits.ButtonLabel);
        var id = button.Prompt is { } prompt ? PromptActionId.Of(index, prompt) : $"command:{index}";
        return new(new(text), id, button.Command, Style(button.Style));
    }

    private static string? Style(ButtonStyle style) => style switch
    {
        ButtonStyle.Primary => "primary",
        ButtonStyle.Danger => "danger",
        _ => null,
    };

    private static IEnumerable<Block> Footer(string? footer) =>
        string.IsNullOrWhiteSpace(footer)
            ? []
            : [new ContextBlock([new(SlackText.OneLine(footer, Limits.Value))])];
}
