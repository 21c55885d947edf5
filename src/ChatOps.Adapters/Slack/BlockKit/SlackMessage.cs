using System.Text;
using ChatOps.Chat;

namespace ChatOps.Adapters.Slack.BlockKit;

/// <summary>Renders the bot's messages as Block Kit. Any message becomes blocks that Slack takes, cut readably where it must be.</summary>
public static class SlackMessage
{
    private const string NoTitle = "(no title)";

    /// <summary>The message as blocks, top to bottom: title, parts, buttons, small print.</summary>
    public static IReadOnlyList<Block> Render(Message message) =>
    [
        Title(message),
        .. BodyBlocks.Of(message.Parts),
        .. Buttons(message.Buttons),
        .. Footer(message.Footer),
    ];

    /// <summary>
    /// What notifications show and screen readers speak in place of the blocks: the title and the first lines, escaped.
    /// </summary>
    public static string Fallback(Message message)
    {
        var parts = message.Parts.Take(Limits.FallbackParts).Select(part => part is TablePart table ? TableBlock.Tidy(table) : part);
        var brief = message with { Buttons = [], Parts = [.. parts] };
        var text = new StringBuilder(Marks.Before(message.Tone));
        foreach (var line in brief.ToLines().TakeWhile(_ => text.Length <= Limits.Fallback))
        {
            text.Append(SlackText.Clean(SlackText.Beginning(line, Limits.Fallback))).Append('\n');
        }

        var trimmed = text.ToString().Trim();
        return SlackText.Escape(SlackText.Cut(trimmed.Length > 0 ? trimmed : NoTitle, Limits.Fallback));
    }

    /// <summary>A header; or a paragraph when the title is too long for one, since its end may be what matters.</summary>
    private static Block Title(Message message)
    {
        var title = SlackText.OneLine(message.Title, Limits.Value);
        var text = Marks.Before(message.Tone) + (title.Length > 0 ? title : NoTitle);
        return SlackText.Length(text) <= Limits.Header
            ? new HeaderBlock(new(text))
            : new SectionBlock(new(SlackText.Cut(text, Limits.Value)));
    }

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
