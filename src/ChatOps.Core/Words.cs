using Humanizer;

namespace ChatOps;

/// <summary>Figures as people say them.</summary>
public static class Words
{
    /// <summary>
    /// A span of time in at most two units, to the nearest second: "48 seconds", "2 hours, 5 minutes". Whatever says how long
    /// something took says it so: messages, the audit trail and what is exported of it.
    /// </summary>
    public static string Of(TimeSpan span) => span < TimeSpan.FromSeconds(1)
        ? "under a second"
        : TimeSpan.FromSeconds(Math.Round(span.TotalSeconds)).Humanize(precision: 2, minUnit: TimeUnit.Second);

    /// <summary>A moment that is read later too: "2026-11-23 03:16 UTC".</summary>
    public static string At(DateTimeOffset moment) => $"{moment.UtcDateTime:yyyy-MM-dd HH:mm} UTC";

    /// <summary>"1 pod", "3 pods".</summary>
    public static string Count(int count, string noun) => noun.ToQuantity(count);
}
