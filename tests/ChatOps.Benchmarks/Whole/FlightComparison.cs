using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using ChatOps.Benchmarks.Report;
using ChatOps.IntegrationTests.Rigs;

namespace ChatOps.Benchmarks.Whole;

/// <summary>
/// Many operations at once, each waiting for the cluster: how they are accepted, what they cost while they wait, and how soon chat
/// shows that the cluster has moved. On SQLite and on PostgreSQL.
/// </summary>
internal sealed partial class FlightComparison : IComparison
{
    private const int AcceptedPerSecond = 20;
    private const int FreedPerSecond = 10;
    private const double MostMilliseconds = 100;

    private static readonly TimeSpan BetweenUpdates = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    public string Name => "flight";

    public async Task<Outcome> RunAsync(Extent extent, CancellationToken cancellationToken)
    {
        var onSqlite = await FlyAsync(extent, database: null, cancellationToken);
        await using var postgres = await PostgresServer.StartNewAsync(cancellationToken);
        var onPostgres = await FlyAsync(extent, await postgres.CreateDatabaseAsync(cancellationToken), cancellationToken);
        return new(
            $"{extent.InFlight:N0} operations in flight",
            $"As many restarts of as many workloads, accepted at {AcceptedPerSecond} a second; each pod is held by a finalizer, so that all wait at once. Then {FreedPerSecond} pods a second "
            + "are let go. Marked: from the command to the pod's deletion in the cluster. Shown: from the moment the successor is ready in the cluster to the chat update that says so; a message "
            + "is changed once a second at the most, so where it was changed less than that before, from the end of that second.",
            ["", "accepted p50", "accepted p99", "marked p50", "marked p99", "threads", "memory", "shown p50", "shown p99"],
            [onSqlite.Row("SQLite"), onPostgres.Row("PostgreSQL")])
        {
            Targets =
            [
                new(
                    "operations in flight on one replica", "1,000, none holding a thread",
                    $"{extent.InFlight:N0} with {onPostgres.Threads} threads (PostgreSQL), {onSqlite.Threads} (SQLite)", "", onPostgres.Threads < extent.InFlight / 10),
                new(
                    "change in the cluster to the chat update sent", $"p99 under {MostMilliseconds:0} ms",
                    $"{Spread.Number(onPostgres.Shown.P99)} ms (PostgreSQL), {Spread.Number(onSqlite.Shown.P99)} ms (SQLite)", "polling", onPostgres.Shown.P99 < MostMilliseconds),
            ],
        };
    }

    private static async Task<Flight> FlyAsync(Extent extent, string? database, CancellationToken cancellationToken)
    {
        await using var slack = await FakeSlack.StartAsync(cancellationToken);
        await using var cluster = await BigCluster.StartAsync(extent.InFlight * 20, cancellationToken);
        await using var watch = await PodWatch.StartAsync(cluster.Address, cancellationToken);
        var settings = Commands.Settings(slack, cluster.Kubeconfig);
        if (database is not null)
        {
            settings["Storage:Provider"] = "PostgreSql";
            settings["ConnectionStrings:ChatOps"] = database;
        }

        await using var host = await HostProcess.StartNewAsync(settings, cancellationToken);
        using var api = new HttpClient { BaseAddress = cluster.Address };
        await ForAllAsync(extent.InFlight, number => PatchAsync(api, number, """{"metadata":{"finalizers":["example.com/held"]}}""", cancellationToken));

        var asked = new ConcurrentDictionary<string, DateTimeOffset>();
        var load = new Load(host.Client, number =>
        {
            asked[Key(number)] = TimeProvider.System.GetUtcNow();
            return Commands.Make("/slack/command", $"restart scheduler {BigCluster.Release(number)}", number);
        }, "operation ");
        var accepted = await load.AtRateAsync(AcceptedPerSecond, extent.InFlight, cancellationToken);
        load.RefuseFailures();
        await Eventually.SeeAsync(
            "all pods are marked", _ => Task.FromResult(watch.Marked.Count), marked => marked == extent.InFlight, cancellationToken, Patience);
        var marked = new Latencies([.. watch.Marked.Select(mark => (mark.Value - asked[mark.Key]).TotalMilliseconds)], 0, accepted.Elapsed);
        await Task.Delay(TimeSpan.FromSeconds(3), TimeProvider.System, cancellationToken); // what runs after that is not yet asleep
        var (threads, resident) = (ProcessFigures.Threads(host.ProcessId), ProcessFigures.Resident(host.ProcessId));

        for (var number = 0; number < extent.InFlight; number++)
        {
            await PatchAsync(api, number, """{"metadata":{"finalizers":null}}""", cancellationToken);
            await Task.Delay(TimeSpan.FromSeconds(1.0 / FreedPerSecond), TimeProvider.System, cancellationToken);
        }

        return new(accepted, marked, threads, resident, await ShownAsync(slack, watch, extent.InFlight, cancellationToken));
    }

    /// <summary>
    /// From each successor's being ready to the message that tells the end of its restart; where that message was changed less than a
    /// second before, from the end of that second, since it is changed no more often.
    /// </summary>
    private static async Task<Latencies> ShownAsync(
        FakeSlack slack, PodWatch watch, int operations, CancellationToken cancellationToken)
    {
        var told = await Eventually.SeeAsync(
            "all ends are told",
            async stop => await EndsAsync(slack, stop),
            ends => ends.Count == operations,
            cancellationToken,
            Patience);
        var late = told.Select(end => (end.Value.At - Later(watch.Back[end.Key], end.Value.Before + BetweenUpdates)).TotalMilliseconds).ToList();
        return new(late, 0, Patience);
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    /// <returns>By pod: when the end was told, and when the message was changed before that.</returns>
    private static async Task<Dictionary<string, (DateTimeOffset At, DateTimeOffset Before)>> EndsAsync(
        FakeSlack slack, CancellationToken cancellationToken)
    {
        var (changed, ends) = (new Dictionary<string, DateTimeOffset>(), new Dictionary<string, (DateTimeOffset, DateTimeOffset)>());
        foreach (var call in await slack.CallsAsync("chat.update", cancellationToken))
        {
            if (call is not { Ok: true, Args: { } said })
            {
                continue;
            }

            var message = $"{said.GetProperty("ts")}";
            if (Restarted().Match($"{said.GetProperty("text")}") is { Success: true } end)
            {
                ends.TryAdd(
                    Key(int.Parse(end.Groups["number"].Value, CultureInfo.InvariantCulture)), (call.At, changed.GetValueOrDefault(message)));
            }

            changed[message] = call.At;
        }

        return ends;
    }

    private static async Task PatchAsync(HttpClient api, int number, string patch, CancellationToken cancellationToken)
    {
        using var content = new StringContent(patch, new MediaTypeHeaderValue("application/merge-patch+json"));
        using var response = await api.PatchAsync(
            $"/api/v1/namespaces/{BigCluster.Namespace(number)}/pods/{BigCluster.Release(number)}-scheduler-0", content, cancellationToken);
        response.EnsureSuccessStatusCode();
    }

    private static async Task ForAllAsync(int count, Func<int, Task> act)
    {
        for (var number = 0; number < count; number++)
        {
            await act(number);
        }
    }

    private static string Key(int number) => $"{BigCluster.Namespace(number)}/{BigCluster.Release(number)}-scheduler-0";

    [GeneratedRegex(@"Restarted scheduler of release-(?<number>\d+) ", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Restarted();

    private sealed record Flight(Latencies Accepted, Latencies Marked, int Threads, double Resident, Latencies Shown)
    {
        public IReadOnlyList<string> Row(string name) =>
        [
            name, Ms(Accepted.Median), Ms(Accepted.P99), Ms(Marked.Median), Ms(Marked.P99),
            Threads.ToString(CultureInfo.InvariantCulture), $"{Spread.Number(Resident)} MiB", Ms(Shown.Median), Ms(Shown.P99),
        ];

        private static string Ms(double value) => $"{Spread.Number(value)} ms";
    }
}
