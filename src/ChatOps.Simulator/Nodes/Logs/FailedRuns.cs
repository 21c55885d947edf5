using System.Collections.Concurrent;
using System.Collections.Immutable;
using ChatOps.Simulator.Nodes.Faults;
using ChatOps.Simulator.Store;

namespace ChatOps.Simulator.Nodes.Logs;

/// <summary>A run of a container that ended against its will.</summary>
/// <param name="Container">Its name.</param>
/// <param name="Failure">What ended it.</param>
/// <param name="HadBeenReady">Whether it had run well before.</param>
internal sealed record FailedRun(string Container, DateTimeOffset StartedAt, Failure Failure, bool HadBeenReady);

/// <summary>
/// Why runs of containers failed, as their logs lie on the nodes: they say it even when the cause has been mended since.
/// Written by the node agents, read by the API.
/// </summary>
internal sealed class FailedRuns
{
    // The last one and the one before it: nobody can ask for an older one.
    private const int Kept = 2;

    private readonly ConcurrentDictionary<string, ImmutableList<FailedRun>> _byPod = new(StringComparer.Ordinal);

    public void Keep(StoredObject pod, FailedRun run) =>
        _byPod.AddOrUpdate(pod.Uid, _ => [run], (_, runs) => [.. runs.TakeLast(Kept - 1), run]);

    /// <summary>Null when that run has not failed.</summary>
    public FailedRun? Find(ContainerView container) => _byPod.GetValueOrDefault(container.Pod.Uid, [])
        .LastOrDefault(run => run.Container == container.Name && IsSameSecond(run.StartedAt, container.StartedAt));

    public void Forget(StoredObject pod) => _byPod.TryRemove(pod.Uid, out _);

    /// <summary>A pod's status tells times to the second only.</summary>
    private static bool IsSameSecond(DateTimeOffset exact, DateTimeOffset told) => exact.ToUnixTimeSeconds() == told.ToUnixTimeSeconds();
}
