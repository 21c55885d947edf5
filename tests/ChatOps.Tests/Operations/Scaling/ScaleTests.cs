using ChatOps.Commands;
using ChatOps.Diagnosing;
using ChatOps.Inventory;
using ChatOps.Operations;
using ChatOps.Operations.Scaling;
using ChatOps.Tests.Diagnosing;
using ChatOps.Tests.Fakes;
using ChatOps.Tests.Fitting;
using ChatOps.Tests.Operations.Volumes;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Operations.Scaling;

public sealed class ScaleTests
{
    private const string Lunar = "lunar-nuclear-3725";
    private const string Space = $"astronomer-ee-{Lunar}";

    private readonly FakeInventory _inventory = RunbookPlatform.Create();
    private readonly FakeStorageEffects _effects = new() { Replicas = 3 };
    private readonly FakeSight _sight = new();
    private readonly FakeTimeProvider _time = new(FakeInventory.Now);

    public ScaleTests() => _inventory.Nodes = new FitRig().Node("big-1", "\"cpu\":\"10\",\"pods\":\"9\"").Inventory.Nodes;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private Workload Worker => _inventory.Workloads.Single(workload => workload.Name == $"{Lunar}-worker");

    private ScaleCapability Capability => new(
        new DeploymentDirectory(_inventory, Options.Create(new PlatformOptions())),
        _inventory,
        _effects,
        new GrowthLook(_sight, Options.Create(new DiagnosisOptions()), _time),
        Options.Create(new ScalingOptions()),
        _time);

    [Fact]
    public void A_plan_says_from_what_to_what_and_which_steps_do_it()
    {
        var plan = Plan(5).Require();

        plan.Risk.ShouldBe(Risk.Disruptive);
        plan.Target.ShouldBe($"{Space}/StatefulSet/{Lunar}-worker");
        VolumeRig.Read(plan, Capability.Steps(plan)).ShouldBe(
            """
            worker of lunar-nuclear-3725
            Pods: 3 -> 5
            The next deploy may set its own number again.
            - Scale worker to 5 pods
            - Wait until 5 pods ready
            """);
    }

    [Fact]
    public void No_pods_at_all_is_an_outage_and_destructive()
    {
        Plan(0).Require().Risk.ShouldBe(Risk.Destructive);
        Plan(1).Require().Risk.ShouldBe(Risk.Disruptive);
    }

    [Fact]
    public void Fewer_pods_are_destructive_where_their_claims_go_with_them()
    {
        _inventory.With(Worker with { DropsClaimsWhenScaled = true });

        Plan(2).Require().Risk.ShouldBe(Risk.Destructive);
        Plan(4).Require().Risk.ShouldBe(Risk.Disruptive);
    }

    [Fact]
    public void Pods_that_the_quota_does_not_allow_are_not_even_asked_for()
    {
        _inventory.Quotas = [new Quota(
            Space, "q", "uid-q", new Dictionary<string, string> { ["pods"] = "10" }, new Dictionary<string, string> { ["pods"] = "9" })];

        Plan(4).Require().To.ShouldBe(4);
        Plan(5, anyway: true).Problem.ShouldNotBeNull().Text.ShouldBe(
            "Not all pods could be made: quota q is 1 short of pods: 2 pods would take 2, and 9 of 10 is used. There is room for 1 of 2 new pods.");
        Plan(1).Require().To.ShouldBe(1);
    }

    [Fact]
    public void Pods_that_no_node_takes_are_asked_for_only_when_an_autoscaler_may_help()
    {
        Plan(12).Require().NodesLack.ShouldBeNull();

        Plan(13).Problem.ShouldNotBeNull().Text.ShouldStartWith("Not all pods would run: the nodes have room for 9 of 10 new pods. No node takes");
        Plan(13, anyway: true).Require().NodesLack.ShouldNotBeNull();
    }

    [Theory]
    [InlineData(3, "The autoscaler may bring a node to pool big by itself: it has 1 of at most 3.")]
    [InlineData(1, "The autoscaler brings no more node to pool big: it has 1, which is its maximum. Raise that, or solve it otherwise.")]
    public void What_the_autoscaler_says_of_the_nodes_that_are_missing_is_told(int max, string told)
    {
        _inventory.Nodes = new FitRig()
            .Node("gke-big-1", "\"cpu\":\"10\",\"pods\":\"9\"", labels: "\"cloud.google.com/gke-nodepool\":\"big\"").Inventory.Nodes;
        _sight.Autoscaler = new([new NodeGroup("https://www.googleapis.com/compute/v1/projects/p/zones/z/instanceGroups/gke-big", 1, max, Setback: null)], FakeInventory.Now);

        var problem = Plan(13).Problem.ShouldNotBeNull();
        problem.Text.ShouldEndWith(told);
        problem.NextStep.ShouldBe("To scale all the same, ask again with --anyway.");
        var plan = Plan(13, anyway: true).Require();
        VolumeRig.Read(plan, Capability.Steps(plan)).ShouldContain(told);
        ((IPlan)(plan with { Growth = "other words" })).Timeless.ShouldBe(((IPlan)plan).Timeless, "what it says changes by itself");
        Plan(5).Require().Growth.ShouldBeNull("nothing is missing");
    }

    [Fact]
    public void An_autoscaler_that_can_not_be_asked_keeps_nobody_from_scaling()
    {
        _sight.Refused["autoscaler"] = new ClusterForbiddenException("forbidden");

        Plan(13, anyway: true).Require().Growth.ShouldBe("The autoscaler's status can't be seen: forbidden");
    }

    [Fact]
    public void A_pod_that_was_there_before_goes_where_its_claim_of_that_time_is()
    {
        _inventory.With(Worker with { ClaimTemplates = [new("data")] });
        Plan(4).Require().NodesLack.ShouldBeNull();

        _inventory.LeaveDiskInLostZone(Space, $"data-{Lunar}-worker-3");

        Plan(4).Problem.ShouldNotBeNull().Text.ShouldStartWith("Not all pods would run: the nodes have room for 0 of 1 new pod.");
    }

    [Theory]
    [InlineData("persistentvolumeclaims", "1", "1", "quota q is 1 short of persistentvolumeclaims: 1 pod would take 1, and 1 of 1 is used.")]
    [InlineData("requests.storage", "30Gi", "25Gi", "quota q is 5Gi short of requests.storage: 1 pod would take 10Gi, and 25Gi of 30Gi is used.")]
    [InlineData("fast.storageclass.storage.k8s.io/requests.storage", "1Gi", "0", "quota q is 9Gi short of fast.storageclass")]
    [InlineData("slow.storageclass.storage.k8s.io/requests.storage", "1Gi", "0", null)]
    public void The_claims_that_new_pods_bring_count_too(string resource, string hard, string used, string? words)
    {
        _inventory.With(Worker with { ClaimTemplates = [new("data", Bytes: 10L << 30, "fast")] });
        _inventory.Quotas = [new Quota(
            Space, "q", "uid-q", new Dictionary<string, string> { [resource] = hard }, new Dictionary<string, string> { [resource] = used })];

        (Plan(4).Problem?.Text ?? "").ShouldStartWith(words is null ? "" : $"Not all pods could be made: {words}");
        Plan(4).TryGet(out _, out _).ShouldBe(words is null);

        _inventory.LeaveDiskInLostZone(Space, $"data-{Lunar}-worker-3");
        (Plan(4).Problem?.Text ?? "").ShouldNotContain("quota", Case.Sensitive, "the claim is there from before, and counted");
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(51)]
    public void A_number_out_of_bounds_is_refused(int replicas) =>
        Plan(replicas).Problem.ShouldNotBeNull().Text.ShouldBe("Choose 0 to 50 pods.");

    [Fact]
    public void The_size_that_it_has_already_is_refused() =>
        Plan(3).Problem.ShouldNotBeNull().Text.ShouldBe("worker of lunar-nuclear-3725 is to run 3 pods already.");

    [Fact]
    public async Task Scaling_twice_scales_once_and_is_pinned_to_the_UID()
    {
        var step = Capability.Steps(Plan(5).Require())[0];

        (await step.RunAsync(Stop)).ShouldBe(StepOutcome.Done());
        (await step.RunAsync(Stop)).ShouldBe(StepOutcome.Done());

        _effects.Done.ShouldBe([$"scale {Lunar}-worker {Worker.Uid} 3 to 5"]);
    }

    [Fact]
    public async Task A_size_that_somebody_else_chose_is_left_alone()
    {
        var step = Capability.Steps(Plan(5).Require())[0];
        _effects.Replicas = 4;

        (await step.RunAsync(Stop)).ShouldBeOfType<StepOutcome.Failed>().Problem.Text.ShouldStartWith("worker is to run 4 pods now, not 3");
        (await ((IReversibleStep)step).UndoAsync(Stop)).ShouldBe(StepOutcome.Done("somebody scaled it to 4 pods meanwhile, which it keeps"));
        _effects.Done.ShouldBeEmpty();
    }

    [Fact]
    public async Task Taken_back_it_has_the_pods_that_it_had()
    {
        var step = (IReversibleStep)Capability.Steps(Plan(5).Require())[0];
        await step.RunAsync(Stop);

        (await step.UndoAsync(Stop)).ShouldBe(StepOutcome.Done("it is to run 3 pods again"));
        _effects.Replicas.ShouldBe(3);
    }

    [Fact]
    public async Task Only_when_all_pods_are_ready_and_no_others_are_left_is_it_done()
    {
        var wait = Capability.Steps(Plan(2).Require())[1];
        _inventory.With(Worker with { Replicas = 2 });
        var last = _inventory.Pods.Single(pod => pod.Name == $"{Lunar}-worker-2");

        _inventory.With(last.Ending(TimeSpan.Zero));
        (await wait.RunAsync(Stop)).ShouldBe(StepOutcome.Wait("2 of 2 ready; worker-2 is ending"));
        _inventory.Remove(last);
        (await wait.RunAsync(Stop)).ShouldBe(StepOutcome.Done());

        _inventory.With(_inventory.Pods.Single(pod => pod.Name == $"{Lunar}-worker-1").Unschedulable());
        (await wait.RunAsync(Stop)).ShouldBeOfType<StepOutcome.Waiting>().Reason.ShouldStartWith("1 of 2 ready; worker-1 is Pending");
        _inventory.With(Worker with { Uid = "made anew" });
        (await wait.RunAsync(Stop)).ShouldBeOfType<StepOutcome.Failed>();
    }

    /// <summary>The fakes answer at once.</summary>
    private Result<ScalePlan> Plan(int replicas, bool anyway = false)
    {
        var plan = Capability.PlanAsync(new ScaleCommand(new Component("worker"), new DeploymentName(Lunar), replicas, anyway), Stop);
        return plan.IsCompleted ? plan.GetAwaiter().GetResult() : throw new InvalidOperationException("Something was waited for.");
    }
}
