using System.Collections.Immutable;
using ChatOps.Chat;
using ChatOps.IntegrationTests.Rigs;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace ChatOps.IntegrationTests.WebConsole;

/// <summary>The console as a person meets it, in Chromium.</summary>
public sealed class ConsoleBrowserTests(Browser browser) : IClassFixture<Browser>, IAsyncLifetime
{
    private ConsoleRig? _rig;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private ConsoleRig Rig => _rig ?? throw new InvalidOperationException("Not started.");

    public async ValueTask InitializeAsync() => _rig = await ConsoleRig.StartAsync(Stop);

    public async ValueTask DisposeAsync()
    {
        if (_rig is not null)
        {
            await _rig.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_restart_is_typed_with_completion_and_seen_to_end_green()
    {
        await using var visit = await VisitAsync();
        await visit.Line.PressSequentiallyAsync("restart s");
        await Expect(visit.Page.GetByRole(AriaRole.Option)).ToHaveTextAsync(
            ["restart scheduler", "restart scheduler zodiac-cosmo-1172"]);
        await visit.Line.PressAsync("Shift+Tab");
        await Expect(visit.Line).ToHaveValueAsync("restart scheduler zodiac-cosmo-1172");
        await visit.Line.PressAsync("Enter");

        var card = visit.Page.Locator(".card", new() { HasText = "the scheduler of zodiac-cosmo-1172" });
        await Expect(card.Locator(".step-running")).ToHaveTextAsync("Running: Delete the pod");
        await Rig.Desk.MoveAsync(done: 1, Stop);
        await Expect(card.Locator(".step-running")).ToHaveTextAsync("Running: Wait for its successor");
        await Rig.Desk.MoveAsync(done: 2, Stop);

        await Expect(card).ToContainClassAsync("tone-good");
        await Expect(card.Locator("h2")).ToHaveTextAsync("Restarted the scheduler of zodiac-cosmo-1172");
        await Expect(card.Locator(".step-done")).ToHaveCountAsync(2);
    }

    [Fact]
    public async Task A_button_sends_its_command_once_as_the_persona_chosen()
    {
        await using var visit = await VisitAsync();
        await visit.SendAsync("restart scheduler zodiac-cosmo-1172");
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "Anna" }).ClickAsync();
        await Expect(visit.Page).ToHaveURLAsync(new Uri(Rig.Address, "/?as=approver").ToString());

        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).DblClickAsync();

        await Expect(visit.Page.Locator(".bubble").Last).ToContainTextAsync("cancel 17");
        await Expect(visit.Page.GetByRole(AriaRole.Button, new() { Name = "Cancel" })).ToBeEnabledAsync();
        Rig.Desk.Requests.Select(request => (request.Text, request.Actor)).ShouldBe(
        [
            ("restart scheduler zodiac-cosmo-1172", new Actor("console", "operator", "Otto")),
            ("cancel 17", new Actor("console", "approver", "Anna")),
        ]);
    }

    [Fact]
    public async Task The_answer_is_for_the_asker_and_the_living_message_for_all()
    {
        await using var asker = await VisitAsync();
        await using var other = await VisitAsync();

        await asker.SendAsync("restart scheduler zodiac-cosmo-1172");

        await Expect(asker.Page.Locator(".private")).ToContainTextAsync("Only you see this");
        await Expect(other.Page.Locator(".tone-working")).ToBeVisibleAsync();
        await Expect(other.Page.Locator(".private")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Markup_stays_text_and_runs_nothing()
    {
        const string Evil = "<script>document.title='owned'</script> <img src=x onerror=\"document.title='owned'\"> <!channel>";
        Rig.Desk.Answer = Message.Titled(Evil).Text(Evil).Field("Value", Evil);
        await using var visit = await VisitAsync();

        await visit.SendAsync(Evil);

        await Expect(visit.Page.Locator(".private h2")).ToHaveTextAsync(Evil);
        await Expect(visit.Page.Locator(".bubble")).ToContainTextAsync(Evil);
        (await visit.Page.TitleAsync()).ShouldBe("ChatOps console");
        visit.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_arrows_bring_back_what_was_sent()
    {
        await using var visit = await VisitAsync();
        await visit.SendAsync("pods");
        await visit.SendAsync("help");
        await visit.Line.PressSequentiallyAsync("dra");

        await visit.Line.PressAsync("ArrowUp");
        await visit.Line.PressAsync("ArrowUp");
        await Expect(visit.Line).ToHaveValueAsync("pods");
        await visit.Line.PressAsync("ArrowDown");
        await visit.Line.PressAsync("ArrowDown");
        await Expect(visit.Line).ToHaveValueAsync("dra");
    }

    [Fact]
    public async Task The_longest_text_that_fits_the_line_gets_an_answer()
    {
        await using var visit = await VisitAsync();

        await visit.SendAsync(new string('\u20ac', 20_000));

        Rig.Desk.Requests.Single().Text.Length.ShouldBe(20_000);
    }

    [Fact]
    public async Task After_a_restart_of_the_bot_the_page_comes_back_by_itself_with_the_draft()
    {
        await using var visit = await VisitAsync();
        await visit.Line.PressSequentiallyAsync("pods zod");
        await Rig.DisposeAsync();
        await Expect(visit.Page.GetByText("The bot is away for a moment")).ToBeVisibleAsync();

        _rig = await ConsoleRig.StartAsync(Stop, port: new Uri(visit.Page.Url).Port);
        Rig.Room.Update("known-before-the-restart", Message.Titled("Restarted while you were away", Tone.Good));

        await Expect(visit.Page.GetByText("Restarted while you were away").First).ToBeVisibleAsync();
        await Expect(visit.Line).ToHaveValueAsync("pods zod");
        await visit.SendAsync("pods");
        Rig.Desk.Requests.Single().Text.ShouldBe("pods");
    }

    [Fact]
    public async Task A_phone_shows_the_verdict_of_a_long_answer_and_scrolls_nothing_sideways_but_tables()
    {
        var rows = Enumerable.Range(0, 60).Select(i => (string[])[$"zodiac-cosmo-1172-webserver-846d8b9f97-{i:D5}", "1/1", "CrashLoopBackOff", "2", "217d"]);
        Rig.Desk.Answer = Message.Titled("60 pods, all well", Tone.Good)
            .Table(new TablePart("zodiac-cosmo-1172", ["NAME", "READY", "STATUS", "RESTARTS", "AGE"], [.. rows.Select(row => row.ToImmutableList())]))
            .Text(string.Join('\n', Enumerable.Repeat("more to read", 60)));
        await using var visit = await VisitAsync(width: 360, height: 740);

        await visit.SendAsync("pods");

        await Expect(visit.Page.GetByText("60 pods, all well").First).ToBeInViewportAsync();
        (await visit.Page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBe(360);
        (await visit.Page.Locator(".log").EvaluateAsync<int>("log => log.scrollWidth")).ShouldBe(360);
        (await visit.Page.Locator(".table").EvaluateAsync<bool>("it => it.scrollWidth > it.clientWidth")).ShouldBeTrue();
    }

    private Task<Visit> VisitAsync(int width = 1280, int height = 800) =>
        Visit.StartAsync(browser, Rig.Address, width, height);
}
