using ChatOps.Audit;
using ChatOps.Chat;
using ChatOps.Inventory;
using ChatOps.Operations;
using ChatOps.Operations.Restarting;
using ChatOps.Tests.Fakes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Desk;

public sealed class CommandDeskTests : IAsyncLifetime
{
    private const string Restart = "restart scheduler zodiac-cosmo-1172";
    private static readonly Actor Otto = new("slack", "UOTTO", "otto");
    private static readonly Actor Vera = new("slack", "UVERA", "vera");

    private readonly FakeTimeProvider _time = new(FakeInventory.Now);
    private readonly FakeInventory _inventory = RunbookPlatform.Create();
    private readonly FakeJobs _jobs = new();
    private TestDatabase _database = null!; // both are set before each test by InitializeAsync
    private ServiceProvider _services = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync(_time, Stop);
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(
        [
            new("Access:Grants:0:Role", "Operator"), new("Access:Grants:0:To", Otto.Key),
            new("Access:Grants:1:Role", "Viewer"), new("Access:Grants:1:To", Vera.Key),
        ]).Build();
        _services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<TimeProvider>(_time)
            .AddSingleton<IInventory>(_inventory)
            .AddSingleton<IPods>(new FakePods())
            .AddSingleton<IOperationJobs>(_jobs)
            .AddSingleton(_database.Operations)
            .AddSingleton(_database.Outbox)
            .AddSingleton(_database.Audit)
            .AddChatOps(configuration)
            .AddRestarting(configuration)
            .BuildServiceProvider();
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task A_restart_is_committed_and_queued_before_it_is_answered()
    {
        var answer = await SayAsync(Otto, Restart);

        answer.ToPlainText().ShouldBe(
            """
            Restarting scheduler of zodiac-cosmo-1172: operation 1
            Its message in this conversation shows how far it is.
            """);
        _jobs.Queued.ShouldBe([1]);
        (await _database.Operations.FindAsync(1, Stop)).ShouldNotBeNull().Actor.ShouldBe(Otto);
        (await _database.Outbox.PendingAsync(_time.GetUtcNow(), limit: 10, Stop)).ShouldHaveSingleItem()
            .Conversation.ShouldBe(new Conversation("slack", "C1"));
    }

    [Fact]
    public async Task The_same_request_delivered_twice_acts_once_and_is_answered_twice()
    {
        var first = await SayAsync(Otto, Restart, id: "slack:trigger:1");
        _inventory.Remove(_inventory.Pods.Single(pod => pod.Name.Contains("cosmo-1172-scheduler"))); // it is gone already

        var second = await SayAsync(Otto, Restart, id: "slack:trigger:1");

        second.ToPlainText().ShouldBe(first.ToPlainText());
        _jobs.Queued.ShouldBe([1]);
    }

    [Fact]
    public async Task The_second_asker_is_shown_the_first()
    {
        await SayAsync(Otto, Restart, id: "r1");

        var answer = await SayAsync(Otto, Restart, id: "r2");

        answer.ToPlainText().ShouldContain("Operation 1 by otto is at it already, so yours was not started.");
        _jobs.Queued.ShouldBe([1]);
    }

    [Fact]
    public async Task A_viewer_may_look_and_not_touch()
    {
        (await SayAsync(Vera, "pods zodiac-cosmo-1172")).Title.ShouldBe("All 7 pods of zodiac-cosmo-1172 are well");

        var answer = await SayAsync(Vera, Restart);

        answer.ToPlainText().ShouldBe(
            """
            This needs the role operator; you have viewer.
            Whoever keeps the bot's settings can grant it (Access:Grants) to slack:UVERA.
            """);
        _jobs.Queued.ShouldBeEmpty();
        (await LastEntryAsync()).Action.ShouldBe(AuditAction.Denied);
    }

    [Fact]
    public async Task A_stranger_may_not_even_look()
    {
        var answer = await SayAsync(new Actor("slack", "USTRANGER", "otto"), "pods");

        answer.Title.ShouldBe("This needs the role viewer; you have none.");
    }

    [Fact]
    public async Task Every_question_is_in_the_audit_trail_with_who_asked_it()
    {
        await SayAsync(Vera, "pods");

        var entry = await LastEntryAsync();
        entry.Action.ShouldBe(AuditAction.Asked);
        entry.Actor.ShouldBe("slack:UVERA");
        entry.Detail.ShouldBe("pods");
    }

    [Fact]
    public async Task What_nobody_can_see_in_a_text_stays_out_of_the_trail()
    {
        await SayAsync(Vera, "pods\u0000\u0007 \u202Ezodiac-cosmo-1172\r\n");

        (await LastEntryAsync()).Detail.ShouldBe("pods zodiac-cosmo-1172");
    }

    [Fact]
    public async Task Nonsense_is_answered_in_words_and_changes_nothing()
    {
        var answer = await SayAsync(Otto, "retsart scheduler zodiac-cosmo-1172");

        answer.ToPlainText().ShouldContain("restart");
        (await _database.Audit.LatestAsync(limit: 1, Stop)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Operations_shows_what_is_at_work()
    {
        await SayAsync(Otto, Restart);
        _time.Advance(TimeSpan.FromSeconds(48));

        (await SayAsync(Vera, "operations")).ToPlainText().ShouldBe(
            """
            1 operation at work
            #  WHAT                                       BY    AGO
            1  Restarting scheduler of zodiac-cosmo-1172  otto  48 seconds
            """);
    }

    [Fact]
    public async Task Audit_shows_the_trail_with_its_head()
    {
        await SayAsync(Otto, Restart);

        var answer = (await SayAsync(Vera, "audit")).ToPlainText();

        answer.ShouldStartWith("The last 4 of 4 entries\n");
        answer.ShouldContain("otto     #1 asked: restart scheduler zodiac-cosmo-1172");
        answer.ShouldContain($"Head {(await LastEntryAsync()).ShortHash} at entry 4");
    }

    private Task<Message> SayAsync(Actor actor, string text, string? id = null) =>
        _services.GetRequiredService<ICommandDesk>().HandleAsync(
            new Request(id ?? Guid.NewGuid().ToString(), text, actor, new Conversation("slack", "C1")), Stop);

    private async Task<AuditEntry> LastEntryAsync() => (await _database.Audit.LatestAsync(limit: 1, Stop))[0];
}
