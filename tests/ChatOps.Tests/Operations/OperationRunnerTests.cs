using ChatOps.Access;
using ChatOps.Approvals;
using ChatOps.Audit;
using ChatOps.Chat;
using ChatOps.Inventory;
using ChatOps.Operations;
using ChatOps.Tests.Fakes;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Operations;

public sealed class OperationRunnerTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 23, 3, 0, 0, TimeSpan.Zero));
    private readonly FakeInventory _inventory = new();
    private readonly FakeJobs _jobs = new();
    private readonly Grant _grant = new() { Role = Role.Operator, To = FakeCapability.Alice.Key };
    private readonly Grant _approver = new() { Role = Role.Approver, To = Bob.Key };
    private readonly FakeDirectory _directory = new();
    private readonly SleepingOperations _sleepers;
    private TestDatabase _database = null!; // set before each test by InitializeAsync

    public OperationRunnerTests() => _sleepers = new SleepingOperations(_inventory, _jobs);

    private static Actor Bob { get; } = new("slack", "UBOB", "bob");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _database = await TestDatabase.CreateAsync(_time, Stop);

    public ValueTask DisposeAsync()
    {
        _sleepers.Dispose();
        return _database.DisposeAsync();
    }

    [Fact]
    public async Task Steps_are_taken_in_order_to_the_end()
    {
        var order = new List<string>();
        var operation = await RunAsync(Noting("first", order), Noting("second", order));

        operation.State.ShouldBe(OperationState.Succeeded);
        order.ShouldBe(["first", "second"]);
        operation.BusyTarget.ShouldBeNull();
    }

    [Fact]
    public async Task The_intent_is_on_record_before_the_effect()
    {
        IReadOnlyList<AuditEntry> before = [];
        var target = new StepTarget("Pod", "ns", "scheduler-1", "uid-1");
        await RunAsync(new ScriptedStep("Delete scheduler-1", _ => Recorded(), target));

        before[0].Action.ShouldBe(AuditAction.StepStarted);
        before[0].Detail.ShouldBe("Delete scheduler-1: Pod ns/scheduler-1 (uid-1)");

        StepOutcome Recorded()
        {
            before = _database.Audit.LatestAsync(limit: 1, Stop).GetAwaiter().GetResult();
            return StepOutcome.Done();
        }
    }

    [Fact]
    public async Task A_detour_is_on_record_before_it_is_taken_and_once_though_it_is_taken_again_after_a_crash()
    {
        IReadOnlyList<string> before = [];
        var acts = 0;
        var step = new ScriptedStep("Wait for the pod", run => run < 3 ? Detour(ActAsync) : StepOutcome.Done());
        var id = await AcceptAsync(step);
        await Should.ThrowAsync<OperationCanceledException>(() => RunAgainAsync(id, step));

        (await RunAgainAsync(id, step)).State.ShouldBe(OperationState.Waiting);
        (await RunAgainAsync(id, step)).State.ShouldBe(OperationState.Succeeded);

        acts.ShouldBe(2);
        before[^1].ShouldBe($"{AuditAction.StepStarted} Delete redis-0, which hangs: {Hanging}");
        (await EntriesAsync()).Count(entry => entry.Contains("which hangs")).ShouldBe(1);

        async Task<StepOutcome> ActAsync(CancellationToken cancellationToken)
        {
            before = acts == 0 ? await EntriesAsync() : before;
            return ++acts == 1
                ? throw new OperationCanceledException("the process was ended here")
                : StepOutcome.Wait("its successor");
        }
    }

    [Fact]
    public async Task A_detour_to_another_object_is_put_on_record_as_well()
    {
        var other = Hanging with { Uid = "uid-2" };
        var step = new ScriptedStep("Wait for the pod", run => run switch
        {
            < 2 => Detour(_ => Task.FromResult(StepOutcome.Wait("its successor"))),
            < 4 => StepOutcome.Detour("Delete redis-0, which hangs", other, _ => Task.FromResult(StepOutcome.Wait("its successor"))),
            _ => StepOutcome.Done(),
        });
        var id = (await RunAsync(step)).Id;
        await RunAgainAsync(id, step);
        await RunAgainAsync(id, step);

        (await EntriesAsync()).Where(entry => entry.Contains("which hangs")).ShouldBe(
            [$"{AuditAction.StepStarted} Delete redis-0, which hangs: {Hanging}", $"{AuditAction.StepStarted} Delete redis-0, which hangs: {other}"]);
    }

    [Fact]
    public async Task Nobody_takes_a_detour_whose_role_is_gone()
    {
        var acts = 0;
        var step = new ScriptedStep("Wait for the pod", _ =>
        {
            _grant.Role = Role.Viewer;
            return Detour(_ =>
            {
                acts++;
                return Task.FromResult(StepOutcome.Wait("its successor"));
            });
        });

        (await RunAsync(step)).State.ShouldBe(OperationState.Failed);
        acts.ShouldBe(0);
    }

    [Fact]
    public async Task A_step_that_waits_puts_the_operation_to_sleep_and_a_change_in_its_namespace_wakes_it()
    {
        var step = new ScriptedStep("Wait", run => run == 0 ? StepOutcome.Wait("its successor") : StepOutcome.Done());
        var operation = await RunAsync(step);
        operation.State.ShouldBe(OperationState.Waiting);
        operation.Steps[0].Note.ShouldBe("its successor");
        _jobs.Woken.ShouldBeEmpty();

        _inventory.With(FakeInventory.Pod("elsewhere", "other", Labels.None));
        _jobs.Woken.ShouldBeEmpty();
        _inventory.With(FakeInventory.Pod("ns", "scheduler-2", Labels.None));

        _jobs.Woken.ShouldBe([operation.Id]);
        (await RunAgainAsync(operation.Id, step)).State.ShouldBe(OperationState.Succeeded);
    }

    [Theory]
    [InlineData(3, 3)]
    [InlineData(60, 15)]
    public async Task A_step_that_knows_how_long_it_waits_is_looked_at_then_at_the_latest(int knows, int seconds)
    {
        var operation = await RunAsync(new ScriptedStep(
            "See it stay well", _ => StepOutcome.Wait("it is ready", within: TimeSpan.FromSeconds(knows))));

        operation.WakeAt.ShouldBe(_time.GetUtcNow() + TimeSpan.FromSeconds(seconds));
    }

    [Fact]
    public async Task The_longer_a_step_waits_the_less_often_it_is_looked_at_and_never_later_than_its_limit()
    {
        var step = new ScriptedStep("Wait", _ => StepOutcome.Wait("its successor"));
        var operation = await RunAsync(step);
        var naps = new List<double>();
        while (operation.State is OperationState.Waiting)
        {
            naps.Add((operation.WakeAt! - _time.GetUtcNow()).Value.TotalSeconds);
            _time.Advance(operation.WakeAt!.Value - _time.GetUtcNow());
            operation = await RunAgainAsync(operation.Id, step);
        }

        naps.ShouldBe([15, 15, 15, 22.5, 33.75, 50.625, 60, 60, 28.125]);
        naps.Sum().ShouldBe(step.Limit.TotalSeconds);
        operation.State.ShouldBe(OperationState.Failed);
    }

    [Fact]
    public async Task A_change_between_the_look_and_the_sleep_is_not_missed()
    {
        var operation = await RunAsync(new ScriptedStep("Wait", _ =>
        {
            _inventory.With(FakeInventory.Pod("ns", "scheduler-2", Labels.None));
            return StepOutcome.Wait("what came while it looked");
        }));

        _jobs.Woken.ShouldBe([operation.Id]);
    }

    [Fact]
    public async Task Nothing_is_done_twice_at_once()
    {
        var step = new ScriptedStep("Wait", _ => StepOutcome.Done());
        var id = await AcceptAsync(step);
        await _database.Operations.ChangeAsync(
            id, found => found.TryTake(new Worker("another host", "1"), _time.GetUtcNow(), TimeSpan.FromMinutes(1)), Stop);

        await RunAgainAsync(id, step);
        step.Runs.ShouldBe(0);

        _time.Advance(TimeSpan.FromMinutes(1)); // its lease is over: it died
        (await RunAgainAsync(id, step)).State.ShouldBe(OperationState.Succeeded);
        step.Runs.ShouldBe(1);
        (await ActionsAsync()).ShouldContain(AuditAction.Resumed);
    }

    [Fact]
    public async Task A_second_job_of_the_same_process_leaves_alone_what_the_first_is_at()
    {
        var runner = default(OperationRunner);
        var step = new ScriptedStep("Delete", _ => StepOutcome.Done());
        var slow = new ScriptedStep("Look", run =>
        {
            // The second job, while the first is inside this very step.
            runner!.RunAsync(1, Stop).GetAwaiter().GetResult();
            return run == 0 ? StepOutcome.Done() : StepOutcome.Fail(Problem.Conflict("it was run twice"));
        });
        var id = await AcceptAsync(slow, step);
        runner = Runner(slow, step);

        await runner.RunAsync(id, Stop);

        slow.Runs.ShouldBe(1);
        step.Runs.ShouldBe(1);
        (await ActionsAsync()).ShouldNotContain(AuditAction.Resumed);
    }

    [Fact]
    public async Task A_worker_takes_up_what_it_held_before_it_died()
    {
        var step = new ScriptedStep("Delete", run => run == 0 ? throw new OperationCanceledException("the process was ended here") : StepOutcome.Done());
        var id = await AcceptAsync(step);
        await Should.ThrowAsync<OperationCanceledException>(() => RunAgainAsync(id, step));

        var operation = await RunAgainAsync(id, step);

        operation.State.ShouldBe(OperationState.Succeeded);
        (await ActionsAsync()).Count(action => action == AuditAction.StepStarted).ShouldBe(1);
    }

    [Fact]
    public async Task A_step_over_its_limit_fails_with_what_it_waited_for()
    {
        var step = new ScriptedStep("Wait for the successor of scheduler-1", _ => StepOutcome.Wait("scheduler-2 is Pending"));
        var id = (await RunAsync(step)).Id;
        _time.Advance(step.Limit);

        var operation = await RunAgainAsync(id, step);

        operation.State.ShouldBe(OperationState.Failed);
        operation.Failure.ShouldBe("Not within 5 minutes: scheduler-2 is Pending.");
        operation.BusyTarget.ShouldBeNull();
    }

    [Fact]
    public async Task Time_without_the_cluster_does_not_count_against_the_limit()
    {
        var step = new ScriptedStep("Delete", run => run switch
        {
            0 => throw new ClusterUnavailableException("connection refused"),
            _ => StepOutcome.Wait("its successor"),
        });
        var away = await RunAsync(step);
        away.State.ShouldBe(OperationState.Waiting);
        away.Steps[0].Note.ShouldBe("connection refused; trying again");

        _time.Advance(step.Limit * 2);
        (await RunAgainAsync(away.Id, step)).State.ShouldBe(OperationState.Waiting);
        _time.Advance(step.Limit);
        (await RunAgainAsync(away.Id, step)).State.ShouldBe(OperationState.Failed);
    }

    [Fact]
    public async Task Pauses_double_while_the_cluster_is_away()
    {
        var step = new ScriptedStep("Delete", _ => throw new ClusterUnavailableException("connection refused"));
        var id = (await RunAsync(step)).Id;
        var pauses = new List<double>();
        for (var outage = 0; outage < 6; outage++)
        {
            var operation = await RunAgainAsync(id, step);
            pauses.Add((operation.WakeAt! - _time.GetUtcNow()).Value.TotalSeconds);
        }

        pauses.ShouldBe([2, 4, 8, 15, 15, 15]);
    }

    [Fact]
    public async Task What_the_bot_may_not_do_ends_the_operation_in_words()
    {
        var operation = await RunAsync(new ScriptedStep(
            "Delete", _ => throw new ClusterForbiddenException("The bot may not delete pods in ns.")));

        operation.State.ShouldBe(OperationState.Failed);
        operation.Failure.ShouldBe("The bot may not delete pods in ns.");
        operation.FailureNextStep.ShouldBe("Give the bot's service account that right, then ask again.");
    }

    [Fact]
    public async Task A_failure_takes_back_what_was_begun_last_first()
    {
        var order = new List<string>();
        var operation = await RunAsync(
            Reversible("scale to 0", order), Reversible("keep the disk", order), Failing("delete the claim"));

        operation.State.ShouldBe(OperationState.Failed);
        operation.Failure.ShouldBe("delete the claim went wrong");
        order.ShouldBe(["scale to 0", "keep the disk", "undo keep the disk", "undo scale to 0"]);
        operation.Steps.Select(step => step.State)
            .ShouldBe([StepState.Undone, StepState.Undone, StepState.Failed]);
        operation.BusyTarget.ShouldBeNull();
    }

    [Fact]
    public async Task What_can_not_be_taken_back_is_said_and_the_rest_still_is()
    {
        var order = new List<string>();
        var stuck = new ScriptedReversibleStep(
            "keep the disk", _ => StepOutcome.Done(), _ => StepOutcome.Fail(Problem.Conflict("it is gone")));

        var operation = await RunAsync(Reversible("scale to 0", order), stuck, Failing("delete the claim"));

        operation.State.ShouldBe(OperationState.Failed);
        operation.Steps[1].Note.ShouldBe("could not be taken back: it is gone");
        order.ShouldBe(["scale to 0", "undo scale to 0"]);
        stuck.Undos.ShouldBe(1);
    }

    [Fact]
    public async Task A_cancel_stops_between_two_steps_and_takes_back_what_it_can()
    {
        var order = new List<string>();
        ScriptedStep[] steps =
        [
            Reversible("scale to 0", order),
            new ScriptedStep("wait", _ => StepOutcome.Wait("its pods are ending")),
            Noting("delete the claim", order),
        ];
        var waiting = await RunAsync(steps);
        await _database.Operations.ChangeAsync(
            waiting.Id, found => found.TryCancel(FakeCapability.Alice, _time.GetUtcNow()), Stop);

        var operation = await RunAgainAsync(waiting.Id, steps);

        operation.State.ShouldBe(OperationState.Cancelled);
        operation.Verdict.ShouldBe($"cancelled by alice, {Words.At(_time.GetUtcNow())}");
        order.ShouldBe(["scale to 0", "undo scale to 0"]);
        (await ActionsAsync()).TakeLast(2).ShouldBe([AuditAction.StepUndone, AuditAction.Cancelled]);
    }

    [Fact]
    public async Task An_undo_that_waits_is_gone_on_with_after_a_crash()
    {
        var slow = new ScriptedReversibleStep(
            "scale to 0",
            _ => StepOutcome.Done(),
            undo => undo switch
            {
                0 => StepOutcome.Wait("pods are coming back"),
                1 => throw new OperationCanceledException("the process was ended here"),
                _ => StepOutcome.Done("1 pod is ready"),
            });
        ScriptedStep[] steps = [slow, Failing("delete the claim")];
        var id = (await RunAsync(steps)).Id;
        await Should.ThrowAsync<OperationCanceledException>(() => RunAgainAsync(id, steps));

        var operation = await RunAgainAsync(id, steps);

        operation.State.ShouldBe(OperationState.Failed);
        operation.Steps[0].Note.ShouldBe("1 pod is ready");
        slow.Undos.ShouldBe(3);
    }

    [Fact]
    public async Task A_role_that_is_gone_by_now_stops_the_next_effect()
    {
        var order = new List<string>();
        var target = new StepTarget("Pod", "ns", "scheduler-1", "uid-1");
        ScriptedStep[] steps =
        [
            new ScriptedStep("Wait", run => run == 0 ? StepOutcome.Wait("its successor") : StepOutcome.Done()),
            new ScriptedStep("Delete scheduler-1", _ => Note(order), target),
        ];
        var id = (await RunAsync(steps)).Id;
        _grant.Role = Role.Viewer;

        var operation = await RunAgainAsync(id, steps);

        operation.State.ShouldBe(OperationState.Failed);
        operation.Failure.ShouldBe("This needs the role operator; you have viewer.");
        order.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_role_that_is_gone_by_now_stops_the_second_try_of_an_effect_too()
    {
        var delete = new ScriptedStep(
            "Delete scheduler-1",
            run => run == 0 ? StepOutcome.SitOut("the API server is away") : StepOutcome.Done(),
            new StepTarget("Pod", "ns", "scheduler-1", "uid-1"));
        var id = (await RunAsync(delete)).Id;
        _grant.Role = Role.Viewer;

        var operation = await RunAgainAsync(id, delete);

        operation.State.ShouldBe(OperationState.Failed);
        operation.Failure.ShouldBe("This needs the role operator; you have viewer.");
        delete.Runs.ShouldBe(1);
    }

    [Fact]
    public async Task While_nobody_can_tell_whether_the_role_is_there_still_the_next_effect_waits()
    {
        _grant.To = "slack-group:SONCALL";
        _directory.Groups["slack-group:SONCALL"] = [FakeCapability.Alice.Key];
        _directory.Fault = new ChatUnavailableException("Slack is away");
        var step = new ScriptedStep("Delete", _ => StepOutcome.Done(), new StepTarget("Pod", "ns", "scheduler-1", "uid-1"));

        var operation = await RunAsync(step);

        operation.State.ShouldBe(OperationState.Waiting);
        operation.CurrentStep.ShouldNotBeNull().Note.ShouldNotBeNull().ShouldContain("can't tell now");
        step.Runs.ShouldBe(0);

        _directory.Fault = null;
        (await RunAgainAsync(operation.Id, step)).State.ShouldBe(OperationState.Succeeded);
        step.Runs.ShouldBe(1);
    }

    [Fact]
    public async Task An_approver_who_lost_the_role_stops_it_before_anything_is_lost_and_everything_is_taken_back()
    {
        var order = new List<string>();
        ScriptedStep[] steps =
        [
            Reversible("scale to 0", order),
            new ScriptedStep("Wait", run => run == 0 ? StepOutcome.Wait("its pods are ending") : StepOutcome.Done()),
            new ScriptedStep("Delete the claim", _ => Note(order), new StepTarget("PersistentVolumeClaim", "ns", "data-1", "uid-1")),
        ];
        var id = await ApprovedAsync(steps);
        (await RunAgainAsync(id, steps)).State.ShouldBe(OperationState.Waiting);
        _approver.Role = Role.Operator;

        var operation = await RunAgainAsync(id, steps);

        operation.State.ShouldBe(OperationState.Failed);
        operation.Failure.ShouldBe(
            "bob, who approved this, 2026-11-23 03:00 UTC, has lost the role approver since, so it was stopped.");
        order.ShouldBe(["scale to 0", "undo scale to 0"]);
        (await _database.Audit.ReadAsync(Stop).ToListAsync(Stop)).ShouldContain(
            entry => entry.OperationId == id && entry.Detail.Contains("bob, who approved this"));
    }

    [Fact]
    public async Task What_was_approved_is_finished_once_something_is_lost_though_a_shift_ends_meanwhile()
    {
        var order = new List<string>();
        var claim = new StepTarget("PersistentVolumeClaim", "ns", "data-1", "uid-1");
        ScriptedStep[] steps =
        [
            new ScriptedStep("Delete the claim", _ => Note(order), claim),
            new ScriptedStep("Wait", run => run == 0 ? StepOutcome.Wait("the cluster lets it go") : StepOutcome.Done()),
            new ScriptedStep("Scale back", _ => Note(order), claim),
        ];
        var id = await ApprovedAsync(steps);
        await RunAgainAsync(id, steps);
        _approver.Role = Role.Operator;

        (await RunAgainAsync(id, steps)).State.ShouldBe(OperationState.Succeeded);
        order.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Once_something_is_lost_nobody_waits_for_a_chat_platform_to_tell_of_roles()
    {
        _grant.To = "slack-group:SONCALL";
        _directory.Groups["slack-group:SONCALL"] = [FakeCapability.Alice.Key];
        var order = new List<string>();
        var claim = new StepTarget("PersistentVolumeClaim", "ns", "data-1", "uid-1");
        ScriptedStep[] steps =
        [
            new ScriptedStep("Delete the claim", _ => Note(order), claim),
            new ScriptedStep("Wait", run => run == 0 ? StepOutcome.Wait("the cluster lets it go") : StepOutcome.Done()),
            new ScriptedStep("Scale back", _ => Note(order), claim),
        ];
        var id = await ApprovedAsync(steps);
        await RunAgainAsync(id, steps);
        _directory.Fault = new ChatUnavailableException("Slack is away");
        _time.Advance(TimeSpan.FromHours(1));

        (await RunAgainAsync(id, steps)).State.ShouldBe(OperationState.Succeeded);
        order.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_group_that_is_gone_by_now_stops_the_next_effect()
    {
        _grant.To = "slack-group:SONCALL";
        _directory.Fault = new ChatRefusedException("no such group");
        var step = new ScriptedStep("Delete", _ => StepOutcome.Done(), new StepTarget("Pod", "ns", "scheduler-1", "uid-1"));

        var operation = await RunAsync(step);

        operation.State.ShouldBe(OperationState.Failed);
        operation.Failure.ShouldBe("This needs the role operator; you have none.");
        step.Runs.ShouldBe(0);
    }

    [Fact]
    public async Task A_step_that_always_throws_is_tried_again_and_then_given_up_in_words()
    {
        var step = new ScriptedStep("Delete", _ => throw new FormatException("a bug"));
        var operation = await RunAsync(step);
        operation.State.ShouldBe(OperationState.Waiting);
        while (!operation.State.IsFinal())
        {
            operation = await RunAgainAsync(operation.Id, step);
        }

        step.Runs.ShouldBe(5);
        operation.State.ShouldBe(OperationState.Failed);
        operation.Failure.ShouldBe("The bot itself stumbled at this step 5 times and gave up.");
        operation.BusyTarget.ShouldBeNull();
    }

    [Fact]
    public async Task An_operation_whose_job_fails_is_given_back_and_taken_up_again_after_a_pause()
    {
        _grant.To = "slack-group:SONCALL";
        _directory.Groups["slack-group:SONCALL"] = [FakeCapability.Alice.Key];
        _directory.Fault = new FormatException("a bug outside of the step");
        var step = new ScriptedStep("Delete", _ => StepOutcome.Done(), new StepTarget("Pod", "ns", "scheduler-1", "uid-1"));

        var operation = await RunAsync(step);

        operation.State.ShouldBe(OperationState.Waiting);
        operation.LeaseOwner.ShouldBeNull();
        operation.WakeAt.ShouldBe(_time.GetUtcNow() + TimeSpan.FromSeconds(1));
        _time.Advance(TimeSpan.FromSeconds(1));
        (await _database.Operations.DueAsync(_time.GetUtcNow(), Stop)).ShouldHaveSingleItem().Id.ShouldBe(operation.Id);

        _directory.Fault = null;
        (await RunAgainAsync(operation.Id, step)).State.ShouldBe(OperationState.Succeeded);
        step.Runs.ShouldBe(1);
    }

    [Fact]
    public async Task Given_back_it_is_as_soon_as_the_database_takes_it()
    {
        var step = new ScriptedStep("Delete", _ => StepOutcome.Done());
        var operations = StumblingOperations.Over(_database.Operations);
        var id = await AcceptAsync(step);
        operations.FailAfter(moves: 2, failures: 3); // taken and begun, but its end can't be stored
        var runner = Runner(operations.Operations, step);

        var running = runner.RunAsync(id, Stop);
        while (!running.IsCompleted)
        {
            _time.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Yield();
        }

        await running;
        var operation = await _database.Operations.FindAsync(id, Stop);
        operation.ShouldNotBeNull().State.ShouldBe(OperationState.Waiting);
        await runner.RunAsync(id, Stop);
        (await _database.Operations.FindAsync(id, Stop)).ShouldNotBeNull().State.ShouldBe(OperationState.Succeeded);
        var actions = await ActionsAsync();
        actions.Count(action => action == AuditAction.StepDone).ShouldBe(1);
        actions.ShouldNotContain(AuditAction.Resumed, "nobody died");
    }

    [Fact]
    public async Task What_another_has_taken_over_meanwhile_is_not_given_back()
    {
        var step = new ScriptedStep("Delete", _ => StepOutcome.Done());
        var operations = StumblingOperations.Over(_database.Operations);
        var id = await AcceptAsync(step);
        operations.FailAfter(moves: 2, failures: 1, meanwhile: async () =>
        {
            _time.Advance(TimeSpan.FromMinutes(1));
            await _database.Operations.ChangeAsync(
                id, found => found.TryTake(new Worker("another host", "1"), _time.GetUtcNow(), TimeSpan.FromMinutes(1)), Stop);
        });

        await Runner(operations.Operations, step).RunAsync(id, Stop);

        var operation = (await _database.Operations.FindAsync(id, Stop)).ShouldNotBeNull();
        operation.State.ShouldBe(OperationState.Running);
        operation.LeaseOwner.ShouldBe("another host/1");
    }

    [Fact]
    public async Task A_failure_is_explained_once_before_the_operation_fails()
    {
        var step = new ExplainedStep(_ => StepOutcome.Wait("it is not ready"));
        var id = (await RunAsync(step)).Id;
        _time.Advance(step.Limit);

        var operation = await RunAgainAsync(id, step);

        operation.Failure.ShouldBe("Not within 5 minutes: it is not ready. Its cause has changed.");
        operation.FailureCommand.ShouldBe("recover prometheus --from volume");
        step.Explained.ShouldBe(1);
    }

    [Fact]
    public async Task A_failure_that_can_not_be_explained_is_told_all_the_same()
    {
        var step = new ExplainedStep(_ => StepOutcome.Fail(Problem.Conflict("It is not ready."))) { Fault = new FormatException("a bug") };

        var operation = await RunAsync(step);

        operation.State.ShouldBe(OperationState.Failed);
        operation.Failure.ShouldBe("It is not ready.");
    }

    private static StepTarget Hanging { get; } = new("Pod", "ns", "redis-0", "uid-1");

    private static StepOutcome Detour(Func<CancellationToken, Task<StepOutcome>> act) =>
        StepOutcome.Detour("Delete redis-0, which hangs", Hanging, act);

    private async Task<List<string>> EntriesAsync() =>
        await _database.Audit.ReadAsync(Stop).Select(entry => $"{entry.Action} {entry.Detail}").ToListAsync(Stop);

    private static StepOutcome Note(List<string> order)
    {
        order.Add("deleted");
        return StepOutcome.Done();
    }

    private static ScriptedReversibleStep Reversible(string title, List<string> order) => new(
        title,
        _ =>
        {
            order.Add(title);
            return StepOutcome.Done();
        },
        _ =>
        {
            order.Add($"undo {title}");
            return StepOutcome.Done();
        });

    private static ScriptedStep Failing(string title) =>
        new(title, _ => StepOutcome.Fail(Problem.Conflict($"{title} went wrong")));

    private static ScriptedStep Noting(string title, List<string> order) => new(title, _ =>
    {
        order.Add(title);
        return StepOutcome.Done();
    });

    private async Task<Operation> RunAsync(params ScriptedStep[] steps) =>
        await RunAgainAsync(await AcceptAsync(steps), steps);

    /// <summary>An operation that bob let run.</summary>
    private async Task<int> ApprovedAsync(params ScriptedStep[] steps)
    {
        var operation = new FakeCapability(steps).Operation(
            now: _time.GetUtcNow(), need: new ApprovalNeed(1, ByAsker: false));
        var id = (await _database.Operations.AcceptAsync(operation, Stop)).Operation.Id;
        await _database.Operations.ChangeAsync(id, found => found.Approve(Bob, before => before == Bob, _time.GetUtcNow()), Stop);
        return id;
    }

    private async Task<int> AcceptAsync(params ScriptedStep[] steps) =>
        (await _database.Operations.AcceptAsync(new FakeCapability(steps).Operation(now: _time.GetUtcNow()), Stop)).Operation.Id;

    private async Task<Operation> RunAgainAsync(int id, params ScriptedStep[] steps)
    {
        await Runner(steps).RunAsync(id, Stop);
        return (await _database.Operations.FindAsync(id, Stop))!; // it was accepted before
    }

    /// <summary>A new life of the same host.</summary>
    private OperationRunner Runner(params ScriptedStep[] steps) => Runner(_database.Operations, steps);

    private OperationRunner Runner(IOperations operations, params ScriptedStep[] steps) => new(
        operations,
        new FakeCapability(steps).InCapabilities(),
        _inventory,
        _sleepers,
        FakeAccess.Authority(FakeAccess.Grants(new AccessOptions { Grants = [_grant, _approver] }, _directory), _inventory),
        Options.Create(new OperationOptions { Worker = "this host" }),
        _time,
        NullLogger<OperationRunner>.Instance);

    private async Task<List<string>> ActionsAsync() =>
        await _database.Audit.ReadAsync(Stop).Select(entry => entry.Action).ToListAsync(Stop);

    /// <summary>A step that knows more about its failure.</summary>
    private sealed class ExplainedStep(Func<int, StepOutcome> script) : ScriptedStep("See it stay well", script), IStep
    {
        public int Explained { get; private set; }

        public Exception? Fault { get; init; }

        public Task<Problem> ExplainAsync(Problem failure, CancellationToken cancellationToken)
        {
            Explained++;
            return Fault is null
                ? Task.FromResult(failure with { Text = $"{failure.Text} Its cause has changed.", Command = "recover prometheus --from volume" })
                : Task.FromException<Problem>(Fault);
        }
    }
}
