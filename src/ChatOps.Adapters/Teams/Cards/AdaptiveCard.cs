using System.Text.Json.Nodes;
using ChatOps.Chat;
using ChatOps.Chat.Rendering;

namespace ChatOps.Adapters.Teams.Cards;

/// <summary>
/// Renders the bot's messages as Adaptive Cards 1.5, the version that Teams takes of bots: any message, cut readably where it must
/// be. Source: learn.microsoft.com, "Types of cards".
/// </summary>
public static class AdaptiveCard
{
    public const string Version = "1.5";

    /// <summary>The message as a card, top to bottom: title, parts, small print, what is at stake, buttons.</summary>
    /// <param name="refreshes">
    /// Whether the card asks for its newest state when it comes into sight: only of a message that the bot keeps up to date.
    /// The request has the verb <see cref="CardPress.RefreshVerb"/> and no data: the message that it stands in says which it is.
    /// Such a card has no <see cref="RenderedCard.Rest"/>, which nobody would keep up to date; it says what it leaves out.
    /// </param>
    public static RenderedCard Render(Message message, bool refreshes) =>
        Render(message, refreshes, refreshes ? 1 : Limits.Pages);

    /// <summary>The message as one card that says what it leaves out: nothing can follow a card that takes another's place.</summary>
    public static RenderedCard RenderAlone(Message message) => Render(message, message.IsKeptUpToDate, most: 1);

    private static RenderedCard Render(Message message, bool refreshes, int most)
    {
        var frame = Frame(message, refreshes);
        var pages = CardPages.Of(
            message.Parts,
            Limits.Card - Card.Length(frame),
            Limits.Card - Card.Length(Frame(Follower(message, Limits.Pages, Limits.Pages), refreshes: false)),
            most);
        return new(Filled(frame, pages[0]).ToJson(), Summary(message))
        {
            Rest = [.. pages.Skip(1).Select((page, index) => Rendered(Follower(message, index + 2, pages.Count), page))],
        };
    }

    private static RenderedCard Rendered(Message message, IReadOnlyList<CardElement> page) =>
        new(Filled(Frame(message, refreshes: false), page).ToJson(), Summary(message));

    /// <summary>The message that goes on: its title only, cut so that the number is seen.</summary>
    private static Message Follower(Message message, int number, int pages) =>
        Message.Titled($"{CardText.OneLine(message.Title, Limits.Title / 2)} ({number} of {pages})", message.Tone);

    /// <summary>The card without the message's parts.</summary>
    private static Card Frame(Message message, bool refreshes)
    {
        var mentions = Mentions.Of(message);
        return new(
            [Head(message, mentions), .. Footer(message.Footer), .. AtStake(message.AtStake)],
            CardButtons.Of(message.Buttons))
        {
            Version = Version,
            FallbackText = CardText.EscapeMarkdown(Summary(message)),
            Refresh = refreshes && !message.IsLast ? new(new ExecuteAction(CardPress.RefreshVerb, Data: null) { Title = "Refresh" }) : null,
            Msteams = new(mentions.Count == 0 ? null : mentions),
        };
    }

    private static Card Filled(Card frame, IReadOnlyList<CardElement> page) =>
        frame with { Body = [frame.Body[0], .. page, .. frame.Body.Skip(1)] };

    private static Container Head(Message message, IReadOnlyList<MentionEntity> mentions)
    {
        var title = new RichTextBlock(new TextRun(Title(message, mentions)) { Weight = "Bolder", Size = "Medium" });
        return new(Mentions.Block(mentions) is { } called ? [called, title] : [title], Style(message.Tone)) { Bleed = true };
    }

    private static string Title(Message message, IReadOnlyList<MentionEntity> mentions)
    {
        // Who can't be called is named.
        var named = mentions.Count == 0 ? string.Concat(message.Addressees.Select(actor => $"@{actor.Name} ")) : "";
        var title = CardText.OneLine(named + message.Title, Limits.Title);
        return Marks.Before(message.Tone) + (title.Length > 0 ? title : BriefText.NoTitle);
    }

    private static string Style(Tone tone) => tone switch
    {
        Tone.Working => "accent",
        Tone.Good => "good",
        Tone.Warning => "warning",
        Tone.Bad => "attention",
        _ => "emphasis",
    };

    private static IEnumerable<CardElement> Footer(string? footer) =>
        string.IsNullOrWhiteSpace(footer) ? [] : [new RichTextBlock(TextRun.Subtle(CardText.OneLine(footer, Limits.Footer)))];

    /// <summary>Last, and so right above the buttons, whatever was left out before.</summary>
    private static IEnumerable<CardElement> AtStake(string? text) =>
        string.IsNullOrWhiteSpace(text)
            ? []
            : [new Container([new RichTextBlock(new TextRun($"{Marks.Warning} {CardText.OneLine(text, Limits.Value)}"))], "warning")];

    /// <summary>The title and the first lines, for those who don't see the card.</summary>
    private static string Summary(Message message) =>
        BriefText.Of(message, Limits.Summary, TableElements.Rules, CardText.Clean, CardText.Cut);
}

/// <summary>A message in Teams' form.</summary>
/// <param name="Content">The Adaptive Card.</param>
/// <param name="Summary">The same in a few plain words: what notifications show and screen readers speak; never empty.</param>
public sealed record RenderedCard(JsonObject Content, string Summary)
{
    /// <summary>What was too long for the card, as messages to be sent right after it in the same place; mostly none.</summary>
    public IReadOnlyList<RenderedCard> Rest { get; init; } = [];
}
