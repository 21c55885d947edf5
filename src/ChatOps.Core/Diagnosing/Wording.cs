namespace ChatOps.Diagnosing;

/// <summary>Other programs' words, made fit for a line in chat.</summary>
internal static class Wording
{
    private const int Longest = 240;

    /// <summary>On one line, secrets masked, and cut where it gets too long to read.</summary>
    public static string OneLine(string text)
    {
        var masked = SecretMask.Hide(text.ReplaceLineEndings(" ").Trim());
        return masked.Length > Longest ? $"{masked[..Longest]}..." : masked;
    }

    /// <summary>The text inside a quoted value of logfmt.</summary>
    public static string Unescape(string quoted) => quoted
        .Replace("\\n", " ", StringComparison.Ordinal)
        .Replace("\\\"", "\"", StringComparison.Ordinal)
        .Replace("\\\\", "\\", StringComparison.Ordinal);
}
