using ChatOps.Adapters.Storage;
using ChatOps.Chat;
using ChatOps.Operations;
using ChatOps.Tests.Fakes;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Notices;

/// <summary>How those are told who asked for what was being done already.</summary>
public sealed class FellowFollowerTests : IAsyncLifetime
{
    private const string Done = "Restarted scheduler of zodiac-cosmo-1172 in under a second";

    private static readonly Actor Bob = new("slack", "UBOB", "bob");
    private static readonly Actor Carol = new("slack", "UCAROL", "carol");
    private static readonly Conversation Elsewhere = new("slack", "CELSEWHERE");
    private static readonly Worker Host = new("a", "1");

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 23, 3, 0, 0, TimeSpan.Zero));
    private readonly FakeCapability _capability = new(new ScriptedStep("Delete scheduler-1", _ => StepOutcome.Done()));
    private readonly FakeChatPlatform _slack = new();
    private TestDatabase _database = null!; // both are set before each test by InitializeAsync
    private NoticeRig _notices = null!;
    private int _id;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private IEnumerable<(Conversation Where, string Text)> Told =>
        _slack.Posts.Select(post => (post.Where, post.Message.ToPlainText()));

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync(_time, Stop);
        await _database.Presence.ReportAsync(Stop);
        _notices = new NoticeRig(_database, _capability.InMessages(_time), _slack);
        await _notices.EnlistAsync();
        _id = (await _database.Operations.AcceptAsync(_capability.Operation(now: _time.GetUtcNow()), Stop)).Operation.Id;
        var living = (await _database.Outbox.OfOperationAsync(_id, Stop)).ShouldHaveSingleItem();
        await _database.Outbox.SentAsync(living.Id, "living-1", version: 1, _time.GetUtcNow(), Stop);
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task Who_asked_elsewhere_is_called_there_and_the_asker_where_they_asked()
    {
        await JoinAsync(Bob, Elsewhere);
        await SucceedAsync();

        await _notices.TellAsync();

        Told.ShouldBe(
            [(FakeCapability.Room with { Thread = "living-1" }, $"@alice {Done}"), (Elsewhere, $"@bob {Done}")],
            ignoreOrder: true);
    }

    [Fact]
    public async Task Those_who_asked_in_one_conversation_are_told_together_under_the_operations_message()
    {
        await JoinAsync(Bob, FakeCapability.Room);
        await JoinAsync(Carol, FakeCapability.Room);
        await SucceedAsync();

        await _notices.TellAsync();

        Told.ShouldContain((FakeCapability.Room with { Thread = "living-1" }, $"@bob @carol {Done}"));
        _slack.Posts.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Until_it_has_ended_they_are_told_nothing()
    {
        await JoinAsync(Bob, Elsewhere);
        await MoveAsync(found => found.TryTake(Host, _time.GetUtcNow(), TimeSpan.FromMinutes(1)));
        await MoveAsync(found => found.TryCancel(FakeCapability.Alice, _time.GetUtcNow()));
        await _notices.TellAsync();
        _slack.Posts.ShouldBeEmpty();

        await MoveAsync(found => found.EndRetreat(_time.GetUtcNow()));
        await _notices.TellAsync();

        Told.Where(post => post.Where == Elsewhere).ShouldHaveSingleItem().Text
            .ShouldStartWith("@bob Restart of scheduler of zodiac-cosmo-1172 was cancelled");
    }

    [Fact]
    public async Task A_failure_is_told_with_its_cause()
    {
        await JoinAsync(Bob, Elsewhere);
        await MoveAsync(found => found.TryTake(Host, _time.GetUtcNow(), TimeSpan.FromMinutes(1)));
        await MoveAsync(found =>
        {
            found.Fail(Problem.Conflict("it was replaced"), _time.GetUtcNow());
            found.EndRetreat(_time.GetUtcNow());
        });

        await _notices.TellAsync();

        Told.ShouldContain((Elsewhere, "@bob Restart of scheduler of zodiac-cosmo-1172 failed\nit was replaced"));
    }

    [Fact]
    public async Task Who_stopped_it_themselves_knows_and_the_others_hear_who_it_was()
    {
        await JoinAsync(Bob, Elsewhere);
        await JoinAsync(Carol, Elsewhere);
        await MoveAsync(found => found.TryCancel(Carol, _time.GetUtcNow()));

        await _notices.TellAsync();

        Told.Where(post => post.Where == Elsewhere).ShouldBe([(Elsewhere, "@bob carol stopped operation 1")]);
    }

    [Fact]
    public async Task Whoever_takes_over_goes_on_with_those_who_were_not_told()
    {
        await JoinAsync(Bob, Elsewhere);
        await JoinAsync(Carol, Elsewhere with { Thread = "t1" });
        await SucceedAsync();
        await _database.Outbox.ToldAsync(_id, Elsewhere, Stop); // and there its host died

        await _notices.TellAsync();

        Told.ShouldContain((Elsewhere with { Thread = "t1" }, $"@carol {Done}"));
        Told.ShouldNotContain((Elsewhere, $"@bob {Done}"));
    }

    [Fact]
    public async Task Two_hosts_tell_each_of_them_once()
    {
        await using var other = _database.AsHost("b");
        await other.Presence.ReportAsync(Stop);
        var others = new NoticeRig(other, _capability.InMessages(_time), _slack);
        await JoinAsync(Bob, Elsewhere);
        await JoinAsync(Carol, FakeCapability.Room);
        await SucceedAsync();

        await Task.WhenAll(Task.Run(_notices.TellAsync, Stop), Task.Run(others.TellAsync, Stop));
        _time.Advance(HostPresence.Patience + TimeSpan.FromSeconds(1)); // the first host died
        await other.Presence.ReportAsync(Stop);
        await others.TellAsync();

        Told.Select(post => post.Text).ShouldBe([$"@alice {Done}", $"@bob {Done}", $"@carol {Done}"], ignoreOrder: true);
    }

    [Fact]
    public async Task Who_asked_on_another_platform_is_told_there_by_another()
    {
        await JoinAsync(new Actor("console", "dora", "dora"), new Conversation("console", "room"));
        await SucceedAsync();

        await _notices.TellAsync();

        Told.ShouldHaveSingleItem().Text.ShouldBe($"@alice {Done}");
    }

    [Fact]
    public async Task A_conversation_that_takes_nothing_does_not_keep_the_others_from_being_told()
    {
        await JoinAsync(Bob, Elsewhere);
        await JoinAsync(Carol, FakeCapability.Room);
        await SucceedAsync();
        _slack.Objection = message => message.Addressees.Contains(Bob) ? new ChatRefusedException("The bot is not in the channel.") : null;

        await _notices.TellAsync();

        Told.Select(post => post.Text).ShouldBe([$"@alice {Done}", $"@carol {Done}"], ignoreOrder: true);
    }

    private async Task JoinAsync(Actor actor, Conversation conversation) =>
        (await _database.Operations.ChangeAsync(_id, found => found.TryJoin(actor, conversation, "restart"), Stop)).Changed.ShouldBeTrue();

    private async Task SucceedAsync()
    {
        await MoveAsync(found => found.TryTake(Host, _time.GetUtcNow(), TimeSpan.FromMinutes(1)));
        await MoveAsync(found => found.BeginStep(_time.GetUtcNow(), TimeSpan.FromMinutes(1)));
        await MoveAsync(found => found.CompleteStep(note: null, _time.GetUtcNow()));
        await MoveAsync(found => found.Succeed(_time.GetUtcNow()));
    }

    private Task MoveAsync(Action<Operation> move) => _database.Operations.ChangeAsync(
        _id,
        found =>
        {
            move(found);
            return true;
        },
        Stop);
}
