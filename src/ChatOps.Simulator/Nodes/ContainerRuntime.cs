using System.Runtime.CompilerServices;
using ChatOps.Simulator.Nodes.Commands;
using ChatOps.Simulator.Nodes.Grafana;
using ChatOps.Simulator.Nodes.Logs;
using ChatOps.Simulator.Store;

namespace ChatOps.Simulator.Nodes;

/// <summary>Answers for the nodes what the API asks about containers.</summary>
internal sealed class ContainerRuntime(ClusterStore store, ContainerLog log, SimulatedGrafana grafana, TimeProvider time)
    : IContainerRuntime
{
    private static readonly TimeSpan FollowInterval = TimeSpan.FromSeconds(1);

    public async IAsyncEnumerable<LogLine> ReadLog(
        StoredObject pod, string container, LogRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var instance = ContainerView.Of(pod, container, request.Previous);
        var from = time.GetUtcNow();
        var lines = log.Lines(instance, from).Where(line => request.Since is null || line.Time >= request.Since).ToList();
        foreach (var line in request.TailLines is { } tail ? lines.TakeLast(tail) : lines)
        {
            yield return line;
        }

        while (request.Follow && instance.Ended is null)
        {
            await Task.Delay(FollowInterval, time, cancellationToken);
            var until = time.GetUtcNow();
            instance = Refresh(instance);
            foreach (var line in log.Lines(instance, until).Where(line => line.Time > from))
            {
                yield return line;
            }

            from = until;
        }
    }

    public async Task<int> ExecuteAsync(
        StoredObject pod, string container, IReadOnlyList<string> command, ContainerStreams streams, CancellationToken cancellationToken)
    {
        await using var shell = new ContainerShell(ContainerView.Running(pod, container), streams, grafana, time);
        return await shell.RunAsync(command, cancellationToken);
    }

    public async Task<int> AttachAsync(
        StoredObject pod, string container, ContainerStreams streams, CancellationToken cancellationToken)
    {
        await using var output = new StreamWriter(streams.Output, leaveOpen: true) { AutoFlush = true };
        ContainerView.Running(pod, container);
        var fromNowOn = new LogRequest(Follow: true, TailLines: 0);
        await foreach (var line in ReadLog(pod, container, fromNowOn, cancellationToken))
        {
            await output.WriteLineAsync(line.Text.AsMemory(), cancellationToken);
        }

        return Refresh(ContainerView.Of(pod, container, previous: false)).Ended?.ExitCode ?? 0;
    }

    /// <summary>The same instance as it is now: ended, when its pod is gone or runs another one.</summary>
    private ContainerView Refresh(ContainerView instance)
    {
        var pod = store.Find(instance.Pod.Type, instance.Pod.Namespace, instance.Pod.Name);
        if (pod?.Uid != instance.Pod.Uid)
        {
            return instance with { Ended = new(0, "Completed", instance.StartedAt, time.GetUtcNow()) };
        }

        var now = ContainerView.Of(pod, instance.Name, previous: false);
        return now.StartedAt == instance.StartedAt ? now : ContainerView.Of(pod, instance.Name, previous: true);
    }
}
