using System.Net;
using ChatOps.Adapters.Cluster.Api;
using ChatOps.Inventory;

namespace ChatOps.Adapters.Cluster;

/// <summary>Logs, as the kubelet hands them out through the API server.</summary>
internal sealed class ClusterPodLogs(Effects effects) : IPodLogs
{
    private const int MostCharacters = 512 * 1024;

    public Task<IReadOnlyList<LogLine>?> TailAsync(
        PodKey pod, string container, ContainerRun run, int lines, CancellationToken cancellationToken) =>
        effects.ReadAsync(
            $"read logs in {pod.Namespace}",
            async (api, stop) =>
            {
                try
                {
                    var path = ObjectPath.Log(pod, container, run, lines);
                    return Read(await api.ReadTextAsync(path, MostCharacters, stop));
                }
                catch (ApiServerException e) when (e.Code is HttpStatusCode.BadRequest or HttpStatusCode.NotFound)
                {
                    // 400: no such run, or it hasn't started; 404: the pod is gone.
                    return null;
                }
            },
            cancellationToken);

    /// <returns>Null for an answer without a single dated line: a runtime that lost the log says so in one of its own.</returns>
    private static IReadOnlyList<LogLine>? Read(string text)
    {
        var written = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        List<LogLine> lines = [.. written.Select(ReadLine).OfType<LogLine>()];
        return lines.Count is 0 && written.Length > 0 ? null : lines;
    }

    /// <summary>The first line may be the rest of one that was cut: without its date it counts for nothing.</summary>
    private static LogLine? ReadLine(string line) =>
        line.IndexOf(' ') is > 0 and var space && DateTimeOffset.TryParse(line.AsSpan(0, space), out var time)
            ? new LogLine(time, line[(space + 1)..].TrimEnd('\r'))
            : null;
}
