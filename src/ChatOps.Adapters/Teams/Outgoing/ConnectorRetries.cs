using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.Http.Resilience;
using Polly;
using Polly.Timeout;

namespace ChatOps.Adapters.Teams.Outgoing;

/// <summary>
/// What is tried again, and after what. Source: learn.microsoft.com, "Messages in bot conversations", status codes. Teams knows no
/// key against doubles, so a message that is sent again after a 502 or 504 may stand there twice; lost would be worse. Longer waits
/// are the caller's, who can do something else meanwhile.
/// </summary>
internal static class ConnectorRetries
{
    /// <summary>The property of a call that is made again only when it certainly did not arrive.</summary>
    public const string Once = "once";

    private static readonly HttpRequestOptionsKey<bool> OnceKey = new(Once);

    /// <summary>The longest Retry-After that is sat out here.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan AttemptTimeout = TimeSpan.FromSeconds(10);

    public static void Add(ResiliencePipelineBuilder<HttpResponseMessage> pipeline, TimeProvider time)
    {
        pipeline.TimeProvider = time;
        pipeline
            .AddRetry(new HttpRetryStrategyOptions
            {
                MaxRetryAttempts = 3,
                Delay = TimeSpan.FromSeconds(0.5),
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                ShouldHandle = arguments =>
                    ValueTask.FromResult(IsWorthAnotherTry(arguments.Context.GetRequestMessage(), arguments.Outcome, time)),
            })
            .AddTimeout(AttemptTimeout);
    }

    /// <summary>How long Teams asks to wait, or null without a word of it.</summary>
    public static TimeSpan? After(HttpResponseHeaders headers, TimeProvider time) => headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date - time.GetUtcNow() is var left && left > TimeSpan.Zero ? left : TimeSpan.Zero,
        _ => null,
    };

    private static bool IsWorthAnotherTry(
        HttpRequestMessage? request, Outcome<HttpResponseMessage> outcome, TimeProvider time) => outcome switch
        {
            { Result.StatusCode: HttpStatusCode.TooManyRequests } =>
                (After(outcome.Result.Headers, time) ?? TimeSpan.Zero) <= LongestWait,
            {
                Result.StatusCode: HttpStatusCode.PreconditionFailed or HttpStatusCode.BadGateway
                or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout
            } => !IsOnce(request),
            { Exception: HttpRequestException e } => NeverLeft(e) || IsRepeatable(request),
            { Exception: TimeoutRejectedException } => IsRepeatable(request),
            _ => false,
        };

    private static bool IsOnce(HttpRequestMessage? request) =>
        request is not null && request.Options.TryGetValue(OnceKey, out var once) && once;

    /// <summary>Reading, and replacing by the same content, is harmless twice.</summary>
    private static bool IsRepeatable(HttpRequestMessage? request) =>
        request?.Method == HttpMethod.Get || request?.Method == HttpMethod.Put;

    /// <summary>There was no connection, so nothing was sent.</summary>
    private static bool NeverLeft(HttpRequestException exception) => exception.HttpRequestError
        is HttpRequestError.ConnectionError
        or HttpRequestError.NameResolutionError
        or HttpRequestError.SecureConnectionError;
}
