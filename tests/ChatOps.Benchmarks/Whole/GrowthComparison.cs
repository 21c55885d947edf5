using System.Net.Http.Headers;
using System.Runtime.InteropServices;
using System.Text.Json;
using ChatOps.Benchmarks.Report;
using ChatOps.IntegrationTests.Rigs;

namespace ChatOps.Benchmarks.Whole;

/// <summary>What the inventory costs as clusters grow: the first list, its memory, changes, and the collector's pauses.</summary>
internal sealed class GrowthComparison : IComparison
{
    private const int Connections = 8;
    private const double MostPerPod = 4;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    public string Name => "growth";

    public async Task<Outcome> RunAsync(Extent extent, CancellationToken cancellationToken)
    {
        var sizes = new List<Size>();
        foreach (var pods in extent.Sizes)
        {
            sizes.Add(await GrowAsync(pods, extent.Churn, cancellationToken));
        }

        var perPod = (sizes[^1].Listed.Resident - sizes[0].Listed.Resident) * 1024 / (sizes[^1].Pods - sizes[0].Pods);
        return new(
            "As the cluster grows",
            $"A process with the bot's inventory alone: the first list of all kinds in pages of 500, then {extent.Churn:N0} pods that get a label, over {Connections} connections, as fast as the "
            + "simulated API takes it, which is what limits the changes here.",
            ["pods", "first list", "paused meanwhile", "memory", "changes", "paused meanwhile", "memory after"],
            [.. sizes.Select(size => size.Row())])
        {
            Targets =
            [
                new(
                    "memory a pod", $"growing under {MostPerPod:0} KB",
                    $"{Spread.Number(perPod)} KiB from {sizes[0].Pods:N0} to {sizes[^1].Pods:N0} pods", "", perPod < MostPerPod),
            ],
            Plots =
            [
                new(
                    "growth-memory", "Memory of the inventory", "pods", "MiB",
                    [new("after the first list", [.. sizes.Select(size => ((double)size.Pods, size.Listed.Resident))])]),
                new(
                    "growth-list", "The first list", "pods", "seconds",
                    [new("all kinds, 500 a page", [.. sizes.Select(size => ((double)size.Pods, size.Listed.Milliseconds / 1000))])]),
            ],
        };
    }

    private static async Task<Size> GrowAsync(int pods, int churn, CancellationToken cancellationToken)
    {
        await using var cluster = await BigCluster.StartAsync(pods, cancellationToken);
        await using var reader = ChildProcess.Start(
            Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", "dotnet"),
            [typeof(Reader).Assembly.Location, "reader", cluster.Kubeconfig],
            Path.GetTempPath());
        var listed = await ReadAsync(reader, line: 0, cancellationToken);
        using var api = new HttpClient { BaseAddress = cluster.Address };
        await Parallel.ForEachAsync(
            Enumerable.Range(0, churn),
            new ParallelOptions { MaxDegreeOfParallelism = Connections, CancellationToken = cancellationToken },
            async (number, stop) => await LabelAsync(api, number, pods / 20, stop));
        return new(pods, listed, await ReadAsync(reader, line: 1, cancellationToken));
    }

    private static async Task<Reading> ReadAsync(ChildProcess reader, int line, CancellationToken cancellationToken)
    {
        var lines = await Eventually.SeeAsync(
            "the reader says how it went", _ => Task.FromResult(reader.Lines), lines => lines.Count > line || reader.HasExited, cancellationToken, Patience);
        return lines.Count > line && JsonSerializer.Deserialize<Reading>(lines[line]) is { } reading
            ? reading
            : throw new InvalidOperationException($"The reader ended:\n{reader.Output}");
    }

    private static async Task LabelAsync(HttpClient api, int number, int deployments, CancellationToken cancellationToken)
    {
        var (deployment, ordinal) = (number % Math.Max(1, deployments), number / Math.Max(1, deployments) % 18);
        using var content = new StringContent(
            $$$"""{"metadata":{"labels":{"example.com/turn":"{{{number}}}"} } }""", new MediaTypeHeaderValue("application/merge-patch+json"));
        using var response = await api.PatchAsync(
            $"/api/v1/namespaces/{BigCluster.Namespace(deployment)}/pods/{BigCluster.Release(deployment)}-worker-{ordinal}", content, cancellationToken);
        response.EnsureSuccessStatusCode();
    }

    private sealed record Size(int Pods, Reading Listed, Reading Changed)
    {
        public IReadOnlyList<string> Row() =>
        [
            $"{Pods:N0}",
            $"{Spread.Number(Listed.Milliseconds / 1000)} s",
            $"{Spread.Number(Listed.Paused)} ms",
            $"{Spread.Number(Listed.Resident)} MiB",
            $"{Spread.Number(Changed.Count / (Changed.Milliseconds / 1000))} /s",
            $"{Spread.Number(Changed.Paused)} ms",
            $"{Spread.Number(Changed.Resident)} MiB",
        ];
    }
}
