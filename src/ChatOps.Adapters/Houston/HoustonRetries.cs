using ChatOps.Adapters.Houston.GraphQL;
using Microsoft.Extensions.Http.Resilience;
using Polly;
using Polly.Timeout;

namespace ChatOps.Adapters.Houston;

/// <summary>What is tried again: what only reads, and what never left. A change is sent once.</summary>
internal static class HoustonRetries
{
    public static void Add(ResiliencePipelineBuilder<HttpResponseMessage> pipeline, TimeProvider time, TimeSpan timeout)
    {
        pipeline.TimeProvider = time;
        pipeline
            .AddRetry(new HttpRetryStrategyOptions
            {
                MaxRetryAttempts = 2,
                Delay = TimeSpan.FromMilliseconds(300),
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                ShouldHandle = arguments =>
                    ValueTask.FromResult(IsWorthAnotherTry(arguments.Context.GetRequestMessage(), arguments.Outcome)),
            })
            .AddTimeout(timeout);
    }

    private static bool IsWorthAnotherTry(HttpRequestMessage? request, Outcome<HttpResponseMessage> outcome) => outcome switch
    {
        { Exception: HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError } } => true,
        { Exception: HttpRequestException { HttpRequestError: not HttpRequestError.ConfigurationLimitExceeded } } => IsRepeatable(request),
        { Exception: TimeoutRejectedException } => IsRepeatable(request),

        // Of 2018 also what is asked wrongly ends in 500; a second try does no harm then.
        { Result.StatusCode: >= System.Net.HttpStatusCode.InternalServerError } => IsRepeatable(request),
        _ => false,
    };

    private static bool IsRepeatable(HttpRequestMessage? request) =>
        request is not null && request.Options.TryGetValue(GraphQLHttpClient.Repeatable, out var isRepeatable) && isRepeatable;
}
