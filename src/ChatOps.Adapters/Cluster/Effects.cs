using System.Net;
using ChatOps.Adapters.Cluster.Api;
using ChatOps.Inventory;
using Polly;
using Polly.Retry;

namespace ChatOps.Adapters.Cluster;

/// <summary>
/// How every effect is sent: tried a second and third time while the API server is away for a moment, and told in words when
/// it can't be done. So every effect must be safe to repeat. One that somebody else's write came before is not repeated here:
/// who asked has to see first whether it is still theirs to do.
/// </summary>
internal sealed class Effects(ApiServer server, TimeProvider time)
{
    private readonly ResiliencePipeline _retrying = new ResiliencePipelineBuilder { TimeProvider = time }
        .AddRetry(new RetryStrategyOptions
        {
            ShouldHandle = new PredicateBuilder().Handle<Exception>(IsPassing),
            MaxRetryAttempts = 2,
            Delay = TimeSpan.FromMilliseconds(200),
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
        })
        .Build();

    /// <param name="doing">What is tried, in words: "delete pods in astronomer-ee".</param>
    /// <exception cref="ClusterUnavailableException">The API server is away, or somebody else wrote to the object meanwhile.</exception>
    /// <exception cref="ClusterForbiddenException">It refuses.</exception>
    public async Task<T> SendAsync<T>(
        string doing, Func<ApiServer, CancellationToken, Task<T>> effect, CancellationToken cancellationToken)
    {
        try
        {
            return await _retrying.ExecuteAsync(async stop => await effect(server, stop), cancellationToken);
        }
        catch (ApiServerException e) when (e.Code is HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized)
        {
            throw new ClusterForbiddenException(Outage.InWords(e, doing), e);
        }
        catch (Exception e) when (IsOutage(e))
        {
            throw new ClusterUnavailableException(Outage.InWords(e, doing), e);
        }
    }

    /// <summary>Sends what only looks: any answer that is no good means that it can't be seen now.</summary>
    /// <inheritdoc cref="SendAsync" path="/param|/exception"/>
    public async Task<T> ReadAsync<T>(
        string doing, Func<ApiServer, CancellationToken, Task<T>> look, CancellationToken cancellationToken)
    {
        try
        {
            return await SendAsync(doing, look, cancellationToken);
        }
        catch (ApiServerException e)
        {
            throw new ClusterUnavailableException(Outage.InWords(e, doing), e);
        }
    }

    /// <summary>Deletes the object with this UID and no other; the precondition makes a second try safe.</summary>
    /// <param name="path">Of the object.</param>
    public async Task<Deletion> DeleteAsync(
        string doing, string path, string uid, TimeSpan? grace, CancellationToken cancellationToken)
    {
        var options = new DeleteOptions(new Preconditions(uid), (long?)grace?.TotalSeconds);
        try
        {
            return await SendAsync(
                doing,
                async (api, stop) =>
                {
                    await api.DeleteAsync(path, options, stop);
                    return Deletion.Accepted;
                },
                cancellationToken);
        }
        catch (ApiServerException e) when (e.Code is HttpStatusCode.NotFound)
        {
            return Deletion.Gone;
        }
        catch (ApiServerException e) when (IsOtherUid(e))
        {
            return Deletion.Replaced;
        }
    }

    // A 409 may also mean that somebody wrote to the object at the same moment; that one is tried again later.
    private static bool IsOtherUid(ApiServerException exception) =>
        exception.Code is HttpStatusCode.Conflict
        && exception.Message.Contains("precondition", StringComparison.OrdinalIgnoreCase);

    private static bool IsOutage(Exception exception) =>
        IsPassing(exception)
        || (exception is ApiServerException { Code: HttpStatusCode.Conflict } answer && !IsOtherUid(answer));

    private static bool IsPassing(Exception exception) =>
        exception is ApiServerException answer ? answer.IsTransient : Outage.Is(exception);
}
