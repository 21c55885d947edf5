using System.Net.Http.Headers;

namespace ChatOps.Adapters.Slack.Outgoing;

/// <summary>How long Slack asks to wait. Source: docs.slack.dev, "Rate limits": the header gives whole seconds.</summary>
internal static class RetryAfter
{
    /// <summary>What the header says, or null without one.</summary>
    public static TimeSpan? From(HttpResponseHeaders headers) => headers.RetryAfter?.Delta;
}
