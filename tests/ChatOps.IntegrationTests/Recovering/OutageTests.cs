using System.Collections.Concurrent;
using ChatOps.Chat;
using ChatOps.Commands;
using ChatOps.Operations;
using ChatOps.Operations.Recovering;
using Shouldly;
using Xunit;

namespace ChatOps.IntegrationTests.Recovering;

/// <summary>An API server that is away for a minute of the cluster's time in each step of the rung with most of them.</summary>
public sealed class OutageTests
{
    private const double Speed = 20;

    /// <summary>A minute at that speed.</summary>
    private static readonly TimeSpan Away = TimeSpan.FromSeconds(60 / Speed);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_is_sat_out_in_each_step_and_the_recovery_goes_on_by_itself()
    {
        await using var cluster = await RunbookCluster.StartNewAsync(Speed, Stop);
        var claim = await cluster.ClaimUidAsync(Stop);
        var away = new ConcurrentQueue<(int Step, Task Over)>();
        cluster.Rig.Get<NoticingOperations>().OnBegun = async step =>
        {
            await cluster.Gate.ShutAsync();
            away.Enqueue((step, ReopenAsync(cluster)));
        };

        var operation = await cluster.Rig.CarryOutAsync(
            new RecoverCommand(new Component("prometheus"), Deployment: null, Rung.Full), Stop);

        operation.State.ShouldBe(OperationState.Succeeded, cluster.Rig.Get<OperationMessages>().Render(operation).ToPlainText());
        away.Select(outage => outage.Step).ShouldBe(Enumerable.Range(0, operation.Steps.Count));
        await Task.WhenAll(away.Select(outage => outage.Over));
        (await cluster.ClaimUidAsync(Stop)).ShouldNotBe(claim);
        (await cluster.SetAsync(Stop)).Spec.Replicas.ShouldBe(1);
    }

    private static async Task ReopenAsync(RunbookCluster cluster)
    {
        await Task.Delay(Away, TimeProvider.System, Stop);
        cluster.Gate.Reopen();
    }
}
