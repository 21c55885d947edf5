using System.Text.Json;
using ChatOps.Diagnosing;
using ChatOps.Operations.Recovering;
using Shouldly;
using Xunit;
using static ChatOps.Tests.Operations.Recovering.RecoveryRig;

namespace ChatOps.Tests.Operations.Recovering;

/// <summary>When a rung did not help, the cause is looked for once more, and the rung proposed that it calls for now.</summary>
public sealed class SecondLookTests
{
    private static readonly Diagnosis OutOfMemory = Found(Cause.OutOfMemory, "It was killed for want of memory") with
    {
        LastEnd = "exit code 137 (OOMKilled)",
    };

    private static readonly Diagnosis Corrupt = Found(
        Cause.CorruptData, "Its write-ahead log is corrupt", "prometheus ended with exit code 1", "log: segment 00000042 is broken", "volume: 3 %") with
    {
        LastEnd = "exit code 1 (Error)",
    };

    private readonly RecoveryRig _rig = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Another_cause_is_told_beside_the_one_before_with_its_evidence()
    {
        var problem = await AfterAsync(Rung.Memory, before: OutOfMemory, now: Corrupt);

        problem.Text.ShouldBe(
            "It failed. A second look: the cause has changed. "
            + "Before: It was killed for want of memory, exit code 137 (OOMKilled). Now: Its write-ahead log is corrupt, exit code 1 (Error). "
            + "[prometheus ended with exit code 1] [log: segment 00000042 is broken]");
        problem.NextStep.ShouldBe("Do this.");
        problem.Command.ShouldBe("recover prometheus --from volume");
    }

    [Fact]
    public async Task The_same_cause_and_evidence_are_told_to_be_so() =>
        (await AfterAsync(Rung.Memory, before: OutOfMemory, now: OutOfMemory)).Text.ShouldBe(
            "It failed. A second look: the cause is the same as before (It was killed for want of memory, exit code 137 (OOMKilled)).");

    [Fact]
    public async Task The_same_cause_that_shows_in_another_way_is_told_so() =>
        (await AfterAsync(Rung.Memory, before: OutOfMemory, now: OutOfMemory with { LastEnd = "exit code 137" })).Text.ShouldContain(
            "the kind of cause is the same, but it shows in another way: before: It was killed for want of memory, exit code 137 (OOMKilled); "
            + "now: It was killed for want of memory, exit code 137.");

    [Theory]
    [InlineData(Rung.Restart, Cause.OutOfMemory, Rung.Memory)]
    [InlineData(Rung.Memory, Cause.OutOfMemory, Rung.Memory)] // more again, as long as there is some
    [InlineData(Rung.Volume, Cause.OutOfMemory, Rung.Memory)] // nothing is lost by it
    [InlineData(Rung.Restart, Cause.CorruptData, Rung.Volume)]
    [InlineData(Rung.Restart, Cause.DiskFull, Rung.Volume)]
    [InlineData(Rung.Volume, Cause.CorruptData, Rung.Full)]
    [InlineData(Rung.Full, Cause.CorruptData, null)]
    [InlineData(Rung.Restart, Cause.Unknown, Rung.Memory)]
    [InlineData(Rung.Memory, Cause.Unknown, null)] // not to know why is no reason to lose data
    [InlineData(Rung.Volume, Cause.Unknown, null)]
    [InlineData(Rung.Memory, Cause.LivenessKilled, null)]
    [InlineData(Rung.Memory, Cause.Healthy, null)]
    [InlineData(Rung.Volume, Cause.Starting, null)]
    [InlineData(Rung.Volume, Cause.Stopped, Rung.Restart)] // somebody stopped it during the proof
    [InlineData(Rung.Memory, Cause.Stuck, Rung.Restart)]
    [InlineData(Rung.Volume, Cause.BadConfiguration, Rung.Restart)]
    [InlineData(Rung.Memory, Cause.Unschedulable, Rung.Restart)]
    public async Task The_rung_that_the_cause_calls_for_now_is_proposed(Rung taken, Cause now, Rung? proposed) =>
        (await AfterAsync(taken, before: OutOfMemory, now: Found(now, "another cause"))).Command
            .ShouldBe(proposed is { } rung ? $"recover prometheus --from {rung.Word()}" : null);

    [Fact]
    public async Task More_memory_is_not_proposed_where_it_had_the_most_that_may_be()
    {
        _rig.Options.MemoryMax = "6Gi";

        (await AfterAsync(Rung.Memory, before: OutOfMemory, now: OutOfMemory)).Command.ShouldBe("recover prometheus --from volume");
    }

    [Fact]
    public async Task While_nothing_can_be_seen_the_failure_is_left_as_it_is()
    {
        _rig.Diagnosis = OutOfMemory;
        var plan = (await _rig.PlanAsync(Rung.Restart)).Require();
        _rig.Inventory.Health = _rig.Inventory.Health with { StaleSince = _rig.Time.GetUtcNow() };

        (await ExplainAsync(plan)).ShouldBe(Failure);
    }

    [Fact]
    public async Task Its_steps_that_wait_for_the_pod_look_again_when_they_fail_and_no_others()
    {
        foreach (var rung in Rungs.All)
        {
            _rig.Diagnosis = OutOfMemory;
            var steps = _rig.Capability.Steps((await _rig.PlanAsync(rung)).Require());

            var looking = new List<string>();
            foreach (var step in steps)
            {
                if (await step.ExplainAsync(Failure, Stop) != Failure)
                {
                    looking.Add(step.Title);
                }
            }

            looking.ShouldBe(
            [
                rung.LosesData() ? "Wait until prometheus-data-volume-prometheus-0 is bound and its pod ready" : "Wait until prometheus is ready",
                "See it stay well for 2 minutes",
            ]);
        }
    }

    [Fact]
    public async Task A_stored_plan_remembers_what_it_was_made_for()
    {
        _rig.Diagnosis = OutOfMemory;
        var plan = (await _rig.PlanAsync(Rung.Restart)).Require();

        var stored = JsonSerializer.Deserialize<RecoverPlan>(JsonSerializer.Serialize(plan)).ShouldNotBeNull();

        (stored.Cause, stored.LastEnd).ShouldBe((Cause.OutOfMemory, "exit code 137 (OOMKilled)"));
    }

    private static Problem Failure { get; } = Problem.Conflict("It failed.", "Do this.");

    private async Task<Problem> AfterAsync(Rung taken, Diagnosis before, Diagnosis now)
    {
        _rig.Diagnosis = before;
        var plan = (await _rig.PlanAsync(taken)).Require();
        _rig.Diagnosis = now;
        return await ExplainAsync(plan);
    }

    private Task<Problem> ExplainAsync(RecoverPlan plan) => _rig.Capability.Steps(plan)[^1].ExplainAsync(Failure, Stop);
}
