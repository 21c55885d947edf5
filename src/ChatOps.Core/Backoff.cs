namespace ChatOps;

/// <summary>How long to wait before something that failed is tried again.</summary>
public static class Backoff
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    /// <summary>1, 2, 4 ... seconds, up to a minute.</summary>
    /// <inheritdoc cref="After(int, TimeSpan)" path="/param"/>
    public static TimeSpan After(int failures) => After(failures, Longest);

    /// <summary>1, 2, 4 ... seconds, up to <paramref name="longest"/>.</summary>
    /// <param name="failures">How many in a row there were before this one.</param>
    public static TimeSpan After(int failures, TimeSpan longest)
    {
        var doubled = TimeSpan.FromSeconds(Math.Pow(2, Math.Min(failures, 10)));
        return doubled < longest ? doubled : longest;
    }
}
