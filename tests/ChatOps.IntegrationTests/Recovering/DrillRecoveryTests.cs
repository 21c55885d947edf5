using ChatOps.Chat;
using ChatOps.Commands;
using ChatOps.IntegrationTests.Rigs;
using ChatOps.Operations;
using ChatOps.Operations.Recovering;
using ChatOps.Simulator.Drills;
using k8s;
using k8s.Models;
using Shouldly;
using Xunit;

namespace ChatOps.IntegrationTests.Recovering;

/// <summary>Every drill about Prometheus ends as its cause demands.</summary>
public sealed class DrillRecoveryTests : IAsyncLifetime
{
    private const double Speed = 50;

    private static readonly RecoverCommand Recover = new(new Component("prometheus"), Deployment: null, From: null);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private RunbookCluster _cluster = null!; // set before each test by InitializeAsync

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _cluster = await RunbookCluster.StartNewAsync(Speed, Stop);

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task Out_of_memory_is_cured_without_losing_a_byte()
    {
        var claim = await _cluster.ClaimUidAsync(Stop);
        var drill = await _cluster.BreakAsync("prometheus-out-of-memory", Stop);
        (await PlanAsync()).Rung.ShouldBe(Rung.Memory);

        await SucceedAsync(Recover);

        (await drill.WaitAsync(Patience, Stop)).Stage.ShouldBe(DrillStage.Reached);
        (await _cluster.ClaimUidAsync(Stop)).ShouldBe(claim);
        var container = (await _cluster.SetAsync(Stop)).Spec.Template.Spec.Containers.Single(each => each.Name == "prometheus");
        container.Resources.Limits["memory"].ToString().ShouldBe("8Gi");
        container.Resources.Limits["cpu"].ToString().ShouldBe("2", "what was not raised is as it was");
        container.VolumeMounts.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task A_corrupt_volume_is_replaced_by_a_new_one()
    {
        var claim = await _cluster.ClaimUidAsync(Stop);
        var drill = await _cluster.BreakAsync("prometheus-corrupt-volume", Stop);
        var plan = await PlanAsync();
        plan.Rung.ShouldBe(Rung.Volume);
        plan.Finding.ShouldNotContain("room");

        await SucceedAsync(Recover);

        (await drill.WaitAsync(Patience, Stop)).Stage.ShouldBe(DrillStage.Reached);
        (await _cluster.ClaimUidAsync(Stop)).ShouldNotBe(claim);
        (await _cluster.SetAsync(Stop)).Spec.Replicas.ShouldBe(1);
    }

    [Fact]
    public async Task A_full_disk_is_told_from_a_corrupt_one()
    {
        var drill = await _cluster.BreakAsync("prometheus-disk-full", Stop);
        var plan = await PlanAsync();
        plan.Rung.ShouldBe(Rung.Volume);
        plan.Finding.ShouldContain("no room left");
        plan.Describe(Message.Titled("")).ToPlainText().ShouldContain($"patch pvc {RunbookCluster.Claim}", Case.Sensitive, "which loses nothing");

        await SucceedAsync(Recover);

        (await drill.WaitAsync(Patience, Stop)).Stage.ShouldBe(DrillStage.Reached);
    }

    [Fact]
    public async Task A_wrong_configuration_is_refused_with_the_line_and_taken_up_once_it_is_mended()
    {
        var mended = await _cluster.Client.CoreV1.ReadNamespacedConfigMapAsync(
            $"{RunbookCluster.Set}-config", RunbookCluster.Space, cancellationToken: Stop);
        var claim = await _cluster.ClaimUidAsync(Stop);
        var drill = await _cluster.BreakAsync("prometheus-bad-config", Stop);

        var refusal = await Eventually.SeeAsync(
            "it is refused for its configuration",
            async stop => (await _cluster.Rig.PlanAsync(Recover, stop)).Problem,
            problem => problem is not null && problem.Text.Contains("pgbouncer: zodiac"),
            Stop,
            Patience);
        var next = refusal.ShouldNotBeNull().NextStep.ShouldNotBeNull();
        next.ShouldContain("recover prometheus --from restart");
        next.ShouldContain($"in config map {RunbookCluster.Set}-config");
        (await _cluster.Rig.PlanAsync(Recover with { From = Rung.Full }, Stop)).Problem.ShouldNotBeNull();

        var patch = new V1Patch(new V1ConfigMap { Data = mended.Data }, V1Patch.PatchType.MergePatch);
        await _cluster.Client.CoreV1.PatchNamespacedConfigMapAsync(
            patch, $"{RunbookCluster.Set}-config", RunbookCluster.Space, cancellationToken: Stop);
        await SucceedAsync(Recover with { From = Rung.Restart });

        (await drill.WaitAsync(Patience, Stop)).Stage.ShouldBe(DrillStage.Reached);
        (await _cluster.ClaimUidAsync(Stop)).ShouldBe(claim);
    }

    [Fact]
    public async Task A_rung_that_does_not_help_fails_and_the_one_that_a_second_look_calls_for_does()
    {
        await _cluster.BreakAsync("prometheus-corrupt-volume", Stop);

        var failed = await _cluster.Rig.CarryOutAsync(Recover with { From = Rung.Restart }, Stop);

        failed.State.ShouldBe(OperationState.Failed);
        var message = _cluster.Rig.Get<OperationMessages>().Render(failed);
        message.Buttons.ShouldContain(
            button => button.Command == "recover prometheus --from volume", "more memory would be in vain, and the cause says so");
        failed.Failure.ShouldNotBeNull().ShouldContain("A second look: ");
        message.ToPlainText().ShouldContain("To go on by hand:");
        await SucceedAsync(Recover with { From = Rung.Full });
        (await _cluster.SetAsync(Stop)).Spec.Replicas.ShouldBe(1);
    }

    /// <summary>The plan, once the cause shows: a crash looks like a start at first.</summary>
    private async Task<RecoverPlan> PlanAsync()
    {
        var plan = await Eventually.SeeAsync(
            "the cause shows",
            async stop => await _cluster.Rig.PlanAsync(Recover, stop),
            planned => planned.Problem is null && ((RecoverPlan)planned.Require()).Rung is not Rung.Restart,
            Stop,
            Patience);
        return (RecoverPlan)plan.Require();
    }

    private async Task SucceedAsync(RecoverCommand command)
    {
        var operation = await _cluster.Rig.CarryOutAsync(command, Stop);
        operation.State.ShouldBe(OperationState.Succeeded, _cluster.Rig.Get<OperationMessages>().Render(operation).ToPlainText());
    }
}
