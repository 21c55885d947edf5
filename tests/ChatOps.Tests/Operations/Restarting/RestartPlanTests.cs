using ChatOps.Chat;
using ChatOps.Commands;
using ChatOps.Inventory;
using ChatOps.Operations;
using ChatOps.Operations.Restarting;
using ChatOps.Tests.Fakes;
using ChatOps.Tests.Fitting;
using ChatOps.Tests.Operations.Volumes;
using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Operations.Restarting;

public sealed class RestartPlanTests
{
    private const string Lunar = "lunar-nuclear-3725";
    private const string Zodiac = "zodiac-cosmo-1172";

    private readonly FakeInventory _inventory = RunbookPlatform.Create();

    [Fact]
    public void A_scheduler_is_pinned_to_the_pod_it_has_now()
    {
        var plan = Plan("scheduler", Zodiac).Require();

        plan.Risk.ShouldBe(Risk.Disruptive);
        plan.Target.ShouldBe("astronomer-ee-zodiac-cosmo-1172/Deployment/zodiac-cosmo-1172-scheduler");
        plan.Pods.ShouldHaveSingleItem().ShouldBe(new RestartedPod(
            "zodiac-cosmo-1172-scheduler-5bf6db96c4-f5c2z",
            "uid-zodiac-cosmo-1172-scheduler-5bf6db96c4-f5c2z",
            TimeSpan.FromSeconds(30)));
        plan.Foretell(plan.Describe(Message.Titled("Restarting"))).ToPlainText().ShouldBe(
            """
            Restarting
            Pod: scheduler-5bf6db96c4-f5c2z
            Usually takes: up to 2 minutes
            Takes meanwhile: 1 pod; quota and nodes have it
            """);
    }

    [Fact]
    public void Workers_say_that_running_tasks_are_waited_for()
    {
        GiveGrace(TimeSpan.FromSeconds(600));

        var plan = Plan("worker", Lunar, reason: "stuck on a task").Require();

        plan.Foretell(plan.Describe(Message.Titled("Restarting"))).ToPlainText().ShouldBe(
            """
            Restarting
            Pods, one at a time: worker-0
            worker-1
            worker-2
            Reason: stuck on a task
            Usually takes: up to 6 minutes, and as long as running tasks take
            ! Running tasks are waited for, up to 10 minutes a pod; what still runs then is killed and left to Airflow's retries.
            """);
    }

    [Fact]
    public void Every_pod_is_deleted_and_waited_for_before_the_next()
    {
        var steps = Capability().Steps(Plan("worker", Lunar).Require());

        steps.Select(step => step.Title).ShouldBe(
        [
            "Delete worker-0", "Wait for the new worker-0",
            "Delete worker-1", "Wait for the new worker-1",
            "Delete worker-2", "Wait for the new worker-2",
        ]);
    }

    [Fact]
    public void The_pod_that_is_not_well_goes_first()
    {
        _inventory.With(Pod($"{Lunar}-worker-2").CrashLooping());

        Plan("worker", Lunar).Require().Pods.Select(pod => pod.Name)
            .ShouldBe([$"{Lunar}-worker-2", $"{Lunar}-worker-0", $"{Lunar}-worker-1"]);
    }

    [Theory]
    [InlineData("worker-1")]
    [InlineData("lunar-nuclear-3725-worker-1")]
    public void One_pod_can_be_named_with_or_without_its_release(string name)
    {
        Plan("worker", Lunar, name).Require().Pods.ShouldHaveSingleItem().Name.ShouldBe($"{Lunar}-worker-1");
    }

    [Fact]
    public void Without_a_deployment_the_platform_is_meant()
    {
        Plan("prometheus", deployment: null).Require().Subject.ShouldBe("prometheus of the platform");
    }

    [Fact]
    public void A_deployment_that_does_not_exist_is_answered_with_the_nearest()
    {
        Plan("scheduler", "zodiac-cosmo-1127").Problem.ShouldBe(Problem.NotFound(
            "There is no deployment zodiac-cosmo-1127.", "Did you mean zodiac-cosmo-1172?"));
    }

    [Fact]
    public void A_change_never_guesses_a_deployment_by_its_beginning()
    {
        Plan("scheduler", "zodiac").Problem.ShouldNotBeNull().Kind.ShouldBe(ProblemKind.NotFound);
    }

    [Fact]
    public void Two_words_in_the_wrong_order_are_answered_with_the_right_one()
    {
        Plan(Zodiac, "scheduler").Problem.ShouldBe(
            Problem.Invalid($"First the component, then the deployment: scheduler {Zodiac}."));
    }

    [Fact]
    public void A_component_that_a_deployment_lacks_is_answered_with_those_it_has()
    {
        var problem = Plan("triggerer", Zodiac).Problem.ShouldNotBeNull();

        problem.Text.ShouldBe("zodiac-cosmo-1172 has no triggerer.");
        problem.NextStep.ShouldBe("It has flower, pgbouncer, redis, scheduler, statsd, webserver, worker.");
    }

    [Fact]
    public void A_pod_of_another_component_is_not_restarted_by_mistake()
    {
        Plan("worker", Zodiac, "redis-0").Problem.ShouldBe(Problem.NotFound(
            "zodiac-cosmo-1172 has no worker pod redis-0.", "It has zodiac-cosmo-1172-worker-0."));
    }

    [Fact]
    public void A_deployment_that_runs_tasks_as_pods_has_no_workers_to_restart()
    {
        var inventory = new FakeInventory()
            .With(FakeInventory.AirflowPod("kube-exec-0001", "worker", "example-dag-1").AsTask())
            .With(FakeInventory.AirflowPod("kube-exec-0001", "worker", "example-dag-2"));

        var problem = Capability(inventory).Plan(Command("worker", "kube-exec-0001")).Problem.ShouldNotBeNull();

        problem.Kind.ShouldBe(ProblemKind.Refused);
        problem.Text.ShouldBe("kube-exec-0001 has no workers to restart: it runs each task in a pod of its own.");
    }

    [Fact]
    public void A_pod_that_nothing_would_bring_back_is_left_alone()
    {
        _inventory.With(FakeInventory.AirflowPod(Zodiac, "migration", "migration-x7k2p"));

        Plan("migration", Zodiac).Problem.ShouldNotBeNull().Text.ShouldBe(
            "Nothing would bring zodiac-cosmo-1172-migration-x7k2p back: no Deployment or StatefulSet looks after it.");
    }

    [Fact]
    public void A_pod_that_is_ending_already_is_waited_for()
    {
        _inventory.With(Pod($"{Zodiac}-redis-0").Ending(TimeSpan.FromSeconds(5)));

        Plan("redis", Zodiac).Require().Pods.ShouldHaveSingleItem().Name.ShouldBe($"{Zodiac}-redis-0");
    }

    [Fact]
    public void A_component_scaled_to_nothing_has_nothing_to_restart()
    {
        _inventory.Remove(Pod($"{Zodiac}-redis-0"));
        _inventory.With(FakeInventory.AirflowWorkload(Zodiac, "redis", replicas: 0, "StatefulSet"));

        Plan("redis", Zodiac).Problem.ShouldNotBeNull().Text.ShouldBe(
            "redis of zodiac-cosmo-1172 has no pods now: it is to run 0 pods.");
    }

    [Fact]
    public void Nothing_is_planned_on_an_old_picture_of_the_cluster()
    {
        _inventory.Health = new InventoryHealth(IsComplete: true, FakeInventory.Now, "connection refused");

        var problem = Plan("scheduler", Zodiac).Problem.ShouldNotBeNull();

        problem.Kind.ShouldBe(ProblemKind.Unavailable);
        problem.Text.ShouldBe("The cluster has been out of reach since 03:16:00 UTC, so nothing was started.");
    }

    [Fact]
    public void A_plan_comes_back_from_the_database_as_it_was()
    {
        var entry = new CapabilityEntry<RestartCommand, RestartPlan>(RestartCapability.Name, Capability());
        var plan = Plan("worker", Lunar, reason: "stuck").Require();

        var restored = entry.Deserialise(entry.Serialise(plan)).ShouldBeOfType<RestartPlan>();

        restored.Pods.ShouldBe(plan.Pods);
        (restored with { Pods = plan.Pods }).ShouldBe(plan);
    }

    [Fact]
    public void What_a_successor_takes_meanwhile_is_said_and_whether_quota_and_nodes_have_it()
    {
        Measure("webserver", cpu: 500, nodeCpu: "1200m");
        Meanwhile().ShouldBe("1 pod: 500m CPU; quota and nodes have it");

        Measure("webserver", cpu: 500, nodeCpu: "900m");
        Meanwhile().ShouldStartWith("1 pod: 500m CPU, which is not to be had now: the successor waits until the old pod is gone. No node takes");

        Measure("webserver", cpu: 500, nodeCpu: "2");
        LimitPods(hard: "7", used: "7");
        Meanwhile().ShouldEndWith("quota q is 1 short of pods: 1 pod would take 1, and 7 of 7 is used");

        string Meanwhile() => VolumeRig.Read(Plan("webserver", Zodiac).Require(), []).Split("Takes meanwhile: ")[1];
    }

    [Fact]
    public void A_StatefulSet_takes_nothing_meanwhile() => Plan("worker", Lunar).Require().Beside.ShouldBeNull();

    [Fact]
    public void What_would_not_come_back_is_not_ended_unless_that_is_meant()
    {
        Measure("redis", cpu: 500, nodeCpu: "600m");
        Plan("redis", Zodiac).Require();

        Measure("redis", cpu: 500, nodeCpu: "400m");
        Plan("redis", Zodiac).Problem.ShouldNotBeNull().Text.ShouldStartWith("It would not come back: No node takes");
        Capability().Plan(Command("redis", Zodiac) with { Anyway = true }).Require();

        Measure("redis", cpu: 500, nodeCpu: "600m");
        LimitPods(hard: "6", used: "7");
        Plan("redis", Zodiac).Problem.ShouldNotBeNull().Text.ShouldBe(
            "It would not come back: quota q is 1 short of pods: 1 pod would take 1, and 6 of 6 is used.");
    }

    [Fact]
    public void A_forced_restart_of_several_says_how_many_and_that_the_gentle_way_would_do()
    {
        _inventory.Nodes = new FitRig().Node("node-1", "\"cpu\":\"8\",\"pods\":\"99\"").Inventory.Nodes;

        var plan = Plan("worker", Lunar, force: true).Require();

        plan.Risk.ShouldBe(Risk.Destructive);
        plan.Foretell(plan.Describe(Message.Titled("Killing"))).ToPlainText().ShouldBe(
            """
            Killing
            Pods, one at a time: worker-0
            worker-1
            worker-2
            Its nodes are all ready, so a restart without --force should do, and needs no approval.
            Usually takes: up to 6 minutes
            ! 3 pods killed without grace, whatever they are doing; running tasks are lost to Airflow's retries.
            ! A forced delete frees the name without the node's word: if the node still runs the old pod, two pods of one identity may write one volume.
            Nodes: all ready
            Goes on: everything but worker of lunar-nuclear-3725
            Way back: none: what a killed pod was at is lost, its successor begins anew
            Objects in astronomer-ee-lunar-nuclear-3725
            BECOMES            KIND  NAME                         UID
            killed, made anew  Pod   lunar-nuclear-3725-worker-0  uid-lunar-nuclear-3725-worker-0
            killed, made anew  Pod   lunar-nuclear-3725-worker-1  uid-lunar-nuclear-3725-worker-1
            killed, made anew  Pod   lunar-nuclear-3725-worker-2  uid-lunar-nuclear-3725-worker-2
            """);
        plan.AtStake.ShouldBe("Lost for good: what the 3 killed pods are doing at that moment.");
    }

    /// <summary>A component whose pods ask for so much CPU, on one node that has so much.</summary>
    private void Measure(string component, int cpu, string nodeCpu)
    {
        var demand = FitRig.Demand(cpu);
        _inventory.Nodes = new FitRig().Node("node-1", $"\"cpu\":\"{nodeCpu}\",\"pods\":\"99\"").Inventory.Nodes;
        _inventory.With(_inventory.Workloads.Where(workload => workload.Name == $"{Zodiac}-{component}").Select(workload => workload with { Demand = demand }).ToList());
        _inventory.With(_inventory.Pods.Where(pod => pod.Name.StartsWith($"{Zodiac}-{component}-", StringComparison.Ordinal)).Select(pod => pod with { Demand = demand }).ToList());
    }

    private void LimitPods(string hard, string used) => _inventory.Quotas = [new Quota(
        $"astronomer-ee-{Zodiac}", "q", "uid-q", new Dictionary<string, string> { ["pods"] = hard }, new Dictionary<string, string> { ["pods"] = used })];

    private static RestartCommand Command(
        string component, string? deployment, string? pod = null, string? reason = null, bool force = false) =>
        new(new Component(component), deployment is null ? null : new DeploymentName(deployment), pod, force, reason);

    private Result<RestartPlan> Plan(
        string component, string? deployment, string? pod = null, string? reason = null, bool force = false) =>
        Capability().Plan(Command(component, deployment, pod, reason, force));

    private RestartCapability Capability() => Capability(_inventory);

    private static RestartCapability Capability(FakeInventory inventory) => new(
        new DeploymentDirectory(inventory, Options.Create(new PlatformOptions())),
        inventory,
        new FakePods(),
        Options.Create(new RestartOptions()));

    private Pod Pod(string name) => _inventory.Pods.Single(pod => pod.Name == name);

    private void GiveGrace(TimeSpan grace) =>
        _inventory.With(_inventory.Pods.Select(pod => pod with { Grace = grace }).ToList());
}
