using ChatOps.Commands;
using ChatOps.Inventory;
using ChatOps.Operations;
using ChatOps.Operations.Rescheduling;
using ChatOps.Tests.Fakes;
using ChatOps.Tests.Fitting;
using ChatOps.Tests.Operations.Volumes;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Operations.Rescheduling;

public sealed class RescheduleTests
{
    private const string Zodiac = "zodiac-cosmo-1172";
    private const string Space = $"astronomer-ee-{Zodiac}";

    private readonly FakeInventory _inventory = RunbookPlatform.Create();
    private readonly FakePods _pods = new();
    private readonly FakeTimeProvider _time = new(FakeInventory.Now);

    public RescheduleTests()
    {
        _inventory.Nodes = new FitRig().Node("node-1").Node("big-1").Node("big-2").Inventory.Nodes;
        _inventory.With(Worker.CrashLooping());
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private Pod Worker => _inventory.FindPod(Space, $"{Zodiac}-worker-0")!; // never taken out

    private RescheduleCapability Capability => new(
        new DeploymentDirectory(_inventory, Options.Create(new PlatformOptions())),
        _inventory,
        _pods,
        Options.Create(new RescheduleOptions()),
        _time);

    [Fact]
    public void A_plan_says_where_it_is_where_it_could_go_and_how_often_it_is_deleted()
    {
        var plan = Plan(attempts: 2).Require();

        plan.Risk.ShouldBe(Risk.Disruptive);
        VolumeRig.Read(plan, Capability.Steps(plan)).ShouldBe(
            """
            worker-0 of zodiac-cosmo-1172
            Is: on node-1
            Could go to: big-1, big-2
            Deleted: 2 times at most, until it is ready
            - Delete worker-0
            - See where it lands
            - Delete it again, if it must be (attempt 2)
            - See where it lands
            """);
        Plan().Require().Attempts.ShouldBe(5);
    }

    [Fact]
    public void Where_nothing_is_gained_it_says_why()
    {
        Say(Plan(attempts: 11)).ShouldBe("Choose 1 to 10 attempts.");

        _inventory.With(Worker with { Demand = FitRig.Demand(cpu: 3500) });
        _inventory.With(_inventory.Workloads.Single(workload => workload.Name == $"{Zodiac}-worker") with { Demand = FitRig.Demand(cpu: 4500) });
        Say(Plan()).ShouldStartWith($"Deleting {Zodiac}-worker-0 would be pointless now: No node");

        _inventory.With(_inventory.Workloads.Single(workload => workload.Name == $"{Zodiac}-worker") with { Demand = FitRig.Demand(cpu: 3500) });
        _inventory.With(FakeInventory.Pod("other", "a", Labels.None) with { NodeName = "big-1", Demand = FitRig.Demand(1000) });
        _inventory.With(FakeInventory.Pod("other", "b", Labels.None) with { NodeName = "big-2", Demand = FitRig.Demand(1000) });
        Say(Plan()).ShouldBe($"Deleting {Zodiac}-worker-0 would be pointless now: only node-1 would take it, where it is.");

        _inventory.With(Worker with { IsReady = true });
        Say(Plan()).ShouldStartWith($"{Zodiac}-worker-0 is ready on node-1");
        _inventory.With(Worker.Ending(TimeSpan.Zero));
        Say(Plan()).ShouldBe($"{Zodiac}-worker-0 is ending already.");
    }

    [Fact]
    public async Task It_stops_when_the_successor_is_ready_and_says_where()
    {
        var steps = Capability.Steps(Plan(attempts: 3).Require());

        (await steps[0].RunAsync(Stop)).ShouldBe(StepOutcome.Wait("worker-0 is told to end"));
        _pods.Deleted.ShouldBe([($"{Zodiac}-worker-0", Worker.Uid, null)]);
        _inventory.With(Worker.Ending(TimeSpan.Zero));
        (await steps[0].RunAsync(Stop)).ShouldBe(StepOutcome.Done());
        (await steps[1].RunAsync(Stop)).ShouldBeOfType<StepOutcome.Waiting>().Reason.ShouldStartWith("worker-0 is ending");

        Land("second", "big-1", isReady: true);
        (await steps[1].RunAsync(Stop)).ShouldBe(StepOutcome.Enough("worker-0 is ready on big-1"));
    }

    [Fact]
    public async Task What_landed_wrong_is_deleted_again_by_its_own_UID_and_only_after_its_time()
    {
        var steps = Capability.Steps(Plan(attempts: 2).Require());
        Land("second", "big-1", isReady: false);

        (await steps[1].RunAsync(Stop)).ShouldBeOfType<StepOutcome.Waiting>().Reason.ShouldStartWith("worker-0 landed on big-1");
        (await steps[2].RunAsync(Stop)).ShouldBe(StepOutcome.Done(), "it has not landed yet");
        _pods.Deleted.ShouldBeEmpty();

        _time.Advance(TimeSpan.FromMinutes(3));
        (await steps[1].RunAsync(Stop)).ShouldBeOfType<StepOutcome.Completed>().Note.ShouldNotBeNull()
            .ShouldStartWith("worker-0 landed on big-1 and not ready after 3 minutes: ");
        await steps[2].RunAsync(Stop);
        _pods.Deleted.ShouldBe([($"{Zodiac}-worker-0", "second", null)]);

        // A second run after a crash meets the successor.
        Land("third", "big-2", isReady: false);
        (await steps[2].RunAsync(Stop)).ShouldBe(StepOutcome.Done());
        _pods.Deleted.Count.ShouldBe(1);
        _time.Advance(TimeSpan.FromMinutes(3));
        (await steps[3].RunAsync(Stop)).ShouldBeOfType<StepOutcome.Failed>().Problem.NextStep.ShouldNotBeNull().ShouldContain("no matter of luck");
    }

    [Fact]
    public async Task It_is_not_deleted_again_where_no_other_node_would_take_it_any_more()
    {
        var steps = Capability.Steps(Plan(attempts: 2).Require());
        Land("second", "big-1", isReady: false);
        _time.Advance(TimeSpan.FromMinutes(3));
        _inventory.Nodes = [.. _inventory.Nodes.Where(node => node.Name == "big-1")];

        (await steps[2].RunAsync(Stop)).ShouldBeOfType<StepOutcome.Failed>().Problem.Text.ShouldBe(
            "Deleting it again would be pointless: only big-1 would take it, where it is.");
        _pods.Deleted.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_got_ready_or_lost_its_nodes_since_the_plan_is_not_deleted_even_once()
    {
        var step = Capability.Steps(Plan().Require())[0];
        var nodes = _inventory.Nodes;
        _inventory.Nodes = [.. nodes.Where(node => node.Name == "node-1")];

        (await step.RunAsync(Stop)).ShouldBeOfType<StepOutcome.Failed>().Problem.Text.ShouldBe(
            "Deleting it now would be pointless: only node-1 would take it, where it is.");

        _inventory.Nodes = nodes;
        _inventory.With(Worker with { IsReady = true });
        (await step.RunAsync(Stop)).ShouldBe(StepOutcome.Enough("worker-0 got ready by itself on node-1"));
        _pods.Deleted.ShouldBeEmpty();
    }

    private static string Say(Result<ReschedulePlan> result) => result.Problem.ShouldNotBeNull().Text;

    private void Land(string uid, string node, bool isReady) => _inventory.With(Worker with
    {
        Uid = uid,
        NodeName = node,
        IsReady = isReady,
        DeletionRequested = null,
        Status = isReady ? "Running" : "ContainerCreating",
        Trouble = null,
        CreatedAt = _time.GetUtcNow(),
    });

    private Result<ReschedulePlan> Plan(int? attempts = null) =>
        Capability.Plan(new RescheduleCommand(new SubjectName($"{Zodiac}-worker-0"), attempts));
}
