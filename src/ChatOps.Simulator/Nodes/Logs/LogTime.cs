namespace ChatOps.Simulator.Nodes.Logs;

/// <summary>Places in the lines of a script where a program writes the time.</summary>
internal static class LogTime
{
    /// <summary>As Go programs write it: 2018-10-12T12:00:00.123Z.</summary>
    public const string Iso = "{iso}";

    /// <summary>As Python's logging writes it: 2018-10-12 12:00:00,123.</summary>
    public const string Python = "{python}";

    public static LogLine At(DateTimeOffset time, string text) => new(
        time,
        text.Replace(Iso, time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'"), StringComparison.Ordinal)
            .Replace(Python, time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss,fff"), StringComparison.Ordinal));
}
