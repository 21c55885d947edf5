using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using ChatOps.Adapters.Cluster.Manifests;

namespace ChatOps.Adapters.Cluster.Api;

/// <summary>
/// The few requests that the bot makes, over KubernetesClient's connection and credentials but decoded straight into
/// manifests. Every method throws <see cref="ApiServerException"/> for an answer that is an error,
/// <see cref="HttpRequestException"/> without a connection and <see cref="TimeoutException"/> without an answer.
/// </summary>
internal sealed class ApiServer(ClusterConnection connection, TimeProvider time)
{
    /// <summary>How long an answer may take.</summary>
    public static readonly TimeSpan RequestTimeout = TimeSpan.FromSeconds(10);

    /// <summary>Objects to a page: the size that kubectl asks for too.</summary>
    public const int PageSize = 500;

    /// <param name="path">Of the collection, such as "api/v1/pods"; a query may follow.</param>
    /// <param name="continueToken">Of the page before this one, or null for the first.</param>
    public async Task<ListManifest<T>> ListPageAsync<T>(
        string path, string? continueToken, JsonTypeInfo<ListManifest<T>> shape, CancellationToken cancellationToken)
    {
        var page = continueToken is { Length: > 0 } token ? $"&continue={Uri.EscapeDataString(token)}" : "";
        using var deadline = new Deadline(RequestTimeout, time, cancellationToken);
        return await deadline.HoldAsync(async stop =>
        {
            using var response = await SendAsync(HttpMethod.Get, $"{path}{(path.Contains('?') ? '&' : '?')}limit={PageSize}{page}", content: null, stop);
            await using var body = await response.Content.ReadAsStreamAsync(stop);
            return await JsonSerializer.DeserializeAsync(body, shape, stop)
                ?? throw new JsonException("The API server answered null instead of a list.");
        });
    }

    /// <summary>Opens a watch that goes on from a resourceVersion; returns once the server has accepted it.</summary>
    /// <param name="duration">Whole seconds after which the server ends the watch by itself.</param>
    public async Task<WatchStream> OpenWatchAsync(
        string path, string resourceVersion, TimeSpan duration, CancellationToken cancellationToken)
    {
        var query = $"watch=true&allowWatchBookmarks=true&timeoutSeconds={duration.TotalSeconds:F0}"
            + $"&resourceVersion={Uri.EscapeDataString(resourceVersion)}";
        using var deadline = new Deadline(RequestTimeout, time, cancellationToken);
        var response = await deadline.HoldAsync(
            stop => SendAsync(HttpMethod.Get, $"{path}?{query}", content: null, stop));
        return new WatchStream(response, duration + RequestTimeout, time, cancellationToken);
    }

    /// <param name="path">Of the object, such as "api/v1/namespaces/astronomer-ee/pods/prometheus-0".</param>
    public async Task DeleteAsync(string path, DeleteOptions options, CancellationToken cancellationToken)
    {
        using var content = JsonContent.Create(options, ManifestJson.Default.DeleteOptions);
        using var deadline = new Deadline(RequestTimeout, time, cancellationToken);
        using var response = await deadline.HoldAsync(
            stop => SendAsync(HttpMethod.Delete, path, content, stop));
    }

    /// <returns>The object, or null when there is none.</returns>
    public async Task<T?> FindAsync<T>(string path, JsonTypeInfo<T> shape, CancellationToken cancellationToken)
        where T : class
    {
        using var deadline = new Deadline(RequestTimeout, time, cancellationToken);
        try
        {
            return await deadline.HoldAsync(async stop =>
            {
                using var response = await SendAsync(HttpMethod.Get, path, content: null, stop);
                await using var body = await response.Content.ReadAsStreamAsync(stop);
                return await JsonSerializer.DeserializeAsync(body, shape, stop);
            });
        }
        catch (ApiServerException e) when (e.Code is HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    /// <summary>Reads what is text, such as a log: its end, where it is longer.</summary>
    /// <param name="limit">Characters to return at most.</param>
    public async Task<string> ReadTextAsync(string path, int limit, CancellationToken cancellationToken)
    {
        using var deadline = new Deadline(RequestTimeout, time, cancellationToken);
        return await deadline.HoldAsync(async stop =>
        {
            using var response = await SendAsync(HttpMethod.Get, path, content: null, stop);
            return await TextTail.ReadAsync(response.Content, limit, stop);
        });
    }

    /// <summary>Passes a request on through the API server and returns whatever came back, errors included.</summary>
    /// <param name="limit">Characters of the body to return at most.</param>
    /// <param name="form">What is posted, as JSON; null to GET.</param>
    public async Task<PassedAnswer> PassOnAsync(
        string path, int limit, CancellationToken cancellationToken, JsonObject? form = null)
    {
        using var content = form is null ? null : new StringContent(form.ToJsonString(), Encoding.UTF8, "application/json");
        using var deadline = new Deadline(RequestTimeout, time, cancellationToken);
        return await deadline.HoldAsync(async stop =>
        {
            using var response = await ExchangeAsync(form is null ? HttpMethod.Get : HttpMethod.Post, path, content, stop);
            return new PassedAnswer(response.StatusCode, await TextTail.ReadAsync(response.Content, limit, stop));
        });
    }

    /// <summary>Posts a question that the server answers by completing it, such as a SelfSubjectAccessReview.</summary>
    public async Task<T> AskAsync<T>(string path, T question, JsonTypeInfo<T> shape, CancellationToken cancellationToken)
        where T : class
    {
        using var content = JsonContent.Create(question, shape);
        using var deadline = new Deadline(RequestTimeout, time, cancellationToken);
        return await deadline.HoldAsync(async stop =>
        {
            using var response = await SendAsync(HttpMethod.Post, path, content, stop);
            await using var body = await response.Content.ReadAsStreamAsync(stop);
            return await JsonSerializer.DeserializeAsync(body, shape, stop)
                ?? throw new JsonException("The API server answered null.");
        });
    }

    /// <param name="method">PUT replaces the object, POST makes a new one, PATCH merges into it (RFC 7386).</param>
    public Task WriteAsync(HttpMethod method, string path, JsonObject body, CancellationToken cancellationToken) =>
        WriteAsync(
            method,
            path,
            body,
            method == HttpMethod.Patch ? "application/merge-patch+json" : "application/json",
            cancellationToken);

    /// <summary>
    /// Merges into an object as Kubernetes does for its own kinds: lists of named things, such as containers, are merged
    /// name by name instead of being replaced
    /// (https://kubernetes.io/docs/tasks/manage-kubernetes-objects/update-api-object-kubectl-patch/).
    /// </summary>
    public Task MergeNamedAsync(string path, JsonObject patch, CancellationToken cancellationToken) =>
        WriteAsync(HttpMethod.Patch, path, patch, "application/strategic-merge-patch+json", cancellationToken);

    private async Task WriteAsync(
        HttpMethod method, string path, JsonObject body, string type, CancellationToken cancellationToken)
    {
        using var content = new StringContent(body.ToJsonString(), Encoding.UTF8, type);
        using var deadline = new Deadline(RequestTimeout, time, cancellationToken);
        using var response = await deadline.HoldAsync(stop => SendAsync(method, path, content, stop));
    }

    private async Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string pathAndQuery, HttpContent? content, CancellationToken cancellationToken)
    {
        var response = await ExchangeAsync(method, pathAndQuery, content, cancellationToken);
        if (response.IsSuccessStatusCode)
        {
            return response;
        }

        using (response)
        {
            throw await ApiServerException.FromAsync(response, cancellationToken);
        }
    }

    private async Task<HttpResponseMessage> ExchangeAsync(
        HttpMethod method, string pathAndQuery, HttpContent? content, CancellationToken cancellationToken)
    {
        var client = connection.Client;
        using var request = new HttpRequestMessage(method, new Uri(client.BaseUri, pathAndQuery))
        {
            // Over TLS all watches share one HTTP/2 connection, whose pings notice a peer that is gone.
            Version = HttpVersion.Version20,
            Content = content,
        };
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("*/*", quality: 0.1)); // logs and pages
        if (client.Credentials is { } credentials)
        {
            await credentials.ProcessHttpRequestAsync(request, cancellationToken);
        }

        return await client.HttpClient.SendAsync(
            request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
    }
}
