using System.Net;
using Microsoft.Extensions.Http.Resilience;
using Polly;
using Polly.Timeout;

namespace ChatOps.Adapters.Slack.Outgoing;

/// <summary>
/// What is tried again, and after what: only what can't have had an effect yet, or has the same effect twice. Longer waits are
/// the caller's, who can do something else meanwhile.
/// </summary>
internal static class SlackRetries
{
    /// <summary>The longest Retry-After that is sat out here.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan AttemptTimeout = TimeSpan.FromSeconds(10);

    public static void Add(ResiliencePipelineBuilder<HttpResponseMessage> pipeline, TimeProvider time)
    {
        pipeline.TimeProvider = time;
        pipeline
            .AddRetry(new HttpRetryStrategyOptions
            {
                MaxRetryAttempts = 2,
                Delay = TimeSpan.FromSeconds(0.5),
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                ShouldHandle = arguments =>
                    ValueTask.FromResult(IsWorthAnotherTry(arguments.Context.GetRequestMessage(), arguments.Outcome)),
            })
            .AddTimeout(AttemptTimeout);
    }

    private static bool IsWorthAnotherTry(HttpRequestMessage? request, Outcome<HttpResponseMessage> outcome) =>
        outcome switch
        {
            { Result.StatusCode: HttpStatusCode.TooManyRequests } =>
                (RetryAfter.From(outcome.Result.Headers) ?? TimeSpan.Zero) <= LongestWait,
            { Result.StatusCode: >= HttpStatusCode.InternalServerError } => IsRepeatable(request),
            { Exception: HttpRequestException e } => NeverLeft(e) || IsRepeatable(request),
            { Exception: TimeoutRejectedException } => IsRepeatable(request),
            _ => false,
        };

    /// <summary>Reading, and updating to the same content, is harmless twice; posting twice is two messages.</summary>
    private static bool IsRepeatable(HttpRequestMessage? request) =>
        request?.Method == HttpMethod.Get
        || request?.RequestUri?.AbsolutePath.EndsWith("/chat.update", StringComparison.Ordinal) is true;

    /// <summary>There was no connection, so nothing was sent.</summary>
    private static bool NeverLeft(HttpRequestException exception) => exception.HttpRequestError
        is HttpRequestError.ConnectionError
        or HttpRequestError.NameResolutionError
        or HttpRequestError.SecureConnectionError;
}
