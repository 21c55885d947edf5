using ChatOps.Commands;
using ChatOps.Inventory;
using ChatOps.Operations;
using ChatOps.Operations.Restarting;
using ChatOps.Tests.Fakes;
using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Operations.Restarting;

public sealed class RestartStepsTests
{
    private const string Release = "zodiac-cosmo-1172";
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(30);

    private readonly FakeInventory _inventory = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_delete_carries_the_uid_it_is_meant_for_and_leaves_the_grace_to_the_pod()
    {
        var pods = new FakePods();
        var plan = Plan("Deployment", "scheduler", "scheduler-1");

        var outcome = await Delete(plan, pods).RunAsync(Stop);

        outcome.ShouldBe(StepOutcome.Done());
        pods.Deleted.ShouldBe([(Name: $"{Release}-scheduler-1", Uid: $"uid-{Release}-scheduler-1", Grace: null)]);
    }

    [Theory]
    [InlineData(Deletion.Gone)]
    [InlineData(Deletion.Replaced)]
    public async Task A_pod_that_vanished_meanwhile_is_as_good_as_deleted(Deletion answer)
    {
        var plan = Plan("Deployment", "scheduler", "scheduler-1");

        var outcome = await Delete(plan, new FakePods { Answer = answer }).RunAsync(Stop);

        outcome.ShouldBe(StepOutcome.Done("it had already gone"));
    }

    [Fact]
    public async Task The_old_pod_is_waited_out_even_when_its_successor_is_ready()
    {
        HasWorkload("scheduler", "Deployment");
        _inventory.With(Pod("scheduler", "scheduler-1").Ending(TimeSpan.FromSeconds(2)), Pod("scheduler", "scheduler-2"));

        (await WaitAsync("Deployment", "scheduler", "scheduler-1"))
            .ShouldBe(StepOutcome.Wait("scheduler-1 is Terminating"));
    }

    [Fact]
    public async Task A_successor_under_another_name_is_done_when_it_is_ready()
    {
        HasWorkload("scheduler", "Deployment");
        _inventory.With(Pod("scheduler", "scheduler-2").Unschedulable());
        (await WaitAsync("Deployment", "scheduler", "scheduler-1")).ShouldBe(StepOutcome.Wait(
            "scheduler-2 is Pending (0/6 nodes are available: 6 Insufficient cpu.)"));

        _inventory.With(Pod("scheduler", "scheduler-2"));

        (await WaitAsync("Deployment", "scheduler", "scheduler-1"))
            .ShouldBe(StepOutcome.Done("scheduler-2 is ready"));
    }

    [Fact]
    public async Task A_stateful_successor_has_the_name_of_the_old_and_another_uid()
    {
        HasWorkload("redis", "StatefulSet");
        (await WaitAsync("StatefulSet", "redis", "redis-0"))
            .ShouldBe(StepOutcome.Wait("redis has not made it yet"));
        _inventory.With(Pod("redis", "redis-0"));
        (await WaitAsync("StatefulSet", "redis", "redis-0"))
            .ShouldBeOfType<StepOutcome.Waiting>("the uid is still the old one's");

        _inventory.With(Pod("redis", "redis-0") with { Uid = "uid-new" });

        (await WaitAsync("StatefulSet", "redis", "redis-0")).ShouldBe(StepOutcome.Done("redis-0 is ready"));
    }

    [Fact]
    public async Task The_second_pod_needs_a_second_successor()
    {
        HasWorkload("webserver", "Deployment", replicas: 2);
        _inventory.With(Pod("webserver", "webserver-3"));

        (await WaitAsync("Deployment", "webserver", second: true, "webserver-1", "webserver-2"))
            .ShouldBe(StepOutcome.Wait("webserver has not made a new pod yet"));
    }

    [Fact]
    public async Task A_sibling_that_was_there_before_is_no_successor()
    {
        HasWorkload("webserver", "Deployment", replicas: 2);
        var sibling = Pod("webserver", "webserver-1");
        _inventory.With(sibling, Pod("webserver", "webserver-2"));
        var capability = new RestartCapability(
            new DeploymentDirectory(_inventory, Options.Create(new PlatformOptions())),
            _inventory,
            new FakePods(),
            Options.Create(new RestartOptions()));
        var plan = capability.Plan(new RestartCommand(
            new Component("webserver"), new DeploymentName(Release), Pod: "webserver-2", Force: false, Reason: null)).Require();

        _inventory.Remove(Pod("webserver", "webserver-2"));

        (await Wait(plan, plan.Pods[0]).RunAsync(Stop))
            .ShouldBe(StepOutcome.Wait("webserver has not made a new pod yet"));
    }

    [Fact]
    public async Task A_workload_that_was_scaled_down_meanwhile_owes_no_successor()
    {
        HasWorkload("scheduler", "Deployment", replicas: 0);

        (await WaitAsync("Deployment", "scheduler", "scheduler-1"))
            .ShouldBe(StepOutcome.Done("scheduler wants 0 pods and has as many"));
    }

    [Fact]
    public async Task A_workload_that_was_removed_meanwhile_fails_the_restart_in_words()
    {
        var outcome = await WaitAsync("Deployment", "scheduler", "scheduler-1");

        outcome.ShouldBeOfType<StepOutcome.Failed>().Problem.Text.ShouldBe(
            $"Deployment {Release}-scheduler was removed meanwhile, so nothing brings scheduler-1 back.");
    }

    [Fact]
    public async Task A_workload_that_was_made_anew_meanwhile_makes_the_successor_just_as_well()
    {
        _inventory.With(FakeInventory.AirflowWorkload(Release, "redis", kind: "StatefulSet") with { Uid = "uid-anew" });
        _inventory.With(Pod("redis", "redis-0") with { Uid = "uid-new", Owner = new Owner("StatefulSet", $"{Release}-redis", "uid-anew") });

        (await WaitAsync("StatefulSet", "redis", "redis-0")).ShouldBe(StepOutcome.Done("redis-0 is ready"));
    }

    [Fact]
    public async Task A_cluster_out_of_reach_is_sat_out()
    {
        _inventory.Health = new InventoryHealth(IsComplete: true, FakeInventory.Now, "connection refused");

        (await WaitAsync("Deployment", "scheduler", "scheduler-1")).ShouldBeOfType<StepOutcome.Outage>();
    }

    [Fact]
    public void The_wait_may_last_as_long_as_the_grace_and_a_start_together()
    {
        var plan = Plan("StatefulSet", "worker", "worker-0");

        Wait(plan, plan.Pods[0]).Limit.ShouldBe(Grace + TimeSpan.FromMinutes(10));
    }

    private Task<StepOutcome> WaitAsync(string kind, string component, string pod) =>
        WaitAsync(kind, component, second: false, pod);

    private Task<StepOutcome> WaitAsync(string kind, string component, bool second, params string[] pods)
    {
        var plan = Plan(kind, component, pods);
        return Wait(plan, plan.Pods[second ? 1 : 0]).RunAsync(Stop);
    }

    private AwaitSuccessorStep Wait(RestartPlan plan, RestartedPod pod) =>
        new(plan, pod, _inventory, TimeSpan.FromMinutes(10));

    private static RestartPlan Plan(string kind, string component, params string[] pods) => new(
        $"{component} of {Release}",
        Release,
        $"astronomer-ee-{Release}",
        kind,
        $"{Release}-{component}",
        $"uid-{Release}-{component}",
        [.. pods.Select(pod => new RestartedPod($"{Release}-{pod}", $"uid-{Release}-{pod}", Grace))],
        FinishesTasks: false,
        Force: false,
        Reason: null);

    private void HasWorkload(string component, string kind, int replicas = 1) =>
        _inventory.With(FakeInventory.AirflowWorkload(Release, component, replicas, kind));

    private static DeletePodStep Delete(RestartPlan plan, FakePods pods) => new(
        new PodKey(plan.Namespace, plan.Pods[0].Name, plan.Pods[0].Uid), "scheduler-1", force: false, pods);

    private static Pod Pod(string component, string name) => FakeInventory.AirflowPod(Release, component, name) with
    {
        Owner = new Owner("ReplicaSet", $"{Release}-{component}", $"uid-{Release}-{component}"),
    };
}
