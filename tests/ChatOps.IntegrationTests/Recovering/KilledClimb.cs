using ChatOps.Adapters.Storage;
using ChatOps.Audit;
using ChatOps.IntegrationTests.Rigs;
using ChatOps.Operations;
using ChatOps.Operations.Recovering;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace ChatOps.IntegrationTests.Recovering;

/// <summary>A recovery whose hosts are killed again and again: whenever, every rung ends as it would without, and does nothing twice.</summary>
internal sealed class KilledClimb(ITestOutputHelper output)
{
    /// <summary>Asks for another number of kills on each database than <see cref="UsualMoments"/>: each takes some seconds.</summary>
    public const string MomentsVariable = "CHATOPS_TEST_KILLS";

    /// <summary>Repeats the moments of a run, by the number that it printed.</summary>
    public const string SeedVariable = "CHATOPS_TEST_SEED";

    private const int UsualMoments = 50;
    private const int LatestKillMilliseconds = 2_000;

    /// <summary>Of that many kills in a row one leaves the host dead until another has its work: the others are quicker.</summary>
    private const int Lasting = 5;

    private static readonly int Moments = Variable(MomentsVariable) ?? UsualMoments;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Takes rung after rung, killing a host again and again, until it was done often enough.</summary>
    public async Task<List<MortalHosts.Death>> ClimbAsync(LadderRig rig, Dictionary<string, HostProcess> processes)
    {
        var seed = Variable(SeedVariable) ?? Random.Shared.Next();
        output.WriteLine($"{SeedVariable}={seed}"); // shown when the test fails, too
        var random = new Random(seed);
        var hosts = new MortalHosts(processes);
        var deaths = new List<MortalHosts.Death>();
        var rungs = new List<Rung>();
        while (deaths.Count < Moments)
        {
            rungs.Add((Rung)(rungs.Count % Rungs.Count));
            var id = await rig.AskAsync(await hosts.AnyAsync(), rungs[^1], Stop);
            while (deaths.Count < Moments && !(await hosts.FindAsync(id, Stop)).State.IsFinal())
            {
                await Task.Delay(TimeSpan.FromMilliseconds(random.Next(LatestKillMilliseconds)), TimeProvider.System, Stop);
                var lasts = processes.Count > 1 && deaths.Count % Lasting == 0;
                deaths.Add(await hosts.KillAsync(id, lasts ? death => TakenOverAsync(hosts, death) : null, Stop));
            }

            await Eventually.TrueAsync(
                $"operation {id} has ended", async stop => (await hosts.FindAsync(id, stop)).State.IsFinal(), Stop, Patience);
        }

        await hosts.StartedAsync();
        Tell(deaths, rungs.Count);
        deaths.Count(death => death.WasAtWork).ShouldBeGreaterThan(Moments / 4, "many were hit while they ran");
        await EndedAsWithoutAsync(rig, await hosts.AnyAsync(), rungs);
        return deaths;
    }

    private static Task TakenOverAsync(MortalHosts hosts, MortalHosts.Death death) => Eventually.SeeAsync(
        $"another host has operation {death.Left.Id}",
        stop => hosts.FindAsync(death.Left.Id, stop),
        operation => !death.IsOf(operation),
        Stop,
        Patience);

    private void Tell(List<MortalHosts.Death> deaths, int operations)
    {
        output.WriteLine($"{deaths.Count} kills in {operations} operations");
        var hits = deaths.Where(death => death.WasAtWork).CountBy(death => death.Left.CurrentStep?.Title ?? "at its end");
        foreach (var (step, count) in hits.OrderByDescending(hit => hit.Value))
        {
            output.WriteLine($"{count} at: {step}");
        }
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

    private static int? Variable(string name) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), out var value) ? value : null;
}
