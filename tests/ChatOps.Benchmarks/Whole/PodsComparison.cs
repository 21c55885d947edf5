using System.Diagnostics;
using ChatOps.Benchmarks.Report;
using ChatOps.IntegrationTests.Rigs;

namespace ChatOps.Benchmarks.Whole;

/// <summary>What is in a large cluster: asked of the bot, of kubectl, and of what gives assistants their eyes.</summary>
internal sealed class PodsComparison : IComparison
{
    private const int QuestionsOfRun = 50;
    private const double MostMemory = 200;

    public string Name => "pods";

    public async Task<Outcome> RunAsync(Extent extent, CancellationToken cancellationToken)
    {
        await using var slack = await FakeSlack.StartAsync(cancellationToken);
        await using var cluster = await BigCluster.StartAsync(extent.Pods, cancellationToken);
        await using var host = await HostProcess.StartNewAsync(Commands.Settings(slack, cluster.Kubeconfig), cancellationToken);
        await using var mcp = await McpServer.StartAsync(cluster.Kubeconfig, cancellationToken);
        var (bot, kubectl, assistant) = (new List<double>(), new List<(double Took, double Peak)>(), new List<double>());
        await AskAsync(host, extent.Pods, cancellationToken);
        var resident = ProcessFigures.Resident(host.ProcessId);
        for (var run = 0; run < extent.Runs; run++)
        {
            bot.Add(await AskAsync(host, extent.Pods, cancellationToken));
            var (took, peak) = await ProcessFigures.RunAsync(
                Kubectl.Program, ["--kubeconfig", cluster.Kubeconfig, "get", "pods", "-A"], cancellationToken);
            kubectl.Add((took.TotalMilliseconds, peak));
            assistant.Add((await mcp.ListPodsAsync(extent.Pods, cancellationToken)).TotalMilliseconds);
        }

        var (ours, theirs) = (Spread.Of(bot), Spread.Of(kubectl.Select(run => run.Took)));
        return new(
            $"`pods` over {extent.Pods:N0} pods",
            $"{extent.Runs} runs each, in turn, on one simulated API. The bot: the median of {QuestionsOfRun} signed `pods`, from the request to its whole answer, and what it keeps in "
            + "memory all the time. kubectl: the process, from its start to its end. kubernetes-mcp-server: one `pods_list` of a server that runs already.",
            ["", "takes", "memory"],
            [
                ["ChatOps, over HTTP", ours.In("ms"), $"{Spread.Number(resident)} MiB"],
                ["`kubectl get pods -A`", theirs.In("ms"), Spread.Of(kubectl.Select(run => run.Peak)).In("MiB")],
                ["kubernetes-mcp-server", Spread.Of(assistant).In("ms"), $"{Spread.Number(ProcessFigures.Peak(mcp.ProcessId))} MiB"],
            ])
        {
            Targets =
            [
                new(
                    $"`pods` over a cluster of {extent.Pods:N0} pods", "under 10 ms, 100 times faster than kubectl",
                    ours.In("ms"), $"kubectl {theirs.In("ms")}", ours.Median < 10 && ours.Median * 100 <= theirs.Median),
                new(
                    $"memory with {extent.Pods:N0} pods in the inventory", $"under {MostMemory:0} MB",
                    $"{Spread.Number(resident)} MiB", $"kubernetes-mcp-server {Spread.Number(ProcessFigures.Peak(mcp.ProcessId))} MiB", resident < MostMemory),
            ],
        };
    }

    private static async Task<double> AskAsync(HostProcess host, int pods, CancellationToken cancellationToken)
    {
        var milliseconds = new List<double>();
        for (var question = 0; question < QuestionsOfRun; question++)
        {
            var started = Stopwatch.GetTimestamp();
            await Commands.SayAsync(host.Client, "pods", $"{pods:N0} pods", cancellationToken);
            milliseconds.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        return Latencies.Quantile([.. milliseconds.Order()], 0.5);
    }
}
