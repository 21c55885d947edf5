using ChatOps.Audit;
using ChatOps.Chat;
using ChatOps.Tests.Fakes;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Desk;

public sealed class CommandDeskTests : IAsyncLifetime
{
    private const string Restart = "restart scheduler zodiac-cosmo-1172";
    private static readonly Actor Otto = new("slack", "UOTTO", "otto");
    private static readonly Actor Vera = new("slack", "UVERA", "vera");

    private readonly DeskRig _rig = new(
        new()
        {
            ["Access:Grants:0:Role"] = "Operator",
            ["Access:Grants:0:To"] = Otto.Key,
            ["Access:Grants:1:Role"] = "Viewer",
            ["Access:Grants:1:To"] = Vera.Key,
        });

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private FakeInventory Inventory => _rig.Inventory;

    public ValueTask InitializeAsync() => _rig.InitializeAsync();

    public ValueTask DisposeAsync() => _rig.DisposeAsync();

    [Fact]
    public async Task A_restart_is_committed_and_queued_before_it_is_answered()
    {
        var answer = await SayAsync(Otto, Restart);

        answer.ToPlainText().ShouldBe(
            """
            Restarting scheduler of zodiac-cosmo-1172: operation 1
            Its message in this conversation shows how far it is.
            """);
        _rig.Jobs.Queued.ShouldBe([1]);
        (await _rig.Database.Operations.FindAsync(1, Stop)).ShouldNotBeNull().Actor.ShouldBe(Otto);
        (await _rig.Database.Outbox.PendingAsync(_rig.Time.GetUtcNow(), except: [], limit: 10, Stop)).ShouldHaveSingleItem()
            .Conversation.ShouldBe(new Conversation("slack", "C1"));
    }

    [Fact]
    public async Task The_same_request_delivered_twice_acts_once_and_is_answered_twice()
    {
        var first = await SayAsync(Otto, Restart, id: "slack:trigger:1");
        Inventory.Remove(Inventory.Pods.Single(pod => pod.Name.Contains("cosmo-1172-scheduler"))); // it is gone already

        var second = await SayAsync(Otto, Restart, id: "slack:trigger:1");

        second.ToPlainText().ShouldBe(first.ToPlainText());
        _rig.Jobs.Queued.ShouldBe([1]);
    }

    [Fact]
    public async Task The_second_asker_is_shown_the_first()
    {
        await SayAsync(Otto, Restart, id: "r1");

        var answer = await SayAsync(Otto, Restart, id: "r2");

        answer.ToPlainText().ShouldContain("Operation 1 by otto is at it already, so yours was not started.");
        _rig.Jobs.Queued.ShouldBe([1]);
        var entry = await LastEntryAsync();
        (entry.Action, entry.Actor, entry.OperationId, entry.Detail)
            .ShouldBe((AuditAction.Refused, Otto.Key, 1, $"{Restart}: operation 1 is at it"));
    }

    [Fact]
    public async Task What_can_not_be_planned_is_in_the_audit_trail_with_why()
    {
        await SayAsync(Otto, "restart scheduler nowhere-1");

        var entry = await LastEntryAsync();
        (entry.Action, entry.Actor, entry.Detail).ShouldBe(
            (AuditAction.Refused, Otto.Key, "restart scheduler nowhere-1: There is no deployment nowhere-1."));
    }

    [Fact]
    public async Task The_second_asker_is_shown_the_first_also_while_the_pod_is_ending()
    {
        await SayAsync(Otto, Restart, id: "r1");
        var scheduler = Inventory.Pods.Single(pod => pod.Name.Contains("cosmo-1172-scheduler"));
        Inventory.With(scheduler.Ending(TimeSpan.FromSeconds(1)));

        var answer = await SayAsync(Otto, Restart, id: "r2");

        answer.ToPlainText().ShouldContain("Operation 1 by otto is at it already, so yours was not started.");
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
        _rig.Jobs.Queued.ShouldBeEmpty();
        (await LastEntryAsync()).Action.ShouldBe(AuditAction.Refused);
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
        (await _rig.Database.Audit.LatestAsync(limit: 1, Stop)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Operations_shows_what_is_at_work()
    {
        await SayAsync(Otto, Restart);
        _rig.Time.Advance(TimeSpan.FromSeconds(48));

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

        answer.ShouldStartWith("Entries 1 to 4 of 4, the newest first\n");
        answer.ShouldContain("otto     #1 asked: restart scheduler zodiac-cosmo-1172");
        answer.ShouldContain($"Head {(await LastEntryAsync()).ShortHash} at entry 4");
    }

    [Fact]
    public async Task Older_entries_are_a_button_away_and_what_is_written_meanwhile_shifts_nothing()
    {
        for (var query = 0; query < 25; query++)
        {
            await SayAsync(Otto, "pods");
        }

        var first = await SayAsync(Vera, "audit --person otto --since 1h");
        _rig.Time.Advance(TimeSpan.FromMinutes(1));
        await SayAsync(Otto, "pods");
        var older = first.Buttons.ShouldHaveSingleItem();
        var second = await SayAsync(Vera, older.Command);

        first.Title.ShouldBe("Entries 1 to 20 of 25, the newest first");
        older.Label.ShouldBe("Older");
        older.Command.ShouldBe("audit --person \"otto\" --since 2026-03-01T02:16:00.000Z --until 2026-03-01T03:16:00.000Z --page 2");
        second.Title.ShouldBe("Entries 21 to 25 of 25, the newest first");
        second.Buttons.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("audit --page 0", "There is no page 0.")]
    [InlineData("audit --since tomorrow", "a time, such as 2h (two hours ago)")]
    [InlineData("audit --person nobody", "Nothing in the audit trail")]
    [InlineData("audit --person @UVERA", "Entries 1 to 1 of 1, the newest first")]
    [InlineData("audit --person \"<@UVERA|vera>\"", "Entries 1 to 1 of 1, the newest first")]
    public async Task Searches_of_the_trail_are_answered_in_words(string text, string expected) =>
        (await SayAsync(Vera, text)).ToPlainText().ShouldContain(expected);

    private Task<Message> SayAsync(Actor actor, string text, string? id = null) => _rig.MessageAsync(actor, text, id);

    private async Task<AuditEntry> LastEntryAsync() => (await _rig.Database.Audit.LatestAsync(limit: 1, Stop))[0];
}
