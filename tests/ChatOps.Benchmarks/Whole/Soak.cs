using System.Diagnostics;
using System.Net.Http.Headers;
using ChatOps.Benchmarks.Report;
using ChatOps.IntegrationTests.Rigs;
using ChatOps.Operations;

namespace ChatOps.Benchmarks.Whole;

/// <summary>A long watch: commands, a cluster that never rests, a chat that fails now and then. Nothing may grow, nothing be lost.</summary>
internal sealed class Soak : IComparison
{
    private const int Pods = 2_000;
    private const int ChangesPerSecond = 100;
    private const double FailedShare = 0.01;

    private static readonly TimeSpan Between = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Sampled = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly List<(double Minute, double Resident, int Handles, int Threads)> _samples = [];
    private readonly Random _random = new(1172);

    public string Name => "soak";

    public async Task<Outcome> RunAsync(Extent extent, CancellationToken cancellationToken)
    {
        await using var slack = await FakeSlack.StartAsync(cancellationToken);
        await using var cluster = await BigCluster.StartAsync(Pods, cancellationToken);
        await using var host = await HostProcess.StartNewAsync(Commands.Settings(slack, cluster.Kubeconfig), cancellationToken);
        var started = Stopwatch.GetTimestamp();
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var churn = ChurnAsync(cluster, over.Token);
        var sampling = SampleAsync(host, started, over.Token);
        var (asked, restarts, unanswered) = (0, 0, 0);
        while (Stopwatch.GetElapsedTime(started) < extent.Soak)
        {
            if (_random.NextDouble() < FailedShare)
            {
                await slack.FailAsync(new SlackFault("*") { Http = 503 }, cancellationToken);
            }

            var isRestart = ++asked % 5 == 0;
            restarts += isRestart ? 1 : 0;
            var (text, expected) = isRestart
                ? ($"restart scheduler {BigCluster.Release(restarts % (Pods / 20))}", "operation ")
                : ("pods release-7", "pods of release-7");
            var answer = await Commands.AskAsync(host.Client, text, cancellationToken);
            unanswered += answer.Contains(expected, StringComparison.Ordinal) ? 0 : 1;
            await Task.Delay(Between, TimeProvider.System, cancellationToken);
        }

        await over.CancelAsync();
        await Task.WhenAll(churn, sampling);
        var (operations, unfinished) = await EndAsync(host, cancellationToken);
        return Tell(asked, unanswered, operations, unfinished);
    }

    private Outcome Tell(int asked, int unanswered, int operations, int unfinished)
    {
        var calm = _samples.Skip(_samples.Count / 4).ToList(); // the first quarter fills what is filled once
        return new(
            "A long watch",
            $"{Spread.Number(_samples[^1].Minute)} minutes of a command a second, every fifth a restart, {ChangesPerSecond} changes of {Pods:N0} pods a second, and one chat call in a hundred "
            + "that fails. After the first quarter nothing should grow.",
            ["", "at the end of the first quarter", "at the end"],
            [
                ["memory", $"{Spread.Number(calm[0].Resident)} MiB", $"{Spread.Number(calm[^1].Resident)} MiB"],
                ["open files and connections", $"{calm[0].Handles}", $"{calm[^1].Handles}"],
                ["threads", $"{calm[0].Threads}", $"{calm[^1].Threads}"],
                ["commands, and those not answered in time", "", $"{asked}, {unanswered}"],
                ["operations, and unfinished ones at the end", "", $"{operations}, {unfinished}"],
            ])
        {
            Plots =
            [
                new("soak", "A long watch", "minutes", "MiB and number",
                [
                    new("memory, MiB", [.. _samples.Select(sample => (sample.Minute, sample.Resident))]),
                    new("handles", [.. _samples.Select(sample => (sample.Minute, (double)sample.Handles))]),
                    new("threads", [.. _samples.Select(sample => (sample.Minute, (double)sample.Threads))]),
                ]),
            ],
        };
    }

    private async Task SampleAsync(HostProcess host, long started, CancellationToken over)
    {
        do
        {
            var id = host.ProcessId;
            _samples.Add((Stopwatch.GetElapsedTime(started).TotalMinutes, ProcessFigures.Resident(id), ProcessFigures.Handles(id), ProcessFigures.Threads(id)));
        }
        while (await PauseAsync(Sampled, over));
    }

    private static async Task ChurnAsync(BigCluster cluster, CancellationToken over)
    {
        using var api = new HttpClient { BaseAddress = cluster.Address };
        for (var number = 0; await PauseAsync(TimeSpan.FromSeconds(1.0 / ChangesPerSecond), over); number++)
        {
            using var content = new StringContent(
                $$$"""{"metadata":{"annotations":{"example.com/turn":"{{{number}}}"} } }""", new MediaTypeHeaderValue("application/merge-patch+json"));
            var deployment = number % (Pods / 20);
            using var response = await api.PatchAsync(
                $"/api/v1/namespaces/{BigCluster.Namespace(deployment)}/pods/{BigCluster.Release(deployment)}-worker-{number % 18}", content, CancellationToken.None);
            response.EnsureSuccessStatusCode();
        }
    }

    private static async Task<bool> PauseAsync(TimeSpan pause, CancellationToken over)
    {
        await Task.Delay(pause, TimeProvider.System, over).ContinueWith(_ => { }, TaskScheduler.Default);
        return !over.IsCancellationRequested;
    }

    private static async Task<(int Operations, int Unfinished)> EndAsync(HostProcess host, CancellationToken cancellationToken)
    {
        try
        {
            await Eventually.TrueAsync("every operation has ended", _ => Task.FromResult(Count(host).Unfinished == 0), cancellationToken, Patience);
        }
        catch (TimeoutException)
        {
            // Told as it is: the page says how many have not.
        }

        return Count(host);
    }

    private static (int Operations, int Unfinished) Count(HostProcess host)
    {
        using var database = host.OpenDatabase();
        var states = database.Operations.Select(operation => operation.State).ToList();
        return (states.Count, states.Count(state => !state.IsFinal()));
    }
}
