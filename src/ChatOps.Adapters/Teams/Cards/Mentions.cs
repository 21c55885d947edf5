using ChatOps.Chat;

namespace ChatOps.Adapters.Teams.Cards;

/// <summary>
/// The people whom a message calls, by id. What stands in the card for one is the only text of it that is markup, so of a name
/// just letters, digits and what joins them is kept. Source: learn.microsoft.com, "Format cards in Teams", mentions.
/// </summary>
internal static class Mentions
{
    private const int LongestName = 60;
    private const string NoName = "you";

    /// <summary>Those who are Teams' own; the others can only be named.</summary>
    public static IReadOnlyList<MentionEntity> Of(Message message) =>
    [
        .. message.Addressees.Where(IsMentionable).Take(Limits.Mentions).Select(Entity),
    ];

    /// <summary>Null for nobody.</summary>
    public static MentionBlock? Block(IReadOnlyList<MentionEntity> mentions) =>
        mentions.Count == 0 ? null : new(string.Join(' ', mentions.Select(mention => mention.Text)));

    private static MentionEntity Entity(Actor actor)
    {
        var plain = new string([.. actor.Name.Take(LongestName).Select(c => char.IsLetterOrDigit(c) ? c : ' ')]);
        var name = string.Join(' ', plain.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        name = name.Length > 0 ? name : NoName;
        return new($"<at>{name}</at>", new(actor.Id, name));
    }

    /// <summary>An Entra object id, or an id of the bot's own for a person ("29:...").</summary>
    private static bool IsMentionable(Actor actor) =>
        actor.Platform == TeamsPlatform.Name
        && (Guid.TryParseExact(actor.Id, "D", out _) || actor.Id.StartsWith("29:", StringComparison.Ordinal));
}
