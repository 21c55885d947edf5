using System.Text.Json;
using ChatOps.Approvals;
using ChatOps.Chat;
using ChatOps.Operations;
using ChatOps.Operations.Recovering;
using ChatOps.Tests.Fakes;
using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Operations.Recovering;

/// <summary>What the living message of a recovery says at each point of its life.</summary>
public sealed class RecoveryCourseTests
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);
    private static readonly Worker Host = new("a", "1");

    private readonly RecoveryRig _rig = new();

    private DateTimeOffset Now => _rig.Time.GetUtcNow();

    [Fact]
    public async Task While_it_lasts_it_says_the_rung_the_step_and_how_long_alerts_are_silent()
    {
        var operation = await OperationAsync(Rung.Volume);
        Take(operation, steps: 2);
        _rig.Time.Advance(TimeSpan.FromSeconds(40));

        var read = Read(operation);

        read.ShouldContain("Rung: 3 of 4: a new volume");
        read.ShouldContain("Usually takes: about 6 minutes");
        read.ShouldContain("Step: 3 of 7, 40 seconds so far");
        read.ShouldContain("Alerts: silent from 03:16:00 UTC until about 03:22 UTC");
        Messages.Render(operation).Buttons.ShouldHaveSingleItem().Command.ShouldBe($"cancel {operation.Id}");
    }

    [Fact]
    public async Task At_the_end_it_says_for_how_long_alerts_were_silent()
    {
        var operation = await OperationAsync(Rung.Restart);
        Take(operation, steps: 3);
        _rig.Time.Advance(TimeSpan.FromMinutes(3));
        operation.Succeed(Now);

        Read(operation).ShouldContain(
            "Alerts: silent from 03:16:00 UTC until 03:17:00 UTC: look for what should have been told then", Case.Sensitive,
            "it had been well for two minutes then");
    }

    [Fact]
    public async Task Alerts_are_silent_since_it_was_last_well_and_approvers_read_so()
    {
        _rig.Inventory.With(_rig.Pod with { IsReady = false, UnreadySince = Now - TimeSpan.FromMinutes(40) });
        var operation = await OperationAsync(Rung.Volume, ApprovalsOf(1));

        Read(operation).ShouldContain("Alerts: silent since 02:36:00 UTC");
        operation.Approve(FakeCapability.Alice, _ => false, Now);
        Take(operation, steps: 2);
        Read(operation).ShouldContain("Alerts: silent from 02:36:00 UTC until about 03:22 UTC");
        operation.TryTake(Host with { Life = "2" }, Now, Lease).ShouldBeTrue();
        operation.Succeed(Now);

        Read(operation).ShouldContain("Alerts: silent from 02:36:00 UTC until 03:14:00 UTC at the latest: look");
    }

    [Theory]
    [InlineData(1, true)] // made by the rung that failed, and never well
    [InlineData(150, false)] // it was well for longer than counts
    public async Task The_window_goes_on_over_the_rungs_until_it_was_well_between(int seconds, bool goesOn)
    {
        _rig.Inventory.With(_rig.Pod with { IsReady = false, UnreadySince = Now - TimeSpan.FromMinutes(40) });
        _rig.Former = await OperationAsync(Rung.Restart);
        Take(_rig.Former, steps: 2);
        _rig.Former.Fail(Problem.Conflict("prometheus-0 ended 3 times again."), Now);
        _rig.Former.EndRetreat(Now);
        var unready = Now + TimeSpan.FromSeconds(seconds);
        _rig.Time.Advance(TimeSpan.FromMinutes(10));
        _rig.MakeAnew(change: pod => pod with { IsReady = false, ReadySince = null, UnreadySince = unready });

        var next = await OperationAsync(Rung.Volume, ApprovalsOf(1));

        Read(next).ShouldContain(goesOn ? "Alerts: silent since 02:36:00 UTC" : "Alerts: silent since 03:18:30 UTC");
    }

    [Fact]
    public async Task Another_day_is_told()
    {
        _rig.Inventory.With(_rig.Pod with { IsReady = false, UnreadySince = Now - TimeSpan.FromDays(2) });

        Read(await OperationAsync(Rung.Volume, ApprovalsOf(1))).ShouldContain($"Alerts: silent since {Now - TimeSpan.FromDays(2):yyyy-MM-dd} 03:16:00 UTC");
    }

    [Fact]
    public async Task A_rung_that_did_not_help_says_what_is_left_to_do_by_hand_and_offers_the_next()
    {
        var operation = await OperationAsync(Rung.Memory);
        Take(operation, steps: 3);
        operation.Fail(
            Problem.Conflict("prometheus-0 ended 3 times again.") with { Command = "recover prometheus --from volume" }, Now);
        operation.EndRetreat(Now);

        var message = Messages.Render(operation);

        var read = message.ToPlainText();
        read.ShouldContain(
            """
            To go on by hand:
            kubectl -n astronomer-ee rollout status statefulset/solitary-lightningbug-prometheus
            kubectl -n astronomer-ee logs solitary-lightningbug-prometheus-0 -c prometheus --previous --tail=50
            """);
        read.ShouldContain("What it shows now calls for a new volume: recover prometheus --from volume, which another person has to approve.");
        message.Buttons.ShouldContain(new Button("Climb on: a new volume", "recover prometheus --from volume", ButtonStyle.Danger));
    }

    [Theory]
    [InlineData(Rung.Volume, 5, AwaitReady)]
    [InlineData(Rung.Volume, 6, AwaitReady + "\n" + LastWords)]
    [InlineData(Rung.Full, 6, AwaitReady)]
    [InlineData(Rung.Full, 7, AwaitReady + "\n" + LastWords)]
    public async Task What_has_a_new_volume_and_runs_is_neither_stopped_nor_deleted_again_by_hand(Rung rung, int done, string first)
    {
        var operation = await OperationAsync(rung);
        Take(operation, done);
        _rig.MakeAnew();
        operation.Fail(Problem.Conflict("prometheus-0 ended 3 times again."), Now);
        await RetreatAsync(operation);

        operation.Steps[0].State.ShouldBe(StepState.Done, "it was scaled back already");
        _rig.Effects.Done.ShouldBeEmpty();
        ByHand(operation).ShouldStartWith(first);
        ByHand(operation).ShouldNotContain("replicas");
        ByHand(operation).ShouldNotContain("pvc");
    }

    [Fact]
    public async Task Memory_that_was_set_back_is_raised_by_hand_and_the_new_volume_still_left_alone()
    {
        var operation = await OperationAsync(Rung.Full);
        Take(operation, steps: 6);
        _rig.Inventory.Remove(_rig.Pod);
        operation.Fail(Problem.Conflict("its pod has not been made yet"), Now);
        await RetreatAsync(operation);

        ByHand(operation).ShouldStartWith(
            $"""
            kubectl -n astronomer-ee set resources statefulset/{RecoveryRig.Prometheus} -c prometheus --limits=memory=8Gi --requests=memory=4Gi
            {AwaitReady}
            {LastWords}
            """);
    }

    [Fact]
    public async Task What_was_scaled_back_before_anything_was_lost_is_stopped_by_hand_and_waited_for_again()
    {
        var operation = await OperationAsync(Rung.Volume);
        Take(operation, steps: 2);
        operation.Fail(Problem.Refused("The bot may not delete claims.", "Give it that right."), Now);
        await RetreatAsync(operation);

        ByHand(operation).ShouldStartWith(
            $"""
            kubectl -n astronomer-ee scale statefulset/{RecoveryRig.Prometheus} --replicas=0
            kubectl -n astronomer-ee wait --for=delete pod/{RecoveryRig.Prometheus}-0 --timeout=10m
            kubectl -n astronomer-ee delete pvc prometheus-data-volume-{RecoveryRig.Prometheus}-0
            kubectl -n astronomer-ee wait --for=delete pvc/prometheus-data-volume-{RecoveryRig.Prometheus}-0 --timeout=10m
            kubectl -n astronomer-ee scale statefulset/{RecoveryRig.Prometheus} --replicas=1
            {AwaitReady}
            {LastWords}
            """);
    }

    [Fact]
    public async Task One_that_is_cancelled_when_its_claim_is_gone_says_so_and_leaves_well_alone()
    {
        var operation = await OperationAsync(Rung.Volume);
        Take(operation, steps: 3);
        operation.Sleep("prometheus-0 still uses it", Now, Now);
        operation.TryCancel(FakeCapability.Alice, Now).ShouldBeTrue();
        operation.TryTake(Host, Now, Lease).ShouldBeTrue();
        _rig.Inventory.Claims = [.. _rig.Inventory.Claims.Where(claim => claim.Name != $"prometheus-data-volume-{RecoveryRig.Prometheus}-0")];
        await RetreatAsync(operation);

        operation.Steps[3].State.ShouldBe(StepState.Failed, "nothing goes on there");
        operation.Steps[3].Note.ShouldBe("stopped here: prometheus-0 still uses it");
        Read(operation).ShouldContain(
            "Done before it was cancelled, and not taken back: Delete the claim prometheus-data-volume-prometheus-0.");
        Read(operation).ShouldNotContain("kubectl", Case.Sensitive, "it runs again, on a new claim that nobody is to wait for or delete");
    }

    [Fact]
    public async Task One_that_is_cancelled_with_everything_taken_back_leaves_nothing_to_do()
    {
        var operation = await OperationAsync(Rung.Volume);
        Take(operation, steps: 1);
        operation.TryCancel(FakeCapability.Alice, Now).ShouldBeTrue();
        await RetreatAsync(operation);

        operation.State.ShouldBe(OperationState.Cancelled);
        Read(operation).ShouldNotContain("kubectl");
        Read(operation).ShouldNotContain("Done before");
    }

    [Fact]
    public async Task What_could_not_be_taken_back_is_told_with_the_command_that_does()
    {
        var operation = await OperationAsync(Rung.Volume);
        Take(operation, steps: 2);
        operation.Fail(Problem.Refused("The bot may not delete claims.", "Give it that right."), Now);
        operation.BeginUndo(0, "Take back: Scale prometheus to 0 pods", Now, Lease);
        operation.FailUndo(Problem.Refused("The bot may not scale.", "Give it that right."), Now);
        operation.EndRetreat(Now);

        Read(operation).ShouldContain(
            $"To take back by hand:\nkubectl -n astronomer-ee scale statefulset/{RecoveryRig.Prometheus} --replicas=1\nTo go on by hand:\n");
    }

    [Theory]
    [InlineData(Rung.Memory, "Climb on? What it shows now calls for a new volume: recover prometheus --from volume, which another person has to approve.", "Climb on: a new volume", "volume")]
    [InlineData(Rung.Volume, "What it shows now calls for more memory: recover prometheus --from memory.", "Go on: more memory", "memory")]
    public async Task What_a_second_look_calls_for_is_offered_instead(Rung taken, string words, string label, string proposed)
    {
        var operation = await OperationAsync(taken);
        Take(operation, steps: 3);
        operation.Fail(Problem.Conflict("It failed.") with { Command = $"recover prometheus --from {proposed}" }, Now);
        operation.EndRetreat(Now);

        Read(operation).ShouldContain(words);
        Messages.Render(operation).Buttons.Where(button => button.Command.StartsWith("recover")).ShouldHaveSingleItem().Label.ShouldBe(label);
    }

    [Fact]
    public async Task After_the_last_rung_there_is_none_to_offer()
    {
        var operation = await OperationAsync(Rung.Full);
        Take(operation, steps: 7);
        operation.Fail(Problem.Conflict("prometheus-0 ended 3 times again."), Now);
        operation.EndRetreat(Now);

        Read(operation).ShouldContain("This was the last rung.");
        Messages.Render(operation).Buttons.ShouldAllBe(button => !button.Command.StartsWith("recover"));
    }

    [Theory]
    [InlineData(Rung.Restart)]
    [InlineData(Rung.Memory)]
    [InlineData(Rung.Volume)]
    public async Task No_rung_is_offered_that_nothing_calls_for(Rung taken)
    {
        var operation = await OperationAsync(taken);
        Take(operation, steps: 2);
        operation.Fail(Problem.Conflict("prometheus was scaled to no pods meanwhile."), Now);
        operation.EndRetreat(Now);

        Read(operation).ShouldContain("Nothing that shows calls for another rung. What it says about itself: diagnose prometheus");
        Messages.Render(operation).Buttons.ShouldAllBe(button => !button.Command.StartsWith("recover"));
    }

    [Fact]
    public async Task Whoever_takes_it_up_after_a_death_says_where()
    {
        var operation = await OperationAsync(Rung.Volume);
        Take(operation, steps: 2);

        operation.TryTake(Host with { Life = "2" }, Now, Lease).ShouldBeTrue();

        Read(operation).ShouldContain("Resumed at step 3 of 7 after the bot was interrupted.");
    }

    [Fact]
    public async Task One_that_slept_when_its_worker_died_is_resumed_too_and_one_that_slept_in_peace_is_not()
    {
        var operation = await OperationAsync(Rung.Volume);
        Take(operation, steps: 1);
        operation.Sleep("its pod ends", Now, Now);
        operation.TryTake(Host, Now, Lease).ShouldBeTrue();
        operation.ResumedAt.ShouldBeNull();
        operation.Sleep("its pod ends", Now, Now);

        operation.TryTake(Host with { Life = "2" }, Now, Lease).ShouldBeTrue();

        operation.ResumedAt.ShouldBe(2);
    }

    [Fact]
    public async Task A_button_leads_approvers_to_the_evidence()
    {
        var operation = await OperationAsync(Rung.Volume, ApprovalsOf(1));

        Messages.Render(operation).Buttons.Select(button => button.Command)
            .ShouldBe(["diagnose prometheus", $"deny {operation.Id}", $"approve {operation.Id} --plan {operation.Fingerprint}", $"cancel {operation.Id}"]);
    }

    private const string AwaitReady =
        $"kubectl -n astronomer-ee rollout status statefulset/{RecoveryRig.Prometheus}";

    private const string LastWords =
        $"kubectl -n astronomer-ee logs {RecoveryRig.Prometheus}-0 -c prometheus --previous --tail=50";

    /// <summary>The commands, and what is told after them.</summary>
    private string ByHand(Operation operation) => Read(operation).Split("To go on by hand:\n").Last();

    /// <summary>Takes back what the runner would, and ends.</summary>
    private async Task RetreatAsync(Operation operation)
    {
        var steps = _rig.Capability.Steps(JsonSerializer.Deserialize<RecoverPlan>(operation.PlanJson)!); // as it was stored
        while (operation.NextToUndo(steps) is { } next)
        {
            var step = (IReversibleStep)steps[next.Index];
            operation.BeginUndo(next.Index, step.UndoTitle, Now, Lease);
            var undone = await step.UndoAsync(TestContext.Current.CancellationToken);
            var completed = undone.ShouldBeOfType<StepOutcome.Completed>();
            operation.CompleteUndo(completed.Note, Now, completed.IsKept);
        }

        operation.EndRetreat(Now);
    }

    private OperationMessages Messages => new(
        new Capabilities([new CapabilityEntry<RecoverCommand, RecoverPlan>(RecoverCapability.Name, _rig.Capability)]),
        new FakeDeciders(),
        Options.Create(new ApprovalOptions()),
        _rig.Time);

    private static ApprovalNeed ApprovalsOf(int people) => new(people, ByAsker: false);

    private string Read(Operation operation) => Messages.Render(operation).ToPlainText();

    private async Task<Operation> OperationAsync(Rung rung, ApprovalNeed? need = null)
    {
        var plan = (await _rig.PlanAsync(rung)).Require();
        var operation = Operation.Accept(
            new Request("r1", "recover prometheus", new Actor("slack", "UALICE", "alice"), new Conversation("slack", "C1")),
            RecoverCapability.Name,
            plan,
            JsonSerializer.Serialize(plan),
            _rig.Capability.Steps(plan),
            need ?? ApprovalNeed.None,
            Now + TimeSpan.FromMinutes(15),
            Now);
        return operation;
    }

    /// <summary>Takes that many steps to their end and begins the next.</summary>
    private void Take(Operation operation, int steps)
    {
        operation.TryTake(Host, Now, Lease);
        for (var step = 0; step < steps; step++)
        {
            operation.BeginStep(Now, Lease);
            operation.CompleteStep(note: null, Now);
        }

        if (operation.CurrentStep is not null)
        {
            operation.BeginStep(Now, Lease);
        }
    }
}
