using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChatOps.Simulator.Store;

namespace ChatOps.Simulator.Drills;

/// <summary>The simulated cluster as drills reach it: through its API, in whatever process it runs.</summary>
/// <param name="http">Its base address is the API's.</param>
public sealed class DrillCluster(HttpClient http)
{
    private const int WatchSeconds = 30;

    /// <summary>Sees to it that nothing is ever broken in a real cluster.</summary>
    /// <exception cref="DrillException">No simulated cluster answers there.</exception>
    public async Task EnsureSimulatedAsync(CancellationToken cancellationToken)
    {
        if (await ClusterApart.IsSimulatedAsync(http, cancellationToken) is not { } isSimulated)
        {
            throw new DrillException($"No simulated cluster answers at {http.BaseAddress}: start the bot, or \"chatops simulator\".");
        }

        if (!isSimulated)
        {
            throw new DrillException($"The cluster at {http.BaseAddress} is not a simulated one: nothing is broken there.");
        }
    }

    /// <summary>What tells the cluster from the one that is there after a restart: as elsewhere, the UID of kube-system.</summary>
    public async Task<string> InstanceAsync(CancellationToken cancellationToken)
    {
        var system = await FindAsync(ResourceTypes.Namespaces, ns: null, "kube-system", cancellationToken);
        return system?.Text("metadata", "uid") ?? "";
    }

    /// <summary>Null when there is none.</summary>
    public async Task<JsonElement?> FindAsync(ResourceType type, string? ns, string name, CancellationToken cancellationToken)
    {
        using var response = await http.GetAsync(PathOf(type, ns, name), cancellationToken);
        return response.StatusCode == HttpStatusCode.NotFound ? null : await ReadAsync(response, cancellationToken);
    }

    /// <param name="labels">A label selector.</param>
    public async Task<ObjectList> ListAsync(ResourceType type, string? ns, string labels, CancellationToken cancellationToken)
    {
        using var response = await http.GetAsync($"{PathOf(type, ns)}?{Selector(labels)}", cancellationToken);
        var json = await ReadAsync(response, cancellationToken);
        return new([.. json.Items("items")], json.Text("metadata", "resourceVersion") ?? "");
    }

    public async Task CreateAsync(ResourceType type, JsonObject manifest, CancellationToken cancellationToken)
    {
        using var response = await http.PostAsync(
            PathOf(type, manifest.Text("metadata", "namespace")), Body(manifest, "application/json"), cancellationToken);
        await ReadAsync(response, cancellationToken);
    }

    /// <returns>False when it isn't there.</returns>
    public async Task<bool> PatchAsync(ResourceType type, string? ns, string name, JsonObject patch, CancellationToken cancellationToken)
    {
        using var response = await http.PatchAsync(
            PathOf(type, ns, name), Body(patch, "application/merge-patch+json"), cancellationToken);
        return response.StatusCode != HttpStatusCode.NotFound && await ReadAsync(response, cancellationToken) is var _;
    }

    /// <returns>False when it isn't there.</returns>
    public async Task<bool> DeleteAsync(ResourceType type, string? ns, string name, CancellationToken cancellationToken)
    {
        using var response = await http.DeleteAsync(PathOf(type, ns, name), cancellationToken);
        return response.StatusCode != HttpStatusCode.NotFound && await ReadAsync(response, cancellationToken) is var _;
    }

    /// <summary>Returns when one of the objects has changed since they were listed, or after half a minute.</summary>
    /// <param name="labels">A label selector.</param>
    /// <param name="since">The version of the list.</param>
    public async Task AwaitChangeAsync(ResourceType type, string ns, string labels, string since, CancellationToken cancellationToken)
    {
        await using var stream = await http.GetStreamAsync(
            $"{PathOf(type, ns)}?watch=true&timeoutSeconds={WatchSeconds}&resourceVersion={since}&{Selector(labels)}", cancellationToken);
        using var lines = new StreamReader(stream);
        await lines.ReadLineAsync(cancellationToken);
    }

    private static string PathOf(ResourceType type, string? ns, string? name = null)
    {
        var root = type.Group.Length == 0 ? "api/v1" : $"apis/{type.ApiVersion}";
        return $"{root}{(ns is null ? "" : $"/namespaces/{ns}")}/{type.Plural}{(name is null ? "" : $"/{name}")}";
    }

    private static string Selector(string labels) => $"labelSelector={Uri.EscapeDataString(labels)}";

    private static StringContent Body(JsonObject json, string type) => new(json.ToJsonString(), Encoding.UTF8, type);

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var json = await response.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
        return response.IsSuccessStatusCode
            ? json
            : throw new DrillException($"The simulated cluster refused a part of the drill: {json.Text("message")}");
    }
}

/// <summary>Some objects of one kind, as they were at one version of the cluster.</summary>
public sealed record ObjectList(IReadOnlyList<JsonElement> Items, string Version);
