using System.Net.Mail;
using System.Text.RegularExpressions;
using ChatOps.Chat;

namespace ChatOps.Access;

/// <summary>Whom a grant means, as its To spells it. Ids are immutable; nobody is named by a name they could choose.</summary>
public sealed partial record Grantee
{
    private const string Everybody = "*";
    private const string EmailKind = "email";
    private const string GroupEnding = "-group";

    private readonly string _kind;
    private readonly string _id;

    private Grantee(string kind, string id) => (_kind, _id) = (kind, id);

    /// <summary>Only a chat platform can say who is in it.</summary>
    public bool IsGroup => _kind.EndsWith(GroupEnding, StringComparison.Ordinal);

    /// <summary>Means people by their e-mail address.</summary>
    public bool IsEmail => _kind == EmailKind;

    /// <param name="to">
    /// "*", "slack:*", "slack:U0123ABCD", "slack-group:S0123ABCD", "console-group:approvers", "teams:" with a GUID, "console:operator", "terminal:alice",
    /// "email:ada@example.com", "email:*@example.com".
    /// </param>
    /// <returns>Null for what is none of these.</returns>
    public static Grantee? Read(string to) => to.Split(':', 2) switch
    {
        [Everybody] => new(Everybody, ""),
        [EmailKind, var address] when IsAddress(address.Replace(Everybody, "x", StringComparison.Ordinal)) => new(EmailKind, address),
        ["teams", var id] when IsId("teams", id) => new("teams", id.ToLowerInvariant()),
        [var kind, var id] when IsId(kind, id) || (id == Everybody && IsPlatform(kind)) => new(kind, id),
        _ => null,
    };

    /// <summary>Whether an account is one of those meant, as far as its key tells.</summary>
    public bool Includes(Actor account) =>
        _kind == Everybody || (_kind == account.Platform && (_id == Everybody || account.Is(account with { Id = _id })));

    /// <summary>Whether an e-mail address is one of those meant.</summary>
    public bool Includes(string email) => IsEmail && Grant.Matches(_id, email);

    public override string ToString() => _kind == Everybody ? Everybody : $"{_kind}:{_id}";

    /// <summary>Whether something can be an account on a chat platform.</summary>
    public static bool IsAccount(string platform, string id) => IsPlatform(platform) && IsId(platform, id);

    internal static bool IsId(string kind, string id) => Ids().IsMatch($"{kind}:{id}");

    internal static bool IsAddress(string address) =>
        MailAddress.TryCreate(address, out var parsed) && parsed.Address == address && !address.Contains('*');

    private static bool IsPlatform(string kind) => kind is "slack" or "teams" or "console" or "terminal";

    /// <summary>Slack's ids are capitals and digits (docs.slack.dev: users may begin with U or W); Entra's object ids are GUIDs; the subjects of OpenID Connect are case-sensitive.</summary>
    [GeneratedRegex(
        "^(slack:[UW][A-Z0-9]+|slack-group:S[A-Z0-9]+|console-group:[A-Za-z0-9_./-]+|teams:[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}|console:[A-Za-z0-9_.|~-]{1,255}|terminal:[a-z0-9-]+)$",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Ids();
}
