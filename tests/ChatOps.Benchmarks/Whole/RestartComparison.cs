using ChatOps.Benchmarks.Report;
using ChatOps.IntegrationTests.Rigs;

namespace ChatOps.Benchmarks.Whole;

/// <summary>From the word to the deed: how soon the API server is told to delete the pod.</summary>
internal sealed class RestartComparison : IComparison
{
    private const double MostMilliseconds = 20;
    private const int MostRequests = 3;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    public string Name => "restart";

    public async Task<Outcome> RunAsync(Extent extent, CancellationToken cancellationToken)
    {
        var pairs = extent.Runs * 2; // each restarts a deployment of its own
        await using var slack = await FakeSlack.StartAsync(cancellationToken);
        await using var cluster = await BigCluster.StartAsync(pairs * 20 * 3, cancellationToken);
        await using var watch = await PodWatch.StartAsync(cluster.Address, cancellationToken);
        await using var host = await HostProcess.StartNewAsync(Commands.Settings(slack, cluster.Kubeconfig), cancellationToken);
        var (bot, kubectl) = (new List<double>(), new List<double>());
        for (var run = 0; run < pairs; run++)
        {
            bot.Add(await TimeAsync(watch, run * 2, stop => Commands.SayAsync(host.Client, $"restart scheduler {BigCluster.Release(run * 2)}", "operation ", stop), cancellationToken));
            kubectl.Add(await TimeAsync(watch, (run * 2) + 1, stop => DeleteAsync(cluster.Kubeconfig, (run * 2) + 1, stop), cancellationToken));
        }

        var (ours, theirs) = (Spread.Of(bot.Skip(1)), Spread.Of(kubectl.Skip(1)));
        var requests = await CountAsync(cluster, deployment: pairs * 2, cancellationToken);
        return new(
            "A restart until the DELETE",
            $"{pairs - 1} of each, in turn, after one to warm up: from the moment the command is sent, or kubectl is started, to the moment at which a watch of the same API sees the "
            + "pod marked. Requests are counted between the client and the API server; the bot's are all of them until the successor is ready.",
            ["", "until the pod is marked", "requests"],
            [["ChatOps", ours.In("ms"), $"{requests.Bot}"], ["`kubectl delete pod --wait=false`", theirs.In("ms"), $"{requests.Kubectl}"]])
        {
            Targets =
            [
                new(
                    "accepted command to the DELETE at the API server", $"under {MostMilliseconds:0} ms",
                    ours.In("ms"), $"kubectl {theirs.In("ms")}", ours.Median < MostMilliseconds),
                new(
                    "requests to the API server", $"none for a query, at most {MostRequests} for a restart",
                    $"{requests.Query} and {requests.Bot}", $"kubectl {requests.Kubectl}", requests is { Query: 0, Bot: <= MostRequests }),
            ],
        };
    }

    private static async Task<double> TimeAsync(
        PodWatch watch, int deployment, Func<CancellationToken, Task> act, CancellationToken cancellationToken)
    {
        var (pod, started) = (Pod(deployment), TimeProvider.System.GetUtcNow());
        await act(cancellationToken);
        await Eventually.TrueAsync($"{pod} is back", _ => Task.FromResult(watch.Back.ContainsKey(pod)), cancellationToken, Patience);
        return (watch.Marked[pod] - started).TotalMilliseconds;
    }

    private static Task DeleteAsync(string kubeconfig, int deployment, CancellationToken cancellationToken) => ProcessFigures.RunAsync(
        Kubectl.Program,
        ["--kubeconfig", kubeconfig, "delete", "pod", "--wait=false", "-n", BigCluster.Namespace(deployment), $"{BigCluster.Release(deployment)}-scheduler-0"],
        cancellationToken);

    /// <summary>By a proxy between them, on deployments that nobody has touched: with a host of its own, once its first lists are done.</summary>
    private static async Task<(int Query, int Bot, int Kubectl)> CountAsync(
        BigCluster cluster, int deployment, CancellationToken cancellationToken)
    {
        await using var slack = await FakeSlack.StartAsync(cancellationToken);
        await using var proxy = await ApiServerProxy.StartAsync(cluster.Kubeconfig, cancellationToken);
        await using var watch = await PodWatch.StartAsync(cluster.Address, cancellationToken);
        var settings = Commands.Settings(slack, proxy.Kubeconfig);
        settings["Cluster:WatchTimeout"] = "00:30:00"; // no watch is opened anew while we count
        int query, bot;
        await using (var host = await HostProcess.StartNewAsync(settings, cancellationToken))
        {
            var before = await QuietAsync(proxy, cancellationToken);
            await Commands.SayAsync(host.Client, "pods", " pods", cancellationToken);
            query = await QuietAsync(proxy, cancellationToken) - before;
            before = proxy.Requests;
            await TimeAsync(
                watch, deployment, stop => Commands.SayAsync(host.Client, $"restart scheduler {BigCluster.Release(deployment)}", "operation ", stop), cancellationToken);
            bot = await QuietAsync(proxy, cancellationToken) - before;
        }

        var idle = await QuietAsync(proxy, cancellationToken);
        await DeleteAsync(proxy.Kubeconfig, deployment + 1, cancellationToken);
        return (query, bot, proxy.Requests - idle);
    }

    /// <summary>How many requests there were, once there are no more.</summary>
    private static async Task<int> QuietAsync(ApiServerProxy proxy, CancellationToken cancellationToken)
    {
        var (seen, since) = (-1, 0L);
        await Eventually.TrueAsync(
            "no requests come for two seconds",
            _ =>
            {
                if (proxy.Requests != seen)
                {
                    (seen, since) = (proxy.Requests, TimeProvider.System.GetTimestamp());
                }

                return Task.FromResult(TimeProvider.System.GetElapsedTime(since) > TimeSpan.FromSeconds(2));
            },
            cancellationToken,
            Patience);
        return seen;
    }

    private static string Pod(int deployment) => $"{BigCluster.Namespace(deployment)}/{BigCluster.Release(deployment)}-scheduler-0";
}
