namespace ChatOps.Simulator.Store;

/// <summary>Times as Kubernetes writes them: RFC 3339, in UTC, to the second.</summary>
public static class Timestamps
{
    public static string Write(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'");

    /// <summary>Null when the text is not a time.</summary>
    public static DateTimeOffset? Read(string? text) => DateTimeOffset.TryParse(text, out var time) ? time : null;
}
