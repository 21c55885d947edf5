using ChatOps.Approvals;
using ChatOps.Audit;
using ChatOps.Audit.Following;
using ChatOps.Chat;
using ChatOps.Notices;
using ChatOps.Operations;
using ChatOps.Tests.Fakes;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Notices;

/// <summary>Going on without approval is told to all, at once, with a way to stop it.</summary>
public sealed class AlarmFollowerTests : IAsyncLifetime
{
    private static readonly Actor Bob = new("slack", "UBOB", "bob");
    private static readonly Conversation Incident = new("slack", "CWATCH");

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 23, 3, 0, 0, TimeSpan.Zero));
    private readonly FakeCapability _capability = new(new ScriptedStep("Delete scheduler-1", _ => StepOutcome.Done()));
    private readonly FakeChatPlatform _slack = new();
    private TestDatabase _database = null!; // both are set before each test by InitializeAsync
    private List<TrailFollowing> _following = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync(_time, Stop);
        _following = [FollowingTo(Incident), FollowingTo(channel: null)];
        foreach (var following in _following)
        {
            await following.EnlistAsync(Stop);
        }
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task A_countdown_calls_those_who_can_stop_it_in_the_incident_channel_and_where_it_was_asked()
    {
        await StartAsync(FakeCapability.Room with { Thread = "some-thread" });

        await TellAsync();

        _slack.Posts.Select(post => post.Where).ShouldBe([Incident, FakeCapability.Room]);
        _slack.Posts.Select(post => post.Message.ToPlainText()).Distinct().ShouldHaveSingleItem().ShouldBe(
            """
            @bob alice goes on without approval at 03:05:00 UTC: Restart of scheduler of zodiac-cosmo-1172
            Why: nobody is awake
            Whoever has the role approver can stop it until then, or approve it: its plan is in the message of operation 1.
            [Deny: deny 1]  [Cancel: cancel 1]
            Operation 1
            """);
        _slack.Posts[0].Message.For(reader => reader == Bob).Buttons.Select(button => button.Label).ShouldBe(["Deny"]);
        _slack.Posts[0].Message.For(reader => reader == FakeCapability.Alice).Buttons.Select(button => button.Label).ShouldBe(["Cancel"]);
    }

    [Fact]
    public async Task Asked_in_the_incident_channel_it_is_told_there_once()
    {
        await StartAsync(Incident with { Thread = "some-thread" });

        await TellAsync();

        _slack.Posts.ShouldHaveSingleItem().Where.ShouldBe(Incident);
    }

    [Fact]
    public async Task How_it_ended_is_told_too()
    {
        var denied = await StartAsync(Incident);
        await MoveAsync(denied, (found, now) => found.Deny(Bob, "wait for me", now));
        var stopped = await StartAsync(Incident);
        await MoveAsync(stopped, (found, _) => found.KeepGlass("Things changed during the countdown."));
        var broken = await StartAsync(Incident);
        await MoveAsync(broken, (found, now) => found.BreakGlass(now));
        _slack.Posts.ShouldBeEmpty();

        await TellAsync();

        _slack.Shown.Select(shown => shown.Item2).Where(title => !title.Contains("goes on without approval at")).ShouldBe(
        [
            "bob denied operation 1, so it does not go on without approval",
            "The countdown of operation 2 was stopped: nothing runs",
            "Operation 3 went on without approval",
        ]);
    }

    [Fact]
    public async Task What_others_decide_without_a_countdown_is_no_alarm()
    {
        await MoveAsync(await AskAsync(Incident), (found, now) => found.Deny(Bob, reason: null, now));
        var waiting = await StartAsync(Incident);
        await _database.Audit.AppendAsync(
            new AuditNote("slack:UEVE", "eve", AuditAction.Denied, "scheduler", $"deny {waiting}", waiting), Stop);

        await TellAsync();

        _slack.Posts.Count.ShouldBe(1, "the start of the countdown, and not that somebody tried to deny it who may not");
    }

    private TrailFollowing FollowingTo(Conversation? channel) => new(
        new AlarmFollower(
            channel,
            _slack,
            _database.Operations,
            new Alarms(_capability.InMessages(_time), new FakeDeciders()),
            NullLogger<AlarmFollower>.Instance),
        _database.Following,
        NullLogger<TrailFollowing>.Instance);

    private async Task<int> StartAsync(Conversation where)
    {
        var id = await AskAsync(where);
        await MoveAsync(id, (found, now) => found.StartCountdown(
            FakeCapability.Alice, "nobody is awake", now.AddMinutes(5), now.AddMinutes(20), now.AddMinutes(1)));
        return id;
    }

    private async Task<int> AskAsync(Conversation where)
    {
        var request = Guid.NewGuid().ToString();
        var operation = _capability.Operation(
            request, $"ns/Deployment/{request}", _time.GetUtcNow(), new ApprovalNeed(1, ByAsker: false), where);
        return (await _database.Operations.AcceptAsync(operation, Stop)).Operation.Id;
    }

    private Task MoveAsync(int id, Action<Operation, DateTimeOffset> move) => _database.Operations.ChangeAsync(
        id,
        found =>
        {
            move(found, _time.GetUtcNow());
            return true;
        },
        Stop);

    /// <summary>More turns than there is anything to tell.</summary>
    private async Task TellAsync()
    {
        foreach (var following in Enumerable.Repeat(_following, 10).SelectMany(all => all))
        {
            await following.TakeTurnAsync(Stop);
        }
    }
}
