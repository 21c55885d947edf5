using System.Net.Mail;
using System.Text.RegularExpressions;
using ChatOps.Commands;

namespace ChatOps.Houston.People;

/// <summary>Whom somebody means: an e-mail address, or a person of the chat platform ("@U0123ABCD").</summary>
public readonly partial record struct PersonReference(string Value)
{
    /// <summary>The chat platform's id of the person, or null for an address.</summary>
    public string? MentionedId => Value[0] == '@' ? Value[1..] : null;

    public static void AddTo(ValueRules rules) =>
        rules.Add<PersonReference>("an e-mail address, such as ada@example.com, or a mention such as @Ada", TryRead);

    public override string ToString() => Value;

    private static bool TryRead(string word, out PersonReference value)
    {
        value = new(word);
        return Mention().IsMatch(word) || (MailAddress.TryCreate(word, out var address) && address.Address == word);
    }

    /// <summary>Slack's form, which its adapter leaves of a mention (docs.slack.dev: user ids begin with U or W).</summary>
    [GeneratedRegex("^@[UW][A-Z0-9]{2,}$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Mention();
}
