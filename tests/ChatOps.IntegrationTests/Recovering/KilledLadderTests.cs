using System.Globalization;
using System.Text.RegularExpressions;
using ChatOps.Adapters.Storage;
using ChatOps.Audit;
using ChatOps.IntegrationTests.Rigs;
using ChatOps.Operations;
using ChatOps.Operations.Recovering;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace ChatOps.IntegrationTests.Recovering;

/// <summary>Whenever its hosts are killed, every rung of a recovery ends as it would without, and does nothing twice.</summary>
public sealed partial class KilledLadderTests(ITestOutputHelper output)
{
    /// <summary>Asks for another number of kills on each database than <see cref="UsualMoments"/>: each takes some seconds.</summary>
    public const string MomentsVariable = "CHATOPS_TEST_KILLS";

    private const int UsualMoments = 20;
    private const int LatestKillMilliseconds = 2_000;

    private static readonly int Moments =
        int.TryParse(Environment.GetEnvironmentVariable(MomentsVariable), out var moments) ? moments : UsualMoments;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Started_again_on_sqlite_it_goes_on_and_ends_once()
    {
        await using var rig = await StartAsync();
        await using var host = await HostProcess.StartNewAsync(rig.Settings("a"), Stop);

        await ClimbAsync(rig, [host]);
    }

    [Fact]
    public async Task Taken_over_by_a_second_host_on_postgresql_it_goes_on_and_ends_once()
    {
        await using var rig = await StartAsync();
        await using var postgres = await PostgresServer.StartNewAsync(Stop);
        var database = await postgres.CreateDatabaseAsync(Stop);
        await using var first = await HostProcess.StartNewAsync(rig.Settings("a", database), Stop);
        await using var second = await HostProcess.StartNewAsync(rig.Settings("b", database), Stop);

        await ClimbAsync(rig, [first, second]);
    }

    private static Task<LadderRig> StartAsync() => LadderRig.StartNewAsync(Stop);

    /// <summary>Takes rung after rung, killing one of the hosts again and again, until it was killed often enough.</summary>
    private async Task ClimbAsync(LadderRig rig, HostProcess[] hosts)
    {
        var seed = Random.Shared.Next();
        var random = new Random(seed);
        var kills = 0;
        var rungs = new List<Rung>();
        while (kills < Moments)
        {
            rungs.Add((Rung)(rungs.Count % Rungs.Count));
            var id = await rig.AskAsync(hosts[0], rungs[^1], Stop);
            while (kills < Moments && !await HasEndedAsync(hosts[0], id))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(random.Next(LatestKillMilliseconds)), TimeProvider.System, Stop);
                var host = hosts[kills++ % hosts.Length];
                await host.KillAsync();
                await host.StartAsync(Stop);
            }

            await Eventually.TrueAsync($"operation {id} has ended", _ => HasEndedAsync(hosts[0], id), Stop, Patience);
        }

        output.WriteLine($"seed {seed}: {kills} kills in {rungs.Count} operations");
        await EndedAsWithoutAsync(rig, hosts[0], rungs);
    }

    private async Task EndedAsWithoutAsync(LadderRig rig, HostProcess host, List<Rung> rungs)
    {
        await using var database = host.OpenDatabase();
        var operations = await database.Operations.AsNoTracking().OrderBy(operation => operation.Id).ToListAsync(Stop);
        operations.Count.ShouldBe(rungs.Count);
        operations.ShouldAllBe(operation => operation.State == OperationState.Succeeded);
        operations.ShouldContain(operation => operation.ResumedAt != null, "some were killed at work");
        output.WriteLine($"{operations.Count(operation => operation.ResumedAt != null)} of them were resumed");
        await OnRecordOnceAsync(database, operations);

        var replaced = rungs.Count(rung => rung.LosesData());
        await Eventually.SeeAsync(
            "the history is complete", _ => Task.FromResult(rig.History.Claims.Count), count => count == replaced + 1, Stop);
        rig.History.Deleted.Count.ShouldBe(replaced, "each claim was told to go once, and no successor");
        rig.History.Replicas.ShouldBe([1, .. Enumerable.Repeat((int[])[0, 1], replaced).SelectMany(pair => pair)]);
        var verified = await host.RunAsync(Stop, "audit", "verify");
        verified.Status.ShouldBe(0, verified.Output);
    }

    /// <summary>No audit entry twice or missing.</summary>
    private static async Task OnRecordOnceAsync(ChatOpsDbContext database, List<Operation> operations)
    {
        var entries = await database.AuditEntries.AsNoTracking().ToListAsync(Stop);
        foreach (var operation in operations)
        {
            var actions = entries.Where(entry => entry.OperationId == operation.Id).CountBy(entry => entry.Action)
                .ToDictionary(count => count.Key, count => count.Value);
            actions[AuditAction.Asked].ShouldBe(1);
            actions[AuditAction.Planned].ShouldBe(1);
            actions[AuditAction.Approved].ShouldBe(1);
            actions[AuditAction.StepStarted].ShouldBe(operation.Steps.Count);
            actions[AuditAction.StepDone].ShouldBe(operation.Steps.Count);
            actions[AuditAction.Succeeded].ShouldBe(1);
            actions.ContainsKey(AuditAction.Failed).ShouldBeFalse();
        }
    }

    private static async Task<bool> HasEndedAsync(HostProcess host, int id)
    {
        await using var database = host.OpenDatabase();
        var operation = await database.Operations.AsNoTracking().SingleAsync(found => found.Id == id, Stop);
        return operation.State.IsFinal();
    }

    /// <summary>Everything around the hosts, which lives on while they die.</summary>
    private sealed partial class LadderRig : IAsyncDisposable
    {
        private readonly FakeSlack _slack;
        private readonly SimulatorProcess _cluster;

        private LadderRig(FakeSlack slack, SimulatorProcess cluster)
        {
            (_slack, _cluster) = (slack, cluster);
            History = ClusterHistory.Of(cluster.Kubeconfig);
        }

        public ClusterHistory History { get; }

        public static async Task<LadderRig> StartNewAsync(CancellationToken cancellationToken)
        {
            var slack = await FakeSlack.StartAsync(cancellationToken);
            var cluster = await SimulatorProcess.StartNewAsync(
                new Dictionary<string, string> { ["Simulator:Speed"] = "20" }, cancellationToken);
            return new LadderRig(slack, cluster);
        }

        public Dictionary<string, string> Settings(string worker, string? database = null)
        {
            var settings = SlackUser.SettingsFor(_slack);
            settings["Cluster:Mode"] = "Kubeconfig";
            settings["Cluster:Kubeconfig"] = _cluster.Kubeconfig;
            settings["Access:Grants:0:Role"] = "Operator";
            settings["Access:Grants:0:To"] = "slack:UALICE";
            settings["Access:Grants:1:Role"] = "Approver";
            settings["Access:Grants:1:To"] = "slack:UBOB";
            settings["Operations:Worker"] = worker;
            settings["Operations:Lease"] = "00:00:10";
            settings["Operations:RecheckEvery"] = "00:00:01";
            settings["Recovery:StableFor"] = "00:00:01";
            settings["Recovery:MemoryFactor"] = "1.1"; // so that it can be raised again and again
            settings["Recovery:MemoryMax"] = "64Gi";
            if (database is not null)
            {
                settings["Storage:Provider"] = "PostgreSql";
                settings["ConnectionStrings:ChatOps"] = database;
            }

            return settings;
        }

        /// <summary>Has one person ask and another approve, where that is needed.</summary>
        /// <returns>The operation's number.</returns>
        public async Task<int> AskAsync(HostProcess host, Rung rung, CancellationToken cancellationToken)
        {
            // The first look of a process may take longer than Slack waits, and an inventory may still be on its way.
            var answer = await Eventually.SeeAsync(
                $"the rung {rung.Word()} is accepted",
                stop => new SlackUser(host.Client, _slack).SayAsync($"recover prometheus --from {rung.Word()}", stop),
                said => Number().IsMatch(said),
                cancellationToken,
                Patience);
            var id = int.Parse(Number().Match(answer).Groups["id"].ValueSpan, CultureInfo.InvariantCulture);
            if (rung.LosesData())
            {
                await Eventually.SeeAsync(
                    $"operation {id} is approved",
                    stop => new SlackUser(host.Client, _slack, "UBOB").SayAsync($"approve {id}", stop),
                    said => said.Contains("You approved", StringComparison.Ordinal) || said.Contains("at work", StringComparison.Ordinal),
                    cancellationToken,
                    Patience);
            }

            return id;
        }

        public async ValueTask DisposeAsync()
        {
            await History.DisposeAsync();
            await _cluster.DisposeAsync();
            await _slack.DisposeAsync();
        }

        [GeneratedRegex(@"[Oo]peration (?<id>[0-9]+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
        private static partial Regex Number();
    }
}
