using System.Net;
using ChatOps.Adapters.Cluster.Api;
using ChatOps.Inventory;
using Polly;
using Polly.Retry;

namespace ChatOps.Adapters.Cluster;

/// <summary>Effects on pods, tried a second and third time while the API server is away for a moment.</summary>
internal sealed class ClusterPods(ApiServer server, TimeProvider time) : IPods
{
    private readonly ResiliencePipeline _retrying = new ResiliencePipelineBuilder { TimeProvider = time }
        .AddRetry(new RetryStrategyOptions
        {
            ShouldHandle = new PredicateBuilder().Handle<Exception>(IsOutage),
            MaxRetryAttempts = 2,
            Delay = TimeSpan.FromMilliseconds(200),
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
        })
        .Build();

    public async Task<Deletion> DeleteAsync(
        string @namespace, string name, string uid, TimeSpan? grace, CancellationToken cancellationToken)
    {
        var path = $"api/v1/namespaces/{Uri.EscapeDataString(@namespace)}/pods/{Uri.EscapeDataString(name)}";
        var options = new DeleteOptions(new Preconditions(uid), (long?)grace?.TotalSeconds);
        try
        {
            // The UID makes a second try safe: it can only hit the same pod, or nothing.
            await _retrying.ExecuteAsync(
                async stop => await server.DeleteAsync(path, options, stop), cancellationToken);
            return Deletion.Accepted;
        }
        catch (ApiServerException e) when (e.Code is HttpStatusCode.NotFound)
        {
            return Deletion.Gone;
        }
        catch (ApiServerException e) when (IsOtherUid(e))
        {
            return Deletion.Replaced;
        }
        catch (ApiServerException e) when (e.Code is HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized)
        {
            throw new ClusterForbiddenException(Words(e, @namespace), e);
        }
        catch (Exception e) when (IsOutage(e))
        {
            throw new ClusterUnavailableException(Words(e, @namespace), e);
        }
    }

    private static string Words(Exception exception, string @namespace) =>
        Outage.InWords(exception, $"delete pods in {@namespace}");

    // A 409 may also mean that somebody wrote to the pod at the same moment; that one is tried again.
    private static bool IsOtherUid(ApiServerException exception) =>
        exception.Code is HttpStatusCode.Conflict
        && exception.Message.Contains("precondition", StringComparison.OrdinalIgnoreCase);

    private static bool IsOutage(Exception exception) => exception switch
    {
        ApiServerException answer =>
            answer.IsTransient || (answer.Code is HttpStatusCode.Conflict && !IsOtherUid(answer)),
        _ => Outage.Is(exception),
    };
}
