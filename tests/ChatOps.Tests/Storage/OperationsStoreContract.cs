using ChatOps.Adapters.Storage;
using ChatOps.Approvals;
using ChatOps.Audit;
using ChatOps.Chat;
using ChatOps.Operations;
using ChatOps.Operations.Outbox;
using ChatOps.Tests.Fakes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Storage;

/// <summary>What the stores promise, whichever database they stand on.</summary>
public abstract class OperationsStoreContract : IAsyncLifetime
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);

    /// <summary>Shorter than a host may be silent.</summary>
    private static readonly TimeSpan Nap = TimeSpan.FromSeconds(5);

    private static readonly Worker Host = new("w1", "1");

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 23, 3, 0, 0, TimeSpan.Zero));
    private readonly FakeCapability _capability = new(new ScriptedStep("Delete scheduler-1", _ => StepOutcome.Done()));
    private TestDatabase _database = null!; // set before each test by InitializeAsync

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _database = await CreateAsync(_time, Stop);

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task An_accepted_operation_comes_back_as_it_was_stored()
    {
        var accepted = await AcceptAsync("r1");

        var found = await _database.Operations.FindAsync(accepted.Operation.Id, Stop);

        found.ShouldNotBeNull();
        found.Actor.ShouldBe(FakeCapability.Alice);
        found.Conversation.ShouldBe(FakeCapability.Room);
        found.State.ShouldBe(OperationState.Approved);
        found.CreatedAt.ShouldBe(_time.GetUtcNow());
        found.Steps.Select(step => step.Title).ShouldBe(["Delete scheduler-1"]);
    }

    [Fact]
    public async Task The_latest_that_has_ended_of_a_target_is_found_among_others()
    {
        (await LatestAsync()).ShouldBeNull();
        var first = await AcceptAsync("r1");
        (await LatestAsync()).ShouldBeNull("it has not ended");
        await CancelAsync(first);
        var second = await AcceptAsync("r2");
        await CancelAsync(second);
        await CancelAsync(await AcceptAsync("r3", "ns/Deployment/webserver"));
        await AcceptAsync("r4");

        (await LatestAsync()).ShouldNotBeNull().Id.ShouldBe(second.Operation.Id);
        (await _database.Past.LatestAsync("volume delete", first.Operation.Target, Stop)).ShouldBeNull("another capability");

        Task<Operation?> LatestAsync() =>
            _database.Past.LatestAsync(_capability.Operation("r0").Capability, _capability.Operation("r0").Target, Stop);

        Task CancelAsync(Acceptance accepted) => _database.Operations.ChangeAsync(
            accepted.Operation.Id, found => found.TryCancel(FakeCapability.Alice, _time.GetUtcNow()), Stop);
    }

    [Fact]
    public async Task A_rehearsal_leaves_nothing_behind_and_takes_no_number()
    {
        await AcceptAsync("r1");

        await Task.WhenAll(_database.Rehearsal.RehearseAsync(Stop), _database.AsHost("b").Rehearsal.RehearseAsync(Stop));

        (await _database.Operations.RecentAsync(limit: 10, Stop)).ShouldHaveSingleItem();
        (await _database.Outbox.PendingAsync(_time.GetUtcNow(), except: [], limit: 10, Stop)).ShouldHaveSingleItem();
        var trail = await _database.Audit.LatestAsync(limit: 100, Stop);
        trail.ShouldAllBe(entry => entry.OperationId == 1);
        (await AcceptAsync("r2", "ns/Deployment/webserver")).Operation.Id.ShouldBe(2);
    }

    [Fact]
    public async Task Of_many_decisions_at_once_one_is_stored_and_the_others_see_it()
    {
        var asked = _capability.Operation("r1", now: _time.GetUtcNow(), need: new ApprovalNeed(Count: 1, ByAsker: false));
        var id = (await _database.Operations.AcceptAsync(asked, Stop)).Operation.Id;

        var decided = await Task.WhenAll(Enumerable.Range(0, 10).Select(clicker => _database.Operations.ChangeAsync(
            id,
            found => found.State is OperationState.AwaitingApproval
                && found.Approve(Clicker(clicker), before => before == Clicker(clicker), _time.GetUtcNow()),
            Stop)));

        decided.Count(change => change.Changed).ShouldBe(1);
        decided.ShouldAllBe(change => change.Operation.State == OperationState.Approved);
        (await _database.Operations.FindAsync(id, Stop)).ShouldNotBeNull().Decisions.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Steps_come_back_in_their_order_whichever_was_changed_last()
    {
        string[] titles = ["Stop", "Delete", "Start"];
        IStep[] steps = [.. titles.Select(title => new ScriptedStep(title, _ => StepOutcome.Done()))];
        var id = (await _database.Operations.AcceptAsync(
            new FakeCapability(steps).Operation("r1", now: _time.GetUtcNow()), Stop)).Operation.Id;
        await ChangeAsync(id, operation => operation.TryTake(Host, _time.GetUtcNow(), Lease));

        foreach (var title in titles)
        {
            await ChangeAsync(id, operation => operation.BeginStep(_time.GetUtcNow(), Lease));
            var begun = await _database.Operations.FindAsync(id, Stop);
            begun.ShouldNotBeNull().Steps.Select(step => step.Title).ShouldBe(titles);
            begun.CurrentStep.ShouldNotBeNull().ShouldSatisfyAllConditions(
                step => step.Title.ShouldBe(title), step => step.State.ShouldBe(StepState.Running));
            await ChangeAsync(id, operation => operation.CompleteStep(note: null, _time.GetUtcNow()));
        }
    }

    [Fact]
    public async Task Steps_that_are_not_needed_any_more_are_gone_for_good()
    {
        IStep[] steps = [.. Enumerable.Range(1, 3).Select(number => new ScriptedStep($"Try {number}", _ => StepOutcome.Done()))];
        var id = (await _database.Operations.AcceptAsync(
            new FakeCapability(steps).Operation("r1", now: _time.GetUtcNow()), Stop)).Operation.Id;
        await ChangeAsync(id, operation => operation.TryTake(Host, _time.GetUtcNow(), Lease));
        await ChangeAsync(id, operation => operation.BeginStep(_time.GetUtcNow(), Lease));

        await ChangeAsync(id, operation => operation.CompleteStep(new StepOutcome.Completed("landed") { IsEnough = true }, _time.GetUtcNow()));

        var found = (await _database.Operations.FindAsync(id, Stop)).ShouldNotBeNull();
        found.Steps.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            step => step.Title.ShouldBe("Try 1"), step => step.State.ShouldBe(StepState.Done), step => step.Note.ShouldBe("landed"));
        found.CurrentStep.ShouldBeNull();
        await ChangeAsync(id, operation => operation.Succeed(_time.GetUtcNow()));
        (await _database.Operations.FindAsync(id, Stop)).ShouldNotBeNull().Steps.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task The_same_request_twice_is_one_operation()
    {
        var first = await AcceptAsync("r1");

        var second = await AcceptAsync("r1");

        second.Kind.ShouldBe(AcceptanceKind.Repeated);
        second.Operation.Id.ShouldBe(first.Operation.Id);
    }

    [Fact]
    public async Task A_target_has_one_unfinished_operation()
    {
        var first = await AcceptAsync("r1");

        var second = await AcceptAsync("r2");

        second.Kind.ShouldBe(AcceptanceKind.TargetBusy);
        second.Operation.Id.ShouldBe(first.Operation.Id);
    }

    [Fact]
    public async Task A_target_is_free_again_when_its_operation_has_ended()
    {
        var first = await AcceptAsync("r1");
        await RunToEndAsync(first.Operation.Id);

        (await AcceptAsync("r2")).Kind.ShouldBe(AcceptanceKind.Accepted);
    }

    [Fact]
    public async Task Of_many_at_once_exactly_one_gets_the_target()
    {
        var acceptances = await Task.WhenAll(
            Enumerable.Range(0, 10).Select(asker => Task.Run(() => AcceptAsync($"r{asker}"), Stop)));

        acceptances.Count(acceptance => acceptance.Kind is AcceptanceKind.Accepted).ShouldBe(1);
        acceptances.Select(acceptance => acceptance.Operation.Id).Distinct().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Whoever_asks_for_the_same_many_times_at_once_is_kept_once_for_each_conversation()
    {
        var id = (await AcceptAsync("r1")).Operation.Id;
        Conversation[] places = [new("slack", "C2"), new("slack", "C2", "t1")];

        var joins = await Task.WhenAll(Enumerable.Range(0, 10).Select(time => Task.Run(
            () => _database.Operations.ChangeAsync(id, found => found.TryJoin(Clicker(1), places[time % 2], "restart"), Stop), Stop)));

        joins.Count(join => join.Changed).ShouldBe(2);
        var fellows = (await _database.Operations.FindAsync(id, Stop)).ShouldNotBeNull().Fellows;
        fellows.Select(fellow => fellow.Conversation).ShouldBe(places, ignoreOrder: true);
        fellows.ShouldAllBe(fellow => fellow.Actor == Clicker(1) && !fellow.IsTold);
        (await _database.Audit.LatestAsync(limit: 100, Stop)).Count(entry => entry.Action == AuditAction.Joined).ShouldBe(2);
    }

    [Fact]
    public async Task Who_is_told_is_kept_and_no_message_has_to_be_sent_for_it()
    {
        var id = (await AcceptAsync("r1")).Operation.Id;
        Conversation[] places = [new("slack", "C2"), new("slack", "C2", "t1")];
        foreach (var place in places)
        {
            await ChangeAsync(id, operation => operation.TryJoin(Clicker(1), place, "restart"));
        }

        await RunToEndAsync(id);
        var ended = (await _database.Operations.FindAsync(id, Stop)).ShouldNotBeNull();

        await _database.Outbox.ToldAsync(id, places[0], Stop);

        var told = (await _database.Operations.FindAsync(id, Stop)).ShouldNotBeNull();
        told.Fellows.Select(fellow => (fellow.Conversation, fellow.IsTold)).ShouldBe([(places[0], true), (places[1], false)]);
        told.Version.ShouldBe(ended.Version);
    }

    [Fact]
    public async Task What_has_ended_is_not_joined_any_more()
    {
        var id = (await AcceptAsync("r1")).Operation.Id;
        await RunToEndAsync(id);

        var (ended, isJoined) = await _database.Operations.ChangeAsync(
            id, found => found.TryJoin(Clicker(1), FakeCapability.Room, "restart"), Stop);

        isJoined.ShouldBeFalse();
        ended.Fellows.ShouldBeEmpty();
    }

    [Fact]
    public async Task Of_many_at_once_exactly_one_takes_the_operation()
    {
        var id = (await AcceptAsync("r1")).Operation.Id;

        var takes = await Task.WhenAll(Enumerable.Range(0, 10).Select(worker => Task.Run(
            () => _database.Operations.ChangeAsync(
                id, operation => operation.TryTake(new Worker($"w{worker}", "1"), _time.GetUtcNow(), Lease), Stop),
            Stop)));

        takes.Count(take => take.Changed).ShouldBe(1);
    }

    [Fact]
    public async Task Every_move_is_in_the_audit_trail_with_its_operation()
    {
        var id = (await AcceptAsync("r1")).Operation.Id;
        await RunToEndAsync(id);

        var entries = await _database.Audit.ReadAsync(Stop).ToListAsync(Stop);

        entries.Select(entry => entry.Action).ShouldBe(
        [
            AuditAction.Asked, AuditAction.Planned, AuditAction.Approved, AuditAction.StepStarted,
            AuditAction.StepDone, AuditAction.Succeeded,
        ]);
        entries.ShouldAllBe(entry => entry.OperationId == id);
        entries[0].Actor.ShouldBe("slack:UALICE");
        (await AuditVerification.OfAsync(_database.Audit, Stop)).IsIntact.ShouldBeTrue();
    }

    [Fact]
    public async Task A_move_that_throws_leaves_neither_state_nor_audit_behind()
    {
        var id = (await AcceptAsync("r1")).Operation.Id;

        await Should.ThrowAsync<InvalidOperationException>(() => _database.Operations.ChangeAsync(
            id,
            operation =>
            {
                operation.TryTake(Host, _time.GetUtcNow(), Lease);
                throw new InvalidOperationException("the worker died here");
            },
            Stop));

        (await _database.Operations.FindAsync(id, Stop))!.State.ShouldBe(OperationState.Approved);
        (await _database.Audit.ReadAsync(Stop).CountAsync(Stop)).ShouldBe(3);
    }

    [Fact]
    public async Task Due_is_what_may_run_and_nobody_holds()
    {
        var waiting = (await AcceptAsync("waiting", "ns/Deployment/a")).Operation.Id;
        var running = (await AcceptAsync("running", "ns/Deployment/b")).Operation.Id;
        var approved = (await AcceptAsync("approved", "ns/Deployment/c")).Operation.Id;
        await ChangeAsync(waiting, operation =>
        {
            operation.TryTake(Host, _time.GetUtcNow(), Lease);
            operation.BeginStep(_time.GetUtcNow(), Lease);
            operation.Sleep("its successor", _time.GetUtcNow(), _time.GetUtcNow().AddSeconds(10));
        });
        await ChangeAsync(running, operation => operation.TryTake(Host, _time.GetUtcNow(), Lease));

        (await DueAsync(_database, _time.GetUtcNow())).ShouldBe([approved]);
        (await DueAsync(_database, _time.GetUtcNow().AddSeconds(10))).ShouldBe([waiting, approved]);
        var due = await _database.Operations.DueAsync(_time.GetUtcNow() + Lease, Stop);
        due.Select(operation => (operation.Id, operation.HasSlept)).ShouldBe([(waiting, true), (running, false), (approved, false)]);
        (await _database.Operations.FindAsync(running, Stop)).ShouldNotBeNull().Version.ShouldBe(due[1].Version);
    }

    [Fact]
    public async Task What_sleeps_at_a_host_that_lives_is_that_ones_to_wake()
    {
        await using var other = _database.AsHost("b");
        var id = await SleepAsync("b");
        await other.Presence.ReportAsync(Stop);
        var woken = _time.GetUtcNow() + Nap;

        (await DueAsync(_database, woken)).ShouldBeEmpty();
        (await _database.Operations.OrphanedAsync(_time.GetUtcNow(), Stop)).ShouldBeEmpty();
        (await _database.Operations.UnfinishedAsync(Stop)).ShouldBeEmpty();
        (await DueAsync(other, woken)).ShouldBe([id]);
        (await other.Operations.UnfinishedAsync(Stop)).ShouldBe([id]);
        (await DueAsync(_database, woken + HostPresence.Absence)).ShouldBe([id], "that one is late");
    }

    [Fact]
    public async Task What_slept_at_a_host_that_died_is_resumed_by_another()
    {
        await using var other = _database.AsHost("b");
        var id = await SleepAsync("b");
        await other.Presence.ReportAsync(Stop);
        _time.Advance(HostPresence.Absence + TimeSpan.FromSeconds(1));

        (await other.Operations.OrphanedAsync(_time.GetUtcNow(), Stop)).ShouldBeEmpty("its own are not orphans");
        (await _database.Operations.OrphanedAsync(_time.GetUtcNow(), Stop)).ShouldBe([id]);
        await ChangeAsync(id, operation => operation.TryOrphan(_time.GetUtcNow()));
        (await DueAsync(_database, _time.GetUtcNow())).ShouldBe([id]);
        await ChangeAsync(id, operation => operation.TryTake(Host, _time.GetUtcNow(), Lease));

        (await _database.Operations.FindAsync(id, Stop)).ShouldNotBeNull().ResumedAt.ShouldBe(1);
        (await _database.Audit.LatestAsync(limit: 1, Stop)).ShouldHaveSingleItem().Action.ShouldBe(AuditAction.Resumed);
    }

    [Theory]
    [InlineData("UPDATE audit_entries SET \"Detail\" = 'nothing happened'")]
    [InlineData("DELETE FROM audit_entries")]
    public async Task The_database_itself_refuses_to_rewrite_the_audit_trail(string rewrite)
    {
        await AcceptAsync("r1");
        await using var context = await _database.OpenAsync(Stop);

        var refused = await Should.ThrowAsync<Exception>(() => context.Database.ExecuteSqlRawAsync(rewrite, Stop));

        refused.Message.ShouldContain("append-only");
    }

    [Fact]
    public async Task Of_many_moves_at_once_none_is_lost_and_the_trail_stays_whole()
    {
        var ids = new List<int>();
        for (var target = 0; target < 5; target++)
        {
            ids.Add((await AcceptAsync($"r{target}", $"ns/Deployment/{target}")).Operation.Id);
        }

        await Task.WhenAll(ids.SelectMany(id => Enumerable.Range(0, 8).Select(_ => Task.Run(() => NoteAsync(id), Stop))));

        foreach (var id in ids)
        {
            (await _database.Operations.FindAsync(id, Stop))!.Version.ShouldBe(1 + 8); // it was accepted above
        }

        (await AuditVerification.OfAsync(_database.Audit, Stop)).IsIntact.ShouldBeTrue();
    }

    [Fact]
    public async Task A_message_is_sent_by_the_host_that_accepted_its_command()
    {
        await using var other = _database.AsHost("b");
        await AcceptAsync("r1");
        await _database.Presence.ReportAsync(Stop);

        _time.Advance(HostPresence.Patience);
        await other.Presence.ReportAsync(Stop);

        (await PendingAsync(_database)).ShouldHaveSingleItem();
        (await PendingAsync(other)).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_a_dead_host_had_to_tell_is_told_by_one_other()
    {
        await using var second = _database.AsHost("b");
        await using var third = _database.AsHost("c");
        await AcceptAsync("r1");
        await _database.Presence.ReportAsync(Stop);

        _time.Advance(HostPresence.Patience + TimeSpan.FromSeconds(1));
        await Task.WhenAll(second.Presence.ReportAsync(Stop), third.Presence.ReportAsync(Stop));

        (await PendingAsync(_database)).ShouldBeEmpty();
        ((await PendingAsync(second)).Count + (await PendingAsync(third)).Count).ShouldBe(1);
    }

    [Fact]
    public async Task A_host_that_says_goodbye_is_followed_at_once()
    {
        await using var other = _database.AsHost("b");
        await AcceptAsync("r1");
        await _database.Presence.StartAsync(Stop);
        await _database.Presence.StopAsync(Stop);

        await other.Presence.ReportAsync(Stop);

        (await PendingAsync(other)).ShouldHaveSingleItem();
    }

    private protected abstract Task<TestDatabase> CreateAsync(TimeProvider time, CancellationToken cancellationToken);

    private static async Task<IEnumerable<int>> DueAsync(TestDatabase database, DateTimeOffset now) =>
        (await database.Operations.DueAsync(now, Stop)).Select(operation => operation.Id);

    private Task<IReadOnlyList<LivingMessage>> PendingAsync(TestDatabase database) =>
        database.Outbox.PendingAsync(_time.GetUtcNow(), except: [], limit: 10, Stop);

    /// <summary>A move that can be made again and again: a worker whose lease is over is followed by another.</summary>
    private Task NoteAsync(int id) => ChangeAsync(
        id, operation => operation.TryTake(new Worker(Guid.NewGuid().ToString(), "1"), _time.GetUtcNow(), TimeSpan.Zero));

    /// <summary>Has an operation fall asleep at a host in the middle of its step.</summary>
    private async Task<int> SleepAsync(string host)
    {
        var id = (await AcceptAsync("r1")).Operation.Id;
        await ChangeAsync(id, operation =>
        {
            operation.TryTake(new Worker(host, "1"), _time.GetUtcNow(), Lease);
            operation.BeginStep(_time.GetUtcNow(), Lease);
            operation.Sleep("its successor", _time.GetUtcNow(), _time.GetUtcNow() + Nap);
        });
        return id;
    }

    private static Actor Clicker(int number) => new("slack", $"U{number}", $"u{number}");

    private Task<Acceptance> AcceptAsync(string request, string target = "ns/Deployment/scheduler") =>
        _database.Operations.AcceptAsync(_capability.Operation(request, target, _time.GetUtcNow()), Stop);

    private Task RunToEndAsync(int id) => ChangeAsync(id, operation =>
    {
        operation.TryTake(Host, _time.GetUtcNow(), Lease);
        operation.BeginStep(_time.GetUtcNow(), Lease);
        operation.CompleteStep(note: null, _time.GetUtcNow());
        operation.Succeed(_time.GetUtcNow());
    });

    private Task ChangeAsync(int id, Action<Operation> move) => _database.Operations.ChangeAsync(
        id,
        operation =>
        {
            move(operation);
            return true;
        },
        Stop);
}
