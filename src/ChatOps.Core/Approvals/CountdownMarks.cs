namespace ChatOps.Approvals;

/// <summary>
/// When a countdown is told anew: seldom while there is much time, and where a person who reads it would hurry. Each move
/// costs an edit in every chat, so it isn't told every second.
/// </summary>
public static class CountdownMarks
{
    /// <summary>What is left then, the longest first.</summary>
    private static readonly TimeSpan[] Left =
    [
        .. new[] { 45, 30, 20, 15, 10, 5, 4, 3, 2, 1 }.Select(minutes => TimeSpan.FromMinutes(minutes)),
        TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(10), TimeSpan.Zero,
    ];

    /// <summary>The next mark after now; the end itself is the last.</summary>
    public static DateTimeOffset After(DateTimeOffset now, DateTimeOffset end) =>
        end - Left.First(left => left == TimeSpan.Zero || end - left > now);
}
