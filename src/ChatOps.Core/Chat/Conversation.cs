namespace ChatOps.Chat;

/// <summary>A place where people and the bot talk.</summary>
/// <param name="Platform">The chat platform's name: "slack", "teams", "console".</param>
/// <param name="Channel">The platform's own immutable id of the channel or direct conversation.</param>
/// <param name="Thread">The thread inside the channel, or null for the channel itself.</param>
public sealed record Conversation(string Platform, string Channel, string? Thread = null);

/// <summary>Who said something, by immutable id; the name is for showing only and decides nothing.</summary>
/// <param name="Platform">The chat platform's name.</param>
/// <param name="Id">The platform's own immutable id, such as a Slack user id.</param>
/// <param name="Name">What people call them.</param>
public sealed record Actor(string Platform, string Id, string Name)
{
    /// <summary>The id across platforms, as configuration spells it: "slack:U0123".</summary>
    public string Key => $"{Platform}:{Id}";

    /// <summary>
    /// Whether it is the same account. No chat platform tells two by the case of their letters, and the object ids of Microsoft
    /// Entra, which are GUIDs, are written in either; but whom a provider signs in to the console is told by case (OpenID Connect
    /// Core, 5.7).
    /// </summary>
    public bool Is(Actor other) => string.Equals(
        Key, other.Key, Platform is "console" ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase);
}

/// <summary>One text from one person, verified to be theirs.</summary>
/// <param name="Id">The same for every delivery of the same text ("slack:trigger:..."): it acts once.</param>
public sealed record Request(string Id, string Text, Actor Actor, Conversation Conversation);

/// <summary>Takes a text that a person sent and answers it.</summary>
public interface ICommandDesk
{
    /// <summary>
    /// Parses, authorises and answers. A query is answered whole; a change is committed as an operation before the answer
    /// is given, and from then on goes its own way with a living message of its own. Never throws for what a person
    /// typed; throws only when the database is away, and then nothing was accepted.
    /// </summary>
    Task<Message> HandleAsync(Request request, CancellationToken cancellationToken);
}
