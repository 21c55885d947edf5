using System.Net.Http.Headers;

namespace ChatOps.Adapters.Wire;

/// <summary>How long a chat platform asks to wait.</summary>
internal static class RetryAfter
{
    /// <summary>The longest that is sat out within a call; longer waits are the caller's, who can do something else meanwhile.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    /// <summary>What the header says, never less than nothing; null without one.</summary>
    public static TimeSpan? From(HttpResponseHeaders headers, TimeProvider time) => headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date - time.GetUtcNow() is var left && left > TimeSpan.Zero ? left : TimeSpan.Zero,
        _ => null,
    };

    /// <summary>Whether a platform that is busy is so for a short time.</summary>
    public static bool IsShort(HttpResponseMessage busy, TimeProvider time) =>
        (From(busy.Headers, time) ?? TimeSpan.Zero) <= Longest;
}
