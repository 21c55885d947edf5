using ChatOps.Chat;

namespace ChatOps.Access;

/// <summary>
/// One person with all their accounts, by immutable ids. What is granted to one account is granted to the person, who can't
/// approve their own request from another.
/// </summary>
public sealed class Person
{
    /// <summary>What everybody calls them, and no two people are called; shown in the place of the names they chose in chat.</summary>
    public string Name { get; set; } = string.Empty;

    /// <summary>Slack user ids: "U0123ABCD".</summary>
    public IList<string> Slack { get; set; } = [];

    /// <summary>Object ids in Microsoft Entra, GUIDs.</summary>
    public IList<string> Teams { get; set; } = [];

    /// <summary>Simulated people of the console: "operator".</summary>
    public IList<string> Console { get; set; } = [];

    /// <summary>What they call themselves in a terminal (<c>chatops run --as alice</c>), in small letters.</summary>
    public IList<string> Terminal { get; set; } = [];

    /// <summary>The address that e-mail grants mean, or null to ask the chat platform for it.</summary>
    public string? Email { get; set; }

    /// <summary>All accounts, as chat knows them.</summary>
    public IEnumerable<Actor> Accounts =>
    [
        .. Slack.Select(id => new Actor("slack", id, Name)),
        .. Teams.Select(id => new Actor("teams", id.ToLowerInvariant(), Name)), // GUIDs are the same in capitals
        .. Console.Select(id => new Actor("console", id, Name)),
        .. Terminal.Select(id => new Actor("terminal", id, Name)),
    ];
}
