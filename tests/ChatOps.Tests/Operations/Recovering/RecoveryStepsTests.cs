using ChatOps.Diagnosing;
using ChatOps.Inventory;
using ChatOps.Operations;
using ChatOps.Operations.Recovering;
using ChatOps.Tests.Fakes;
using Shouldly;
using Xunit;
using static ChatOps.Tests.Operations.Recovering.RecoveryRig;

namespace ChatOps.Tests.Operations.Recovering;

public sealed class RecoveryStepsTests
{
    private const string Raise = "Raise the memory of prometheus from 4Gi to 8Gi, of which 2Gi to 4Gi requested";
    private const string Ready = "Wait until prometheus is ready";
    private const string Proof = "See it stay well for 2 minutes";

    private readonly RecoveryRig _rig = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Only_the_container_that_counts_gets_more_memory_and_only_once()
    {
        var steps = await StepsAsync(Rung.Memory);

        (await RunAsync(steps, Raise)).ShouldBe(StepOutcome.Done());
        (await RunAsync(steps, Raise)).ShouldBe(StepOutcome.Done());

        _rig.Templates.Changes.ShouldBe(["prometheus 4Gi/8Gi"]);
    }

    [Fact]
    public async Task Memory_that_somebody_else_chose_meanwhile_is_left_alone()
    {
        var steps = await StepsAsync(Rung.Memory);
        _rig.Templates.Change("prometheus", container => container with { Memory = new(6 * Gi, 6 * Gi) });

        Failure(await RunAsync(steps, Raise)).ShouldBe("Somebody gave prometheus other memory meanwhile (6Gi).");
        _rig.Templates.Changes.ShouldBeEmpty();
    }

    [Fact]
    public async Task Memory_is_set_back_while_no_pod_has_it()
    {
        var steps = await StepsAsync(Rung.Memory);
        await RunAsync(steps, Raise);

        (await UndoAsync(steps, Raise)).ShouldBe(StepOutcome.Done());
        (await UndoAsync(steps, Raise)).ShouldBe(StepOutcome.Done());

        _rig.Templates.Changes.ShouldBe(["prometheus 4Gi/8Gi", "prometheus 2Gi/4Gi"]);
    }

    [Fact]
    public async Task Memory_that_a_new_pod_has_stays_and_the_way_back_is_told()
    {
        var steps = await StepsAsync(Rung.Memory);
        await RunAsync(steps, Raise);
        _rig.MakeAnew();

        (await UndoAsync(steps, Raise)).ShouldBe(StepOutcome.Kept(
            $"kept: its new pod has it already. Back with: kubectl -n astronomer-ee set resources statefulset/{Prometheus} -c prometheus --limits=memory=4Gi --requests=memory=2Gi"));
        _rig.Templates.Changes.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Memory_that_somebody_else_chose_meanwhile_is_not_set_back_and_said()
    {
        var steps = await StepsAsync(Rung.Memory);
        await RunAsync(steps, Raise);
        _rig.Templates.Change("prometheus", container => container with { Memory = new(6 * Gi, 6 * Gi) });

        (await UndoAsync(steps, Raise)).ShouldBe(StepOutcome.Kept("somebody gave it other memory meanwhile (6Gi), which it keeps"));
        _rig.Templates.Template = null;

        (await UndoAsync(steps, Raise)).ShouldBe(StepOutcome.Kept("prometheus or its container prometheus was removed meanwhile"));
    }

    [Fact]
    public async Task A_pod_that_a_running_update_has_replaced_already_is_not_killed_again()
    {
        var steps = await StepsAsync(Rung.Memory);
        _rig.Pods.Answer = Deletion.Replaced;

        (await RunAsync(steps, "Delete prometheus-0")).ShouldBe(StepOutcome.Done("it had already gone"));
        _rig.Pods.Deleted.ShouldHaveSingleItem().Uid.ShouldBe($"uid-{Prometheus}-0");
    }

    [Fact]
    public async Task The_old_pod_is_waited_out_and_the_new_one_waited_for()
    {
        var steps = await StepsAsync(Rung.Restart);
        var old = _rig.Pod;
        (await RunAsync(steps, Ready)).ShouldBe(StepOutcome.Wait("prometheus-0 is ending, which may take up to 30 seconds"));

        _rig.Inventory.Remove(old);
        (await RunAsync(steps, Ready)).ShouldBe(StepOutcome.Wait("its pod has not been made yet"));

        _rig.Inventory.With(old with { Uid = "uid-new", IsReady = false, Status = "ContainerCreating" });
        (await RunAsync(steps, Ready)).ShouldBe(StepOutcome.Wait("prometheus-0 is ContainerCreating"));

        _rig.MakeAnew(change: pod => pod with { IsReady = true, Status = "Running" });
        (await RunAsync(steps, Ready)).ShouldBe(StepOutcome.Done());
    }

    [Fact]
    public async Task A_new_pod_that_crashes_as_the_old_one_did_ends_the_wait()
    {
        var steps = await StepsAsync(Rung.Restart);
        _rig.MakeAnew(change: pod => pod.CrashLooping(restarts: 3));

        Failure(await RunAsync(steps, Ready)).ShouldBe(
            "prometheus-0 ended 3 times again: CrashLoopBackOff: back-off 5m0s restarting failed container.");
    }

    [Fact]
    public async Task A_new_pod_that_crashes_on_the_new_volume_ends_the_wait_too()
    {
        var steps = await StepsAsync(Rung.Volume);
        _rig.MakeAnew(change: pod => pod.CrashLooping(restarts: 3));
        var claim = _rig.Inventory.Claims.Single(found => found.Name == $"prometheus-data-volume-{Prometheus}-0");
        _rig.Inventory.Claims = [.. _rig.Inventory.Claims.Where(other => other != claim), claim with { Uid = "uid-new-claim" }];

        Failure(await RunAsync(steps, "Wait until prometheus-data-volume-prometheus-0 is bound and its pod ready"))
            .ShouldStartWith("prometheus-0 ended 3 times again");
    }

    [Fact]
    public async Task Well_is_what_was_ready_without_a_break_for_long_enough()
    {
        var steps = await StepsAsync(Rung.Restart);
        _rig.MakeAnew();

        _rig.Time.Advance(TimeSpan.FromSeconds(90));
        (await RunAsync(steps, Proof)).ShouldBe(StepOutcome.Wait("ready; 30 seconds to go", within: TimeSpan.FromSeconds(30)));
        _rig.Inventory.With(_rig.Pod with { Restarts = 1, LastRestart = _rig.Time.GetUtcNow(), ReadySince = _rig.Time.GetUtcNow() });
        _rig.Time.Advance(TimeSpan.FromSeconds(31));
        (await RunAsync(steps, Proof)).ShouldBe(StepOutcome.Wait("ready; 1 minute, 29 seconds to go", within: TimeSpan.FromSeconds(89)));

        _rig.Time.Advance(TimeSpan.FromMinutes(2));
        (await RunAsync(steps, Proof)).ShouldBe(StepOutcome.Done());
        _rig.Asked.ShouldBe([$"{Prometheus}-0:9090/-/ready"]);
    }

    [Fact]
    public async Task Its_own_page_has_to_agree_where_it_can_be_asked()
    {
        var steps = await ProvableAsync();

        _rig.Page = new PodPage(503, "Service Unavailable");
        (await RunAsync(steps, Proof)).ShouldBe(StepOutcome.Wait("prometheus-0 answers 503 when asked whether it is ready"));
        _rig.Page = null;
        (await RunAsync(steps, Proof)).ShouldBe(StepOutcome.Done());
        _rig.PageTrouble = new ClusterForbiddenException("The bot may not ask.");
        (await RunAsync(steps, Proof)).ShouldBe(StepOutcome.Done());
    }

    [Fact]
    public async Task What_is_not_ready_is_not_well()
    {
        var steps = await ProvableAsync();
        _rig.Inventory.With(_rig.Pod with { IsReady = false });

        (await RunAsync(steps, Proof)).ShouldBe(StepOutcome.Wait("prometheus-0 is Running and not ready"));
    }

    [Fact]
    public async Task An_operator_that_scales_down_meanwhile_is_noticed()
    {
        var steps = await ProvableAsync();
        _rig.Scale(0);

        Failure(await RunAsync(steps, Proof)).ShouldBe(
            "prometheus was scaled to no pods meanwhile, by an autoscaler, an operator or a person.");
    }

    [Fact]
    public async Task An_operator_that_sets_the_memory_back_meanwhile_is_told()
    {
        var steps = await StepsAsync(Rung.Memory);
        _rig.MakeAnew();
        _rig.Time.Advance(TimeSpan.FromMinutes(3));

        (await RunAsync(steps, Proof)).ShouldBe(StepOutcome.Done(
            "but the memory of prometheus was changed again meanwhile, by an upgrade, an operator or a person"));
    }

    [Fact]
    public async Task A_set_made_anew_meanwhile_is_another_one()
    {
        var steps = await ProvableAsync();
        _rig.Inventory.With(_rig.Set with { Uid = "uid-redeployed" });

        Failure(await RunAsync(steps, Ready)).ShouldBe("StatefulSet prometheus was removed meanwhile.");
        Failure(await RunAsync(steps, Proof)).ShouldBe("StatefulSet prometheus was removed meanwhile.");
    }

    [Fact]
    public async Task Nothing_is_judged_while_the_cluster_is_out_of_sight()
    {
        var steps = await ProvableAsync();
        await RunAsync(steps, Proof);
        _rig.Inventory.Health = _rig.Inventory.Health with { StaleSince = FakeInventory.Now };

        (await RunAsync(steps, Ready)).ShouldBeOfType<StepOutcome.Outage>();
        (await RunAsync(steps, Proof)).ShouldBeOfType<StepOutcome.Outage>();
        (await UndoAsync(await StepsOfAsync(Rung.Memory), Raise)).ShouldBeOfType<StepOutcome.Outage>();
    }

    [Fact]
    public async Task Pods_that_are_all_ready_are_made_anew_one_after_the_other()
    {
        _rig.Inventory.With(_rig.Pod with { IsReady = true });
        var second = _rig.Pod with { Name = $"{Prometheus}-1", Uid = "uid-second" };
        _rig.Inventory.With(second);
        _rig.Scale(2);
        var steps = await StepsAsync(Rung.Restart);
        steps.Select(step => step.Title).ShouldBe(
        [
            "Delete prometheus-1", "Wait for the new prometheus-1", "Delete prometheus-0", "Wait for the new prometheus-0", Ready, Proof,
        ]);

        (await RunAsync(steps, "Wait for the new prometheus-1")).ShouldBe(StepOutcome.Wait("it is Running"));
        _rig.Inventory.Remove(second);
        (await RunAsync(steps, "Wait for the new prometheus-1")).ShouldBe(StepOutcome.Wait("it has not been made yet"));
        _rig.Inventory.With(second with { Uid = "uid-third" });
        (await RunAsync(steps, "Wait for the new prometheus-1")).ShouldBe(StepOutcome.Done());
    }

    [Fact]
    public async Task Pods_that_are_not_ready_do_not_wait_for_each_other()
    {
        _rig.Inventory.With(_rig.Pod with { IsReady = false });
        _rig.Inventory.With(_rig.Pod with { Name = $"{Prometheus}-1", Uid = "uid-second" });
        _rig.Scale(2);

        (await StepsAsync(Rung.Restart)).Select(step => step.Title).ShouldBe(["Delete prometheus-0", "Delete prometheus-1", Ready, Proof]);
    }

    [Fact]
    public async Task Every_step_that_changes_something_names_its_object_and_the_command_for_it()
    {
        var steps = await StepsAsync(Rung.Full);

        steps.Where(step => step.Target is not null).ShouldAllBe(step => step.ByHand != null);
        steps.Select(step => step.ByHand).ShouldBe(
        [
            $"kubectl -n astronomer-ee scale statefulset/{Prometheus} --replicas=0",
            $"kubectl -n astronomer-ee wait --for=delete pod/{Prometheus}-0 --timeout=10m",
            $"kubectl -n astronomer-ee set resources statefulset/{Prometheus} -c prometheus --limits=memory=8Gi --requests=memory=4Gi",
            $"kubectl -n astronomer-ee delete pvc prometheus-data-volume-{Prometheus}-0",
            $"kubectl -n astronomer-ee wait --for=delete pvc/prometheus-data-volume-{Prometheus}-0 --timeout=10m",
            $"kubectl -n astronomer-ee scale statefulset/{Prometheus} --replicas=1",
            $"kubectl -n astronomer-ee rollout status statefulset/{Prometheus}",
            $"kubectl -n astronomer-ee rollout status statefulset/{Prometheus}\nkubectl -n astronomer-ee logs {Prometheus}-0 -c prometheus --previous --tail=50",
        ]);
    }

    private async Task<IReadOnlyList<IStep>> ProvableAsync()
    {
        var steps = await StepsAsync(Rung.Restart);
        _rig.MakeAnew();
        _rig.Time.Advance(TimeSpan.FromMinutes(3));
        return steps;
    }

    private Task<IReadOnlyList<IStep>> StepsAsync(Rung rung)
    {
        _rig.Diagnosis = Found(Cause.Unknown, "it is not well");
        return StepsOfAsync(rung);
    }

    private async Task<IReadOnlyList<IStep>> StepsOfAsync(Rung rung)
    {
        var health = _rig.Inventory.Health;
        _rig.Inventory.Health = health with { StaleSince = null };
        var steps = _rig.Capability.Steps((await _rig.PlanAsync(rung)).Require());
        _rig.Inventory.Health = health;
        return steps;
    }

    private static Task<StepOutcome> RunAsync(IReadOnlyList<IStep> steps, string title) =>
        steps.Single(step => step.Title == title).RunAsync(Stop);

    private static Task<StepOutcome> UndoAsync(IReadOnlyList<IStep> steps, string title) =>
        ((IReversibleStep)steps.Single(step => step.Title == title)).UndoAsync(Stop);

    private static string Failure(StepOutcome outcome) => outcome.ShouldBeOfType<StepOutcome.Failed>().Problem.Text;
}
