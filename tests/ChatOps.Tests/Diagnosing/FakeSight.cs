using ChatOps.Inventory;

namespace ChatOps.Tests.Diagnosing;

/// <summary>What can be looked at beyond the inventory: as the test says, or silent, or refused.</summary>
internal sealed class FakeSight : IPodLogs, IEvents, IPodPages, IStorageFills, IConfigFiles, IAutoscaler
{
    private readonly List<string> _looks = [];

    /// <summary>"log prometheus Previous", "events", "page 9090 /-/ready" ..., in any order.</summary>
    public IReadOnlyList<string> Looks
    {
        get
        {
            lock (_looks)
            {
                return [.. _looks.Order(StringComparer.Ordinal)];
            }
        }
    }

    public IReadOnlyList<LogLine>? Log { get; set; }

    public IReadOnlyList<ClusterEvent> Events { get; set; } = [];

    public PodPage? Page { get; set; }

    public StorageFill? Fill { get; set; }

    public ConfigFile? File { get; set; }

    public AutoscalerStatus? Autoscaler { get; set; }

    /// <summary>Thrown by the looks whose word it names.</summary>
    public Dictionary<string, Exception> Refused { get; } = [];

    /// <summary>The looks, by their word, that never end.</summary>
    public HashSet<string> Silent { get; } = [];

    public Task<IReadOnlyList<LogLine>?> TailAsync(
        PodKey pod, string container, ContainerRun run, int lines, CancellationToken cancellationToken) =>
        LookAsync("log", $"log {container} {run}", Log, cancellationToken);

    public Task<IReadOnlyList<ClusterEvent>> OfAsync(string @namespace, string uid, CancellationToken cancellationToken) =>
        LookAsync("events", $"events {uid}", Events, cancellationToken);

    public Task<PodPage?> GetAsync(PodKey pod, int port, string path, CancellationToken cancellationToken) =>
        LookAsync("page", $"page {port} {path}", Page, cancellationToken);

    public Task<StorageFill?> FindFullestAsync(string node, PodKey pod, CancellationToken cancellationToken) =>
        LookAsync("fill", $"fill {node}", Fill, cancellationToken);

    public Task<ConfigFile?> FindAsync(
        PodKey pod, string container, string path, CancellationToken cancellationToken) =>
        LookAsync("file", $"file {container} {path}", File, cancellationToken);

    public Task<AutoscalerStatus?> FindAsync(CancellationToken cancellationToken) =>
        LookAsync("autoscaler", "autoscaler", Autoscaler, cancellationToken);

    private async Task<T> LookAsync<T>(string word, string look, T answer, CancellationToken cancellationToken)
    {
        lock (_looks)
        {
            _looks.Add(look);
        }

        if (Silent.Contains(word))
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
        }

        return Refused.TryGetValue(word, out var refusal) ? throw refusal : answer;
    }
}
