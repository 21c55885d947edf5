using System.Text.RegularExpressions;

namespace ChatOps;

/// <summary>
/// Hides what looks like a secret in text that others wrote: logs, events, configuration. It errs on the side of hiding; it
/// knows no secret by itself, so it is no leave to show whole files.
/// </summary>
public static partial class SecretMask
{
    private const string Mask = "***";
    private const RegexOptions Way = RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture;
    private const int LongestMatch = 1000;

    /// <returns>The text with a mask in the place of each secret, the names beside them kept.</returns>
    public static string Hide(string text)
    {
        text = InAddress().Replace(text, $"${{before}}{Mask}@");
        text = InHeader().Replace(text, $"${{scheme}} {Mask}");
        text = Named().Replace(text, $"${{name}}{Mask}");
        return Known().Replace(text, Mask);
    }

    /// <summary>The password of a URL: "postgres://user:PASSWORD@host".</summary>
    [GeneratedRegex(@"(?<before>://[^\s/:@]*:)[^\s/]+@", Way, LongestMatch)]
    private static partial Regex InAddress();

    /// <summary>What follows "Bearer" or "Basic" in an Authorization header.</summary>
    [GeneratedRegex(@"\b(?<scheme>bearer|basic)\s+[\w.~+/=-]{6,}", Way, LongestMatch)]
    private static partial Regex InHeader();

    /// <summary>
    /// A value beside a telling name: password=VALUE, "token": "VALUE", api_key: VALUE. Only where a word begins: tried at each
    /// letter of a long word, it would take time by the square of its length. How many Secrets a quota allows is none.
    /// </summary>
    [GeneratedRegex(
        """
        (?<![\w.-])(?!secrets=[+-]?\d{1,6}(?!\S))(?<name>[\w.-]*(password|passwd|passphrase|secret|token|api[_-]?key|access[_-]?key|private[_-]?key|fernet[_-]?key|credentials?)[\w-]*\\?["']?\s*[:=]\s*)(\\"([^"\\]|\\[^"])*\\"|"([^"\\]|\\.)*"|'[^']*'|[^\s,;&"'}\\]+)
        """,
        Way,
        LongestMatch)]
    private static partial Regex Named();

    /// <summary>Secrets that are known by their looks: keys of AWS, Slack, GitHub, and JSON web tokens.</summary>
    [GeneratedRegex(
        @"\b(AKIA[0-9A-Z]{16}|xox[a-z]-[\w-]+|gh[a-z]_\w{20,}|eyJ[\w-]{8,}\.[\w-]+\.[\w-]*)", Way, LongestMatch)]
    private static partial Regex Known();
}
