using System.Collections.Concurrent;
using ChatOps.Chat;
using ChatOps.Commands;
using ChatOps.IntegrationTests.Rigs;
using ChatOps.Operations;
using ChatOps.Operations.Recovering;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace ChatOps.IntegrationTests.Recovering;

/// <summary>An API server that is away for a minute of the cluster's time in each step of each rung.</summary>
public sealed class OutageTests
{
    private const double Speed = 60;

    /// <summary>A minute at that speed.</summary>
    private static readonly TimeSpan Away = TimeSpan.FromSeconds(60 / Speed);

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>All rungs at the same time, each in a cluster of its own: nearly all of it is waiting.</summary>
    [Fact]
    public Task It_is_sat_out_in_each_step_of_each_rung_and_the_recovery_goes_on_by_itself() =>
        Task.WhenAll(Rungs.All.Select(RecoverAsync));

    [Fact]
    public async Task A_host_sits_it_out_as_well()
    {
        await using var rig = await LadderRig.StartNewAsync(Stop);
        await using var host = await HostProcess.StartNewAsync(rig.Settings("a"), Stop);
        var id = await rig.AskAsync(host, Rung.Volume, Stop);
        await SeeAsync(host, id, operation => operation.CurrentStep is { Index: > 1, WasBegun: true } or null);

        await rig.SuspendClusterAsync(TimeSpan.FromSeconds(60 / LadderRig.Speed), Stop);

        (await SeeAsync(host, id, operation => operation.State.IsFinal())).State.ShouldBe(OperationState.Succeeded);
        rig.History.Deleted.Count.ShouldBe(1);
    }

    private static async Task RecoverAsync(Rung rung)
    {
        await using var cluster = await RunbookCluster.StartNewAsync(Speed, Stop);
        var claim = await cluster.ClaimUidAsync(Stop);
        var away = new ConcurrentQueue<(int Step, Task Over)>();
        cluster.Rig.Get<NoticingOperations>().OnBegun = async step =>
        {
            // A step that had nothing left to look at ends within its outage.
            await (away.LastOrDefault().Over ?? Task.CompletedTask);
            await cluster.Gate.ShutAsync();
            away.Enqueue((step, ReopenAsync(cluster)));
        };

        var operation = await cluster.Rig.CarryOutAsync(
            new RecoverCommand(new Component("prometheus"), Deployment: null, rung), Stop);

        operation.State.ShouldBe(OperationState.Succeeded, cluster.Rig.Get<OperationMessages>().Render(operation).ToPlainText());
        away.Select(outage => outage.Step).ShouldBe(Enumerable.Range(0, operation.Steps.Count));
        await Task.WhenAll(away.Select(outage => outage.Over));
        (await cluster.ClaimUidAsync(Stop) != claim).ShouldBe(rung.LosesData());
        (await cluster.SetAsync(Stop)).Spec.Replicas.ShouldBe(1);
    }

    private static async Task ReopenAsync(RunbookCluster cluster)
    {
        await Task.Delay(Away, TimeProvider.System, Stop);
        cluster.Gate.Reopen();
    }

    private static Task<Operation> SeeAsync(HostProcess host, int id, Func<Operation, bool> isSo) => Eventually.SeeAsync(
        $"operation {id} gets on",
        async stop =>
        {
            await using var database = host.OpenDatabase();
            return await database.Operations.AsNoTracking().SingleAsync(operation => operation.Id == id, stop);
        },
        isSo,
        Stop,
        Patience);
}
