using System.Net;
using ChatOps.Adapters.Wire;

namespace ChatOps.Adapters.Slack.Outgoing;

/// <summary>
/// What is tried again, and after what: only what can't have had an effect yet, or has the same effect twice. Source:
/// docs.slack.dev, "Rate limits".
/// </summary>
internal static class SlackRetries
{
    public static RetryRules By(TimeProvider time) => new(
        Tries: 2,
        Delay: TimeSpan.FromSeconds(0.5),
        AttemptTimeout: TimeSpan.FromSeconds(10),
        IsRepeatable,
        (request, answer) => answer.StatusCode is HttpStatusCode.TooManyRequests
            ? RetryAfter.IsShort(answer, time)
            : answer.StatusCode >= HttpStatusCode.InternalServerError && IsRepeatable(request));

    /// <summary>Reading, and updating to the same content, is harmless twice; posting twice is two messages.</summary>
    private static bool IsRepeatable(HttpRequestMessage? request) =>
        request?.Method == HttpMethod.Get
        || request?.RequestUri?.AbsolutePath.EndsWith("/chat.update", StringComparison.Ordinal) is true;
}
