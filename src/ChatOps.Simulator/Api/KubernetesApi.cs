using ChatOps.Simulator.Access;
using ChatOps.Simulator.Api.Discovery;
using ChatOps.Simulator.Api.Reading;
using ChatOps.Simulator.Api.Subresources;
using ChatOps.Simulator.Api.Writing;
using ChatOps.Simulator.Nodes;
using ChatOps.Simulator.Nodes.Http;
using ChatOps.Simulator.Store;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ChatOps.Simulator.Api;

/// <summary>The Kubernetes API: finds out what a request is about and who answers it.</summary>
/// <param name="guard">Null where everybody may do everything.</param>
/// <param name="stopping">Ends watches and other long answers when the cluster stops.</param>
internal sealed partial class KubernetesApi(
    ClusterStore store,
    IContainerRuntime runtime,
    IInnerServers servers,
    AccessGuard? guard,
    ServiceAccountTokens tokens,
    TimeProvider time,
    ILogger<KubernetesApi> logger,
    CancellationToken stopping)
{
    private readonly ReadEndpoint _read = new(store, time);
    private readonly WatchEndpoint _watch = new(store, time, stopping);
    private readonly WriteEndpoint _write = new(store, time);
    private readonly DeleteEndpoint _delete = new(store);
    private readonly ScaleEndpoint _scale = new(store, time);
    private readonly EvictionEndpoint _eviction = new(store, time);
    private readonly BindingEndpoint _binding = new(store);
    private readonly FinalizeEndpoint _finalize = new(store);
    private readonly LogEndpoint _log = new(store, runtime, time, stopping);
    private readonly ExecEndpoint _exec = new(store, runtime, stopping);
    private readonly ProxyEndpoint _proxy = new(store, servers);
    private readonly AccessReviewEndpoint _accessReview = new(guard);
    private readonly TokenEndpoint _token = new(store, tokens, time);

    public async Task AnswerAsync(HttpContext http)
    {
        try
        {
            guard?.Check(http);
            if (await DiscoveryEndpoint.TryAnswerAsync(http))
            {
                return;
            }

            if (ApiAddress.Read(http) is { } request)
            {
                await AnswerAsync(request);
                return;
            }

            await http.Response.WriteNotFoundAsync();
        }
        catch (ApiException refusal) when (!http.Response.HasStarted)
        {
            await http.Response.WriteAsync(refusal);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // The client has gone.
        }
        catch (Exception failure) when (failure is not OperationCanceledException && !http.Response.HasStarted)
        {
            LogFailure(failure, http.Request.Method, http.Request.Path);
            await http.Response.WriteAsync(
                new ApiException(500, "InternalError", $"Internal error occurred: {failure.Message}"));
        }
    }

    private Task AnswerAsync(ApiRequest request)
    {
        var method = request.Http.Request.Method;
        return request switch
        {
            { Subresource: null or "status", Name: not null } => AnswerObjectAsync(request, method),
            { Subresource: null } => AnswerCollectionAsync(request, method),
            _ => AnswerSubresourceAsync(request, method),
        };
    }

    private Task AnswerCollectionAsync(ApiRequest request, string method) => method switch
    {
        _ when request.Type.Virtual => method == "POST" ? _accessReview.CreateAsync(request) : throw NotAllowed(),
        "GET" => request.QueryFlag("watch") ? _watch.WatchAsync(request) : _read.ListAsync(request),
        "POST" when !request.Type.Namespaced || request.Namespace is not null => _write.CreateAsync(request),
        "DELETE" when !request.Type.Namespaced || request.Namespace is not null => _delete.DeleteAllAsync(request),
        _ => throw NotAllowed(),
    };

    private Task AnswerObjectAsync(ApiRequest request, string method) => method switch
    {
        "GET" => request.QueryFlag("watch") ? _watch.WatchAsync(request) : _read.GetAsync(request),
        "PUT" => _write.UpdateAsync(request),
        "PATCH" => _write.PatchAsync(request),
        "DELETE" when request.Subresource is null => _delete.DeleteAsync(request),
        _ => throw NotAllowed(),
    };

    private Task AnswerSubresourceAsync(ApiRequest request, string method) => (request.Subresource, method) switch
    {
        ("scale", "GET") => _scale.GetAsync(request),
        ("scale", "PUT") => _scale.UpdateAsync(request),
        ("scale", "PATCH") => _scale.PatchAsync(request),
        ("eviction", "POST") => _eviction.CreateAsync(request),
        ("binding", "POST") => _binding.CreateAsync(request),
        ("token", "POST") => _token.CreateAsync(request),
        ("finalize", "PUT") => _finalize.UpdateAsync(request),
        ("log", "GET") => _log.ReadAsync(request),
        ("exec", "GET" or "POST") => _exec.ExecuteAsync(request),
        ("attach", "GET" or "POST") => _exec.AttachAsync(request),
        ("proxy", _) => _proxy.AnswerAsync(request),
        _ => throw NotAllowed(),
    };

    private static ApiException NotAllowed() =>
        new(405, "MethodNotAllowed", "the server does not allow this method on the requested resource");

    [LoggerMessage(LogLevel.Error, "{Method} {Path} failed")]
    private partial void LogFailure(Exception failure, string method, PathString path);
}
