using ChatOps.Chat;
using ChatOps.Commands;
using ChatOps.Operations;
using ChatOps.Operations.Recovering;
using Shouldly;
using Xunit;

namespace ChatOps.IntegrationTests.Recovering;

/// <summary>An API server that is away for a minute of the cluster's time in each step of the whole ladder's last rung.</summary>
public sealed class OutageTests
{
    private const double Speed = 20;

    /// <summary>A minute at that speed.</summary>
    private static readonly TimeSpan Away = TimeSpan.FromSeconds(60 / Speed);

    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(5);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_is_sat_out_in_each_step_and_the_recovery_goes_on_by_itself()
    {
        await using var cluster = await RunbookCluster.StartNewAsync(Speed, Stop);
        var claim = await cluster.ClaimUidAsync(Stop);
        var id = await cluster.Rig.AskAsync(new RecoverCommand(new Component("prometheus"), Deployment: null, Rung.Full), Stop);

        var running = cluster.Rig.RunToTheEndAsync(id, Stop);
        var cut = await CutEachStepAsync(cluster, id, running);

        var operation = await running;
        operation.State.ShouldBe(OperationState.Succeeded, cluster.Rig.Get<OperationMessages>().Render(operation).ToPlainText());
        cut.ShouldBe(Enumerable.Range(0, operation.Steps.Count), "the API server was away in every step");
        (await cluster.ClaimUidAsync(Stop)).ShouldNotBe(claim);
        (await cluster.SetAsync(Stop)).Spec.Replicas.ShouldBe(1);
    }

    /// <returns>The steps in which it was away, by their index.</returns>
    private static async Task<List<int>> CutEachStepAsync(RunbookCluster cluster, int id, Task running)
    {
        var cut = new List<int>();
        while (!running.IsCompleted)
        {
            var operation = await cluster.Rig.Get<IOperations>().FindAsync(id, Stop);
            if (operation?.CurrentStep is { WasBegun: true } step && !cut.Contains(step.Index))
            {
                cut.Add(step.Index);
                await cluster.Gate.ShutAsync();
                await Task.Delay(Away, TimeProvider.System, Stop);
                cluster.Gate.Reopen();
            }

            await Task.Delay(LookEvery, TimeProvider.System, Stop);
        }

        return cut;
    }
}
