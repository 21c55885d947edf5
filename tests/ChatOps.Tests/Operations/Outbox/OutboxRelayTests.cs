using ChatOps.Chat;
using ChatOps.Incidents;
using ChatOps.Operations;
using ChatOps.Operations.Outbox;
using ChatOps.Tests.Fakes;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Operations.Outbox;

public sealed class OutboxRelayTests : IAsyncLifetime
{
    private const string Working = "Restarting scheduler of zodiac-cosmo-1172";
    private const string Failed = "Restart of scheduler of zodiac-cosmo-1172 failed";

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 23, 3, 0, 0, TimeSpan.Zero));
    private readonly FakeCapability _capability = new(new ScriptedStep("Delete scheduler-1", _ => StepOutcome.Done()));
    private readonly FakeChatPlatform _slack = new();
    private TestDatabase _database = null!; // both are set before each test by InitializeAsync
    private OutboxRelay _relay = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync(_time, Stop);
        _relay = new OutboxRelay(
            _database.Outbox,
            _database.Operations,
            new LivingMessageSender(_capability.InMessages(_time)),
            new PlainHeads(_database.Search),
            new ShortenedMessages(_time),
            [_slack],
            Options.Create(new IncidentOptions()),
            _time,
            NullLogger<OutboxRelay>.Instance);
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task Moves_in_quick_succession_become_one_update_a_second_later()
    {
        var id = await AcceptAsync();
        await _relay.DeliverAsync(Stop);
        await TakeAsync(id);
        await FailAsync(id);

        await _relay.DeliverAsync(Stop);
        _slack.Shown.ShouldBe([("posted", Working)]);
        _time.Advance(TimeSpan.FromSeconds(1));
        await _relay.DeliverAsync(Stop);

        _slack.Shown.ShouldBe([("posted", Working), ("message-1", Failed)]);
        (await _relay.DeliverAsync(Stop)).ShouldBe(0);
    }

    [Fact]
    public async Task A_platform_that_asks_to_wait_is_left_alone_for_as_long()
    {
        await AcceptAsync();
        _slack.Trouble = new ChatUnavailableException("Slack answered with HTTP 429.", TimeSpan.FromSeconds(30));
        await _relay.DeliverAsync(Stop);

        _time.Advance(TimeSpan.FromSeconds(29));
        (await _relay.DeliverAsync(Stop)).ShouldBe(0);
        _time.Advance(TimeSpan.FromSeconds(1));
        await _relay.DeliverAsync(Stop);

        _slack.Shown.ShouldBe([("posted", Working)]);
    }

    [Fact]
    public async Task Pauses_double_while_a_platform_is_away()
    {
        await AcceptAsync();
        foreach (var seconds in new[] { 1, 2, 4 })
        {
            _slack.Trouble = new ChatUnavailableException("Slack can't be reached.");
            (await _relay.DeliverAsync(Stop)).ShouldBe(1);
            _time.Advance(TimeSpan.FromSeconds(seconds) - TimeSpan.FromMilliseconds(1));
            (await _relay.DeliverAsync(Stop)).ShouldBe(0);
            _time.Advance(TimeSpan.FromMilliseconds(1));
        }

        await _relay.DeliverAsync(Stop);
        _slack.Shown.ShouldBe([("posted", Working)]);
    }

    [Fact]
    public async Task What_was_never_posted_is_tried_for_an_hour_and_then_when_there_is_something_new_to_tell()
    {
        var id = await AcceptAsync();
        for (var minute = 0; minute < 90; minute++)
        {
            _slack.Trouble = new ChatRefusedException("The bot is not in the channel.");
            await _relay.DeliverAsync(Stop);
            _time.Advance(TimeSpan.FromMinutes(1));
        }

        _slack.Trouble = null;
        (await _relay.DeliverAsync(Stop)).ShouldBe(0);

        await TakeAsync(id);
        await _relay.DeliverAsync(Stop);

        _slack.Shown.ShouldBe([("posted", Working)]);
    }

    [Fact]
    public async Task A_refusal_that_is_over_in_a_moment_loses_no_message()
    {
        await AcceptAsync();
        _slack.Trouble = new ChatRefusedException("The token was revoked.");
        await _relay.DeliverAsync(Stop);

        _time.Advance(TimeSpan.FromSeconds(5));
        await _relay.DeliverAsync(Stop);

        _slack.Shown.ShouldBe([("posted", Working)], "else nobody could approve what nobody sees");
    }

    [Fact]
    public async Task A_message_that_stands_is_replaced_as_soon_as_it_may_be_again()
    {
        var id = await AcceptAsync();
        await _relay.DeliverAsync(Stop);
        await TakeAsync(id);
        await FailAsync(id);
        for (var tries = 0; tries < 3; tries++)
        {
            _slack.Trouble = new ChatRefusedException("The token was revoked.");
            _time.Advance(TimeSpan.FromMinutes(1));
            (await _relay.DeliverAsync(Stop)).ShouldBe(1);
        }

        _time.Advance(TimeSpan.FromMinutes(1));
        (await _relay.DeliverAsync(Stop)).ShouldBe(1);

        _slack.Shown.ShouldBe([("posted", Working), ("message-1", Failed)], "else its buttons would press for nothing, for ever");
    }

    [Fact]
    public async Task A_message_that_can_not_be_sent_for_a_bug_holds_up_no_other()
    {
        await AcceptAsync("r1", "ns/Deployment/scheduler");
        await AcceptAsync("r2", "ns/Deployment/webserver");
        _slack.Trouble = new InvalidOperationException("A part this renderer does not know");

        await _relay.DeliverAsync(Stop);

        _slack.Shown.ShouldBe([("posted", Working)], "the second");
        _time.Advance(TimeSpan.FromMinutes(1));
        await _relay.DeliverAsync(Stop);
        _slack.Shown.Count.ShouldBe(2, "the first is tried again");
    }

    [Fact]
    public async Task A_conversation_on_a_platform_that_is_switched_off_is_passed_over()
    {
        await AcceptAsync();
        var relay = new OutboxRelay(
            _database.Outbox,
            _database.Operations,
            new LivingMessageSender(_capability.InMessages(_time)),
            new PlainHeads(_database.Search),
            new ShortenedMessages(_time),
            [new FakeChatPlatform("console")],
            Options.Create(new IncidentOptions()),
            _time,
            NullLogger<OutboxRelay>.Instance);

        (await relay.DeliverAsync(Stop)).ShouldBe(1);
        (await relay.DeliverAsync(Stop)).ShouldBe(0);
    }

    [Fact]
    public async Task What_comes_later_is_not_told_before_what_a_channel_did_not_take()
    {
        await AcceptAsync("r1", "ns/Deployment/scheduler");
        _slack.Trouble = new ChatUnavailableException("Slack can't be reached.");
        await _relay.DeliverAsync(Stop);

        await AcceptAsync("r2", "ns/Deployment/webserver");
        await _relay.DeliverAsync(Stop);
        _slack.Posts.ShouldBeEmpty("the first still waits");
        _time.Advance(TimeSpan.FromSeconds(1));
        await _relay.DeliverAsync(Stop);

        _slack.Posts.Select(post => post.Message.Footer![..11]).ShouldBe(["Operation 1", "Operation 2"]); // all have one
    }

    [Fact]
    public async Task A_slow_channel_delays_no_other()
    {
        var slow = new TaskCompletionSource();
        _slack.Delays["CINCIDENT"] = slow.Task;
        await AcceptAsync("r1", "ns/Deployment/scheduler");
        var stuck = await _relay.BeginAsync(Stop);
        await AcceptAsync("r2", "ns/Deployment/webserver", new Conversation("slack", "CTEAM"));

        (await _relay.DeliverAsync(Stop)).ShouldBe(1, "the message to the other channel alone");

        _slack.Posts.ShouldHaveSingleItem().Where.Channel.ShouldBe("CTEAM");
        slow.SetResult();
        await Task.WhenAll(stuck);
        _slack.Posts.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_move_that_people_would_not_see_is_not_sent()
    {
        var id = await AcceptAsync();
        await TakeAsync(id);
        await MoveAsync(id, found => found.Sleep("its successor", _time.GetUtcNow(), _time.GetUtcNow()));
        await TakeAsync(id);
        await _relay.DeliverAsync(Stop);
        for (var wakeUp = 0; wakeUp < 3; wakeUp++)
        {
            await MoveAsync(id, found => found.Sleep("its successor", _time.GetUtcNow(), _time.GetUtcNow()));
            await TakeAsync(id);
            _time.Advance(TimeSpan.FromSeconds(15));
            await _relay.DeliverAsync(Stop);
        }

        _slack.Shown.ShouldBe([("posted", Working)]);
        await FailAsync(id);
        _time.Advance(TimeSpan.FromSeconds(1));
        await _relay.DeliverAsync(Stop);
        _slack.Shown.ShouldBe([("posted", Working), ("message-1", Failed)]);
    }

    [Fact]
    public async Task A_message_that_somebody_deleted_is_posted_anew()
    {
        var id = await AcceptAsync();
        await _relay.DeliverAsync(Stop);
        _time.Advance(TimeSpan.FromSeconds(1));
        _slack.Trouble = new ChatMessageGoneException("It was deleted.");
        await FailAsync(id);

        await _relay.DeliverAsync(Stop);

        _slack.Shown.ShouldBe([("posted", Working), ("posted", Failed)]);
        (await _database.Outbox.OfOperationAsync(id, Stop)).ShouldHaveSingleItem().MessageId.ShouldBe("message-2");
    }

    private async Task<int> AcceptAsync(
        string request = "r1", string target = "ns/Deployment/scheduler", Conversation? conversation = null)
    {
        var operation = _capability.Operation(request, target, _time.GetUtcNow(), conversation: conversation);
        return (await _database.Operations.AcceptAsync(operation, Stop)).Operation.Id;
    }

    private Task TakeAsync(int id) => _database.Operations.ChangeAsync(
        id, found => found.TryTake(new Worker("this host", "1"), _time.GetUtcNow(), TimeSpan.FromMinutes(1)), Stop);

    private async Task FailAsync(int id)
    {
        await TakeAsync(id);
        await MoveAsync(id, found =>
        {
            found.Fail(Problem.Conflict("it was replaced"), _time.GetUtcNow());
            found.EndRetreat(_time.GetUtcNow());
        });
    }

    private Task MoveAsync(int id, Action<Operation> move) => _database.Operations.ChangeAsync(
        id,
        found =>
        {
            move(found);
            return true;
        },
        Stop);
}
