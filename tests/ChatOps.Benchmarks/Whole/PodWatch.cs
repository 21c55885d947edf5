using System.Collections.Concurrent;
using System.Text.Json;

namespace ChatOps.Benchmarks.Whole;

/// <summary>
/// When the cluster changed, by its own word: a watch of all pods beside the bot's. Times are the machine's, so that they compare with
/// those that other processes note.
/// </summary>
internal sealed class PodWatch : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly HttpClient _client;
    private readonly ConcurrentDictionary<string, DateTimeOffset> _marked = new();
    private readonly ConcurrentDictionary<string, DateTimeOffset> _back = new();
    private readonly Task _watching;

    private PodWatch(Uri cluster, StreamReader events, HttpClient client)
    {
        _client = client;
        Cluster = cluster;
        _watching = WatchAsync(events);
    }

    public Uri Cluster { get; }

    /// <summary>When each pod that was deleted was marked for it, by namespace and name.</summary>
    /// <exception cref="InvalidOperationException">The watch broke, so that nothing more would be seen.</exception>
    public IReadOnlyDictionary<string, DateTimeOffset> Marked => Whole(_marked);

    /// <summary>When the successor of each such pod was first seen ready.</summary>
    /// <inheritdoc cref="Marked" path="/exception"/>
    public IReadOnlyDictionary<string, DateTimeOffset> Back => Whole(_back);

    public static async Task<PodWatch> StartAsync(Uri cluster, CancellationToken cancellationToken)
    {
        var client = new HttpClient { BaseAddress = cluster, Timeout = Timeout.InfiniteTimeSpan };
        using var list = await JsonDocument.ParseAsync(await client.GetStreamAsync("/api/v1/pods?limit=1", cancellationToken), default, cancellationToken);
        var version = list.RootElement.GetProperty("metadata").GetProperty("resourceVersion").GetString();
        var stream = await client.GetStreamAsync($"/api/v1/pods?watch=true&resourceVersion={version}", cancellationToken);
        return new(cluster, new StreamReader(stream), client);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _client.Dispose();
        await Task.WhenAny(_watching);
        _stop.Dispose();
    }

    private ConcurrentDictionary<string, DateTimeOffset> Whole(ConcurrentDictionary<string, DateTimeOffset> seen) =>
        _watching.IsCompleted ? throw new InvalidOperationException("The watch of the pods has ended.", _watching.Exception) : seen;

    private async Task WatchAsync(StreamReader events)
    {
        try
        {
            while (await events.ReadLineAsync(_stop.Token) is { } line)
            {
                using var frame = JsonDocument.Parse(line);
                var changed = frame.RootElement.GetProperty("object");
                if ($"{frame.RootElement.GetProperty("type")}" == "ERROR")
                {
                    throw new InvalidOperationException($"The API server ended the watch: {changed}");
                }

                Take(changed);
            }
        }
        catch (Exception ended) when (_stop.IsCancellationRequested && ended is OperationCanceledException or IOException or ObjectDisposedException)
        {
            // We hung up.
        }
    }

    private void Take(JsonElement pod)
    {
        var metadata = pod.GetProperty("metadata");
        var key = $"{metadata.GetProperty("namespace")}/{metadata.GetProperty("name")}";
        var now = TimeProvider.System.GetUtcNow();
        if (metadata.TryGetProperty("deletionTimestamp", out _))
        {
            _marked.TryAdd(key, now);
        }
        else if (_marked.ContainsKey(key) && IsReady(pod))
        {
            _back.TryAdd(key, now);
        }
    }

    private static bool IsReady(JsonElement pod) =>
        pod.TryGetProperty("status", out var status) && status.TryGetProperty("conditions", out var conditions)
        && conditions.EnumerateArray().Any(condition => $"{condition.GetProperty("type")}" == "Ready" && $"{condition.GetProperty("status")}" == "True");
}
