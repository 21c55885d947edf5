using ChatOps.IntegrationTests.Rigs;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace ChatOps.IntegrationTests.Recovering;

/// <summary>A night on call from its alarm to its end, by two people with phones; the README shows its pictures.</summary>
public sealed class PrometheusDownTests(Browser browser) : IClassFixture<Browser>
{
    private static readonly LocatorAssertionsToContainTextOptions Patiently = new() { Timeout = 60_000 };
    private static readonly LocatorAssertionsToContainClassOptions UntilThen = new() { Timeout = 60_000 };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_corrupt_volume_is_diagnosed_and_recovered_by_two_people()
    {
        var settings = new Dictionary<string, string> { ["Simulator:Speed"] = "10", ["Recovery:StableFor"] = "00:00:08" };
        await using var host = await HostProcess.StartNewAsync(settings, Stop);
        await browser.VisitAsync(As(host, "operator"), "prometheus-down-asker", otto =>
            browser.VisitAsync(As(host, "approver"), "prometheus-down-approver", async anna =>
            {
                await PlayAsync(otto);
                await DiagnoseAsync(otto);
                await AskAsync(otto, anna);
                await ApproveAsync(otto, anna);
                await EndGreenAsync(otto, anna);
            }));
    }

    private static async Task PlayAsync(IPage otto)
    {
        await ReadyAsync(otto);
        await otto.GetByRole(AriaRole.Button, new() { Name = "Drills" }).ClickAsync();
        await otto.Locator("#drills").GetByText("prometheus-corrupt-volume").ClickAsync();

        await Expect(Drill(otto).Locator(".step-running")).ToContainTextAsync("You put it right", Patiently);
        await TakeAsync(Drill(otto), "1-drill");
    }

    private static async Task DiagnoseAsync(IPage otto)
    {
        // A pod that has crashed once may just be slow to start.
        await Eventually.SeeAsync(
            "the cause shows",
            async _ =>
            {
                var said = await otto.Locator(".private").CountAsync();
                await SayAsync(otto, "diagnose prometheus");
                await Expect(otto.Locator(".private")).ToHaveCountAsync(said + 1, new() { Timeout = 60_000 });
                return await Answer(otto).InnerTextAsync();
            },
            answer => answer.Contains("A new volume; what is on this one is lost.", StringComparison.Ordinal),
            Stop,
            within: TimeSpan.FromMinutes(1));
        await Expect(Answer(otto)).ToContainTextAsync("write-ahead log is corrupt");
        await TakeAsync(Answer(otto), "2-diagnosis");
    }

    private static async Task AskAsync(IPage otto, IPage anna)
    {
        await Answer(otto).GetByRole(AriaRole.Button, new() { Name = "Recover" }).ClickAsync();

        await Expect(Answer(otto)).ToContainTextAsync("awaits approval: operation 1", Patiently);
        await Expect(Recovery(anna)).ToContainTextAsync("All metrics are lost for good", Patiently);
        await Expect(Recovery(anna)).ToContainTextAsync("days of metrics", Patiently);
        await TakeAsync(Recovery(anna), "3-plan");
    }

    private static async Task ApproveAsync(IPage otto, IPage anna)
    {
        await Recovery(anna).GetByRole(AriaRole.Button, new() { Name = "Approve" }).ClickAsync();

        await Expect(Answer(anna)).ToContainTextAsync("You approved operation 1", Patiently);
        await Expect(Recovery(otto)).ToContainTextAsync("silent from", Patiently);
        await Expect(Recovery(otto).Locator(".step-running")).ToContainTextAsync("See it stay well", Patiently);
        await TakeAsync(Recovery(otto), "4-progress");
    }

    private static async Task EndGreenAsync(IPage otto, IPage anna)
    {
        foreach (var page in new[] { otto, anna })
        {
            await Expect(Recovery(page)).ToContainClassAsync("tone-good", UntilThen);
            await Expect(Recovery(page).Locator("h2")).ToContainTextAsync("Recovered prometheus of the platform", Patiently);
            await Expect(Drill(page)).ToContainClassAsync("tone-good", UntilThen);
            await Expect(Drill(page).Locator("h2")).ToContainTextAsync("Drill won in", Patiently);
        }

        await TakeAsync(Recovery(otto), "5-end");
    }

    private static ILocator Drill(IPage page) => page.Locator(".card", new() { HasText = "Drill prometheus-corrupt-volume" });

    private static ILocator Recovery(IPage page) => page.Locator(".card:not(.private)", new() { HasText = "Operation 1, asked by Otto" });

    private static ILocator Answer(IPage page) => page.Locator(".private").Last;

    private static Uri As(HostProcess host, string persona) => new(host.Client.BaseAddress!, $"/?as={persona}");

    private static async Task ReadyAsync(IPage page)
    {
        await HoldAsync(page);
        await Expect(page.Locator("command-line[live]")).ToBeAttachedAsync();
    }

    private static async Task SayAsync(IPage page, string text)
    {
        await ReadyAsync(page);
        var line = page.GetByRole(AriaRole.Combobox);
        await line.FillAsync(text);
        await line.PressAsync("Enter");
    }

    /// <summary>As wide as a phone, and high enough for a whole message between head and command line.</summary>
    private static Task HoldAsync(IPage page) => page.SetViewportSizeAsync(width: 412, height: 2_000);

    private static async Task TakeAsync(ILocator message, string station)
    {
        await HoldAsync(message.Page);
        await Pictures.TakeAsync(message, $"prometheus-{station}");
    }
}
