using System.Text.Json;
using k8s;

namespace ChatOps.IntegrationTests.Recovering;

/// <summary>Everything that ever became of Prometheus' StatefulSet and its claim, as a watch sees it.</summary>
internal sealed class ClusterHistory : IAsyncDisposable
{
    private readonly HttpClient _client;
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _lock = new();
    private readonly List<int> _replicas = [];
    private readonly HashSet<string> _claims = [];
    private readonly HashSet<string> _deleted = [];
    private readonly Task _watching;

    private ClusterHistory(string kubeconfig)
    {
        var host = KubernetesClientConfiguration.BuildConfigFromConfigFile(kubeconfig).Host;
        _client = new() { BaseAddress = new(host), Timeout = Timeout.InfiniteTimeSpan };
        _watching = Task.WhenAll(
            WatchAsync($"apis/apps/v1/namespaces/{RunbookCluster.Space}/statefulsets", RunbookCluster.Set, NoteSet),
            WatchAsync($"api/v1/namespaces/{RunbookCluster.Space}/persistentvolumeclaims", RunbookCluster.Claim, NoteClaim));
    }

    /// <summary>How many pods the set was to have, each time that changed.</summary>
    public IReadOnlyList<int> Replicas => Read(() => _replicas.ToList());

    /// <summary>The UIDs of the claims by that name that were made.</summary>
    public IReadOnlyCollection<string> Claims => Read(() => _claims.ToList());

    /// <summary>Those that were told to go.</summary>
    public IReadOnlyCollection<string> Deleted => Read(() => _deleted.ToList());

    public static ClusterHistory Of(string kubeconfig) => new(kubeconfig);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _watching.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _client.Dispose();
        _stop.Dispose();
    }

    private T Read<T>(Func<T> read)
    {
        if (_watching.IsFaulted)
        {
            throw new InvalidOperationException("The watch broke, so the history has a gap.", _watching.Exception);
        }

        lock (_lock)
        {
            return read();
        }
    }

    private async Task WatchAsync(string path, string name, Action<JsonElement> note)
    {
        await using var stream = await _client.GetStreamAsync($"{path}?watch=true&timeoutSeconds=3600", _stop.Token);
        using var lines = new StreamReader(stream);
        while (await lines.ReadLineAsync(_stop.Token) is { } line)
        {
            using var frame = JsonDocument.Parse(line);
            var seen = frame.RootElement.GetProperty("object");
            if (seen.GetProperty("metadata").TryGetProperty("name", out var called) && called.GetString() == name)
            {
                lock (_lock)
                {
                    note(seen);
                }
            }
        }

        throw new IOException($"The watch of {path} ended.");
    }

    private void NoteSet(JsonElement set)
    {
        var replicas = set.GetProperty("spec").GetProperty("replicas").GetInt32();
        if (_replicas is [] || _replicas[^1] != replicas)
        {
            _replicas.Add(replicas);
        }
    }

    private void NoteClaim(JsonElement claim)
    {
        var metadata = claim.GetProperty("metadata");
        var uid = metadata.GetProperty("uid").GetString()!; // every stored object has one
        _claims.Add(uid);
        if (metadata.TryGetProperty("deletionTimestamp", out _))
        {
            _deleted.Add(uid);
        }
    }
}
