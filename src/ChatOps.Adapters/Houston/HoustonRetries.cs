using System.Net;
using ChatOps.Adapters.Houston.GraphQL;
using ChatOps.Adapters.Wire;

namespace ChatOps.Adapters.Houston;

/// <summary>What is tried again: what only reads, and what never left. A change is sent once.</summary>
internal static class HoustonRetries
{
    /// <remarks>Of 2018 also what is asked wrongly ends in 500; a second try does no harm then.</remarks>
    public static RetryRules Within(TimeSpan timeout) => new(
        Tries: 2,
        Delay: TimeSpan.FromMilliseconds(300),
        AttemptTimeout: timeout,
        IsRepeatable,
        (request, answer) => answer.StatusCode >= HttpStatusCode.InternalServerError && IsRepeatable(request));

    private static bool IsRepeatable(HttpRequestMessage? request) =>
        request is not null && request.Options.TryGetValue(GraphQLHttpClient.Repeatable, out var isRepeatable) && isRepeatable;
}
