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

public sealed class AskerFollowerTests : IAsyncLifetime
{
    private static readonly Actor Bob = new("slack", "UBOB", "bob");
    private static readonly ApprovalNeed OneOther = new(1, ByAsker: false);

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 23, 3, 0, 0, TimeSpan.Zero));
    private readonly FakeCapability _capability = new(new ScriptedStep("Delete scheduler-1", _ => StepOutcome.Done()));
    private readonly FakeChatPlatform _slack = new();
    private TestDatabase _database = null!; // both are set before each test by InitializeAsync
    private TrailFollowing _following = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync(_time, Stop);
        var notices = new AskerNotices(_capability.InMessages(_time));
        _following = new TrailFollowing(
            new AskerFollower(
                _slack,
                _database.Operations,
                new NoticeSender(_slack, _database.Outbox, notices, NullLogger<NoticeSender>.Instance)),
            _database.Following,
            NullLogger<TrailFollowing>.Instance);
        await _following.EnlistAsync(Stop);
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task Who_asked_is_called_when_another_approves_and_when_it_is_done()
    {
        var id = await AskAsync(OneOther);
        await MoveAsync(id, 60, (found, now) => found.Approve(Bob, before => before == Bob, now));
        await RunAsync(id, 60);

        await TellAsync();

        _slack.Posts.Select(post => post.Message.ToPlainText()).ShouldBe(
        [
            "@alice bob approved operation 1", "@alice Restarted scheduler of zodiac-cosmo-1172 in 1 minute",
        ]);
        _slack.Posts.Select(post => post.Where).Distinct().ShouldBe([FakeCapability.Room with { Thread = "living-1" }]);
        _slack.Posts.ShouldAllBe(post => post.Message.Addressees.Single() == FakeCapability.Alice);
    }

    [Fact]
    public async Task A_denial_is_told_with_its_reason()
    {
        var id = await AskAsync(OneOther);
        await MoveAsync(id, 5, (found, now) => found.Deny(Bob, "not during the nightly run", now));

        await TellAsync();

        _slack.Posts.ShouldHaveSingleItem().Message.ToPlainText().ShouldBe("@alice bob denied operation 1\nnot during the nightly run");
    }

    [Fact]
    public async Task A_notice_that_can_not_be_said_is_said_short_and_holds_up_none_behind_it()
    {
        var id = await AskAsync(OneOther);
        await MoveAsync(id, 5, (found, now) => found.Deny(Bob, "a reason that Slack does not like", now));
        _slack.Objection = message => message.Parts.Count > 0 ? new ChatRefusedException("invalid_blocks", isAboutContent: true) : null;

        await TellAsync();
        await TellAsync();
        await TellAsync();
        await TellAsync();

        _slack.Posts.ShouldHaveSingleItem().Message.ToPlainText().ShouldBe("@alice Operation 1: Denied");
    }

    [Fact]
    public async Task Somebody_who_may_not_deny_denies_nothing()
    {
        var id = await AskAsync(OneOther);
        await _database.Audit.AppendAsync(
            new AuditNote(Bob.Key, Bob.Name, AuditAction.Refused, "scheduler", $"deny {id}", id), Stop);

        await TellAsync();

        _slack.Posts.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_nobody_decided_on_is_told()
    {
        var id = await AskAsync(OneOther);
        await MoveAsync(id, 900, (found, now) => found.Expire(now));

        await TellAsync();

        _slack.Shown.ShouldBe([("posted", "Nobody decided on operation 1 in time")]);
    }

    [Theory]
    [InlineData(0, "under a second")]
    [InlineData(600, "10 minutes")]
    public async Task Every_success_is_told_however_soon_it_comes(int seconds, string took)
    {
        await RunAsync(await AskAsync(ApprovalNeed.None), seconds);

        await TellAsync();

        _slack.Shown.ShouldBe([("posted", $"Restarted scheduler of zodiac-cosmo-1172 in {took}")]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(600)]
    public async Task Every_failure_is_told_however_soon_it_comes(int seconds)
    {
        var id = await AskAsync(ApprovalNeed.None);
        await MoveAsync(id, seconds, (found, now) => found.TryTake(new Worker("a", "1"), now, TimeSpan.FromMinutes(1)));
        await MoveAsync(id, 0, (found, now) =>
        {
            found.Fail(Problem.Conflict("it was replaced"), now);
            found.EndRetreat(now);
        });

        await TellAsync();

        _slack.Shown.ShouldBe([("posted", "Restart of scheduler of zodiac-cosmo-1172 failed")]);
    }

    [Fact]
    public async Task What_they_did_themselves_they_know()
    {
        var confirmed = await AskAsync(new ApprovalNeed(1, ByAsker: true));
        await MoveAsync(confirmed, 60, (found, now) => found.Approve(FakeCapability.Alice, before => before == FakeCapability.Alice, now));
        await MoveAsync(confirmed, 60, (found, now) => found.TryCancel(FakeCapability.Alice, now));

        await TellAsync();

        _slack.Posts.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_they_stopped_themselves_is_told_when_it_has_ended()
    {
        var id = await AskAsync(ApprovalNeed.None);
        await MoveAsync(id, 5, (found, now) => found.TryTake(new Worker("a", "1"), now, TimeSpan.FromMinutes(1)));
        await MoveAsync(id, 5, (found, now) => found.TryCancel(FakeCapability.Alice, now));
        await TellAsync();
        _slack.Posts.ShouldBeEmpty();

        await MoveAsync(id, 5, (found, now) => found.EndRetreat(now));
        await TellAsync();

        _slack.Shown.ShouldBe([("posted", "Restart of scheduler of zodiac-cosmo-1172 was cancelled")]);
    }

    [Fact]
    public async Task A_sign_off_is_told_with_its_remark()
    {
        var id = await AskAsync(OneOther);
        await MoveAsync(id, 60, (found, now) =>
        {
            found.StartCountdown(FakeCapability.Alice, "nobody is awake", now, now, now);
            found.BreakGlass(now);
        });
        await RunAsync(id, 60);
        await MoveAsync(id, 60, (found, now) => found.CloseReview(Bob, "was right", now));

        await TellAsync();

        _slack.Posts.Select(post => post.Message.ToPlainText()).ShouldBe(
        [
            "@alice Restarted scheduler of zodiac-cosmo-1172 in 1 minute", "@alice bob signed off operation 1\nwas right",
        ]);
    }

    [Fact]
    public async Task Somebody_else_who_stops_it_is_named()
    {
        var id = await AskAsync(OneOther);
        await MoveAsync(id, 60, (found, now) => found.TryCancel(Bob, now));

        await TellAsync();

        _slack.Shown.ShouldBe([("posted", "bob stopped operation 1")]);
    }

    [Fact]
    public async Task A_notice_waits_for_the_message_that_it_stands_under()
    {
        var id = await AskAsync(OneOther, isPosted: false);
        await MoveAsync(id, 60, (found, now) => found.Approve(Bob, before => before == Bob, now));
        await TellAsync();
        _slack.Posts.ShouldBeEmpty();

        await PostedAsync(id);
        await TellAsync();

        _slack.Shown.ShouldBe([("posted", "bob approved operation 1")]);
    }

    [Fact]
    public async Task Where_nothing_can_be_said_the_others_are_still_told()
    {
        var refused = await AskAsync(OneOther);
        await MoveAsync(refused, 60, (found, now) => found.Deny(Bob, reason: null, now));
        var told = await AskAsync(OneOther);
        await MoveAsync(told, 60, (found, now) => found.Approve(Bob, before => before == Bob, now));
        _slack.Trouble = new ChatRefusedException("The bot is not in the channel.");

        await TellAsync();

        _slack.Shown.ShouldBe([("posted", "bob approved operation 2")]);
        _following.Problem.ShouldBeNull();
    }

    [Fact]
    public async Task Nothing_is_lost_while_the_platform_is_away()
    {
        var id = await AskAsync(OneOther);
        await MoveAsync(id, 60, (found, now) => found.Approve(Bob, before => before == Bob, now));
        _slack.Outage = new ChatUnavailableException("Slack can't be reached.");
        await TellAsync();
        _following.Problem.ShouldBe("Slack can't be reached.");

        _slack.Outage = null;
        await TellAsync();

        _slack.Shown.ShouldBe([("posted", "bob approved operation 1")]);
    }

    [Fact]
    public async Task Who_asked_elsewhere_is_told_there_by_another()
    {
        var id = await AskAsync(OneOther, conversation: new Conversation("console", "room"));
        await MoveAsync(id, 60, (found, now) => found.Approve(Bob, before => before == Bob, now));

        await TellAsync();

        _slack.Posts.ShouldBeEmpty();
    }

    private async Task<int> AskAsync(ApprovalNeed need, bool isPosted = true, Conversation? conversation = null)
    {
        var request = Guid.NewGuid().ToString();
        var operation = _capability.Operation(request, $"ns/Deployment/{request}", _time.GetUtcNow(), need, conversation);
        var id = (await _database.Operations.AcceptAsync(operation, Stop)).Operation.Id;
        if (isPosted)
        {
            await PostedAsync(id);
        }

        return id;
    }

    private async Task PostedAsync(int id)
    {
        var living = (await _database.Outbox.OfOperationAsync(id, Stop)).ShouldHaveSingleItem();
        await _database.Outbox.SentAsync(living.Id, $"living-{id}", version: 1, _time.GetUtcNow(), Stop);
    }

    private async Task RunAsync(int id, int seconds)
    {
        await MoveAsync(id, seconds, (found, now) => found.TryTake(new Worker("a", "1"), now, TimeSpan.FromMinutes(1)));
        await MoveAsync(id, 0, (found, now) => found.BeginStep(now, TimeSpan.FromMinutes(1)));
        await MoveAsync(id, 0, (found, now) => found.CompleteStep(note: null, now));
        await MoveAsync(id, 0, (found, now) => found.Succeed(now));
    }

    private Task MoveAsync(int id, int afterSeconds, Action<Operation, DateTimeOffset> move)
    {
        _time.Advance(TimeSpan.FromSeconds(afterSeconds));
        return _database.Operations.ChangeAsync(
            id,
            found =>
            {
                move(found, _time.GetUtcNow());
                return true;
            },
            Stop);
    }

    /// <summary>More turns than there is anything to tell.</summary>
    private async Task TellAsync()
    {
        for (var turn = 0; turn < 10; turn++)
        {
            await _following.TakeTurnAsync(Stop);
        }
    }
}
