using System.Net.Mail;
using System.Text.RegularExpressions;
using ChatOps.Chat;
using ChatOps.Commands;

namespace ChatOps.Houston.People;

/// <summary>Whom somebody means: an e-mail address, or a person of a chat platform ("@U0123ABCD", in Teams "@" and an object id).</summary>
public readonly partial record struct PersonReference(string Value)
{
    /// <summary>The account that is mentioned, or null for an address.</summary>
    public Actor? Mentioned => Value[0] != '@'
        ? null
        : new(Guid.TryParseExact(Value[1..], "D", out _) ? "teams" : "slack", Value[1..], Value[1..]);

    public static void AddTo(ValueRules rules) =>
        rules.Add<PersonReference>("an e-mail address, such as ada@example.com, or a mention such as @Ada", TryRead);

    public override string ToString() => Value;

    private static bool TryRead(string word, out PersonReference value)
    {
        value = new(word);
        return Mention().IsMatch(word) || (MailAddress.TryCreate(word, out var address) && address.Address == word);
    }

    /// <summary>What the adapters leave of a mention: Slack's user ids begin with U or W (docs.slack.dev), Entra's object ids are GUIDs.</summary>
    [GeneratedRegex(
        "^@([UW][A-Z0-9]{2,}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Mention();
}
