using Microsoft.Extensions.Http.Resilience;
using Polly;
using Polly.Timeout;

namespace ChatOps.Adapters.Wire;

/// <summary>Makes calls again that can't have had an effect yet, or have the same effect twice.</summary>
internal static class SafeRetries
{
    public static void AddSafeRetries(
        this ResiliencePipelineBuilder<HttpResponseMessage> pipeline, TimeProvider time, RetryRules rules)
    {
        pipeline.TimeProvider = time;
        pipeline
            .AddRetry(new HttpRetryStrategyOptions
            {
                MaxRetryAttempts = rules.Tries,
                Delay = rules.Delay,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                ShouldHandle = arguments =>
                    ValueTask.FromResult(IsWorthAnotherTry(rules, arguments.Context.GetRequestMessage(), arguments.Outcome)),
            })
            .AddTimeout(rules.AttemptTimeout);
    }

    private static bool IsWorthAnotherTry(
        RetryRules rules, HttpRequestMessage? request, Outcome<HttpResponseMessage> outcome) => outcome switch
        {
            { Result: { } answer } => rules.IsPassing(request, answer),
            { Exception: HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded } } => false,
            { Exception: HttpRequestException failed } => NeverLeft(failed) || rules.IsRepeatable(request),
            { Exception: TimeoutRejectedException } => rules.IsRepeatable(request),
            _ => false,
        };

    /// <summary>There was no connection, so nothing was sent.</summary>
    private static bool NeverLeft(HttpRequestException exception) => exception.HttpRequestError
        is HttpRequestError.ConnectionError
        or HttpRequestError.NameResolutionError
        or HttpRequestError.SecureConnectionError;
}

/// <param name="Tries">After the first.</param>
/// <param name="Delay">Before the second; longer each time.</param>
/// <param name="AttemptTimeout">For each try.</param>
/// <param name="IsRepeatable">Whether the call is harmless twice.</param>
/// <param name="IsPassing">Whether the answer is of trouble that passes, and the call may be made again after it.</param>
internal sealed record RetryRules(
    int Tries,
    TimeSpan Delay,
    TimeSpan AttemptTimeout,
    Func<HttpRequestMessage?, bool> IsRepeatable,
    Func<HttpRequestMessage?, HttpResponseMessage, bool> IsPassing);
