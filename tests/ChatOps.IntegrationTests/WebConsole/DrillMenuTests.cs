using ChatOps.IntegrationTests.Rigs;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace ChatOps.IntegrationTests.WebConsole;

/// <summary>A drill from the menu to its end, as somebody in the console meets it.</summary>
public sealed class DrillMenuTests(Browser browser) : IClassFixture<Browser>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_stuck_scheduler_is_chosen_from_the_menu_and_put_right_by_a_restart()
    {
        await using var host = await HostProcess.StartNewAsync(new Dictionary<string, string>(), Stop);
        await browser.VisitAsync(new Uri(host.Client.BaseAddress!, "/?as=operator"), "drill-menu", async page =>
        {
            await Expect(page.Locator("command-line[live]")).ToBeAttachedAsync();
            var menu = page.Locator("#drills");
            await Expect(menu).ToBeHiddenAsync();
            await page.GetByRole(AriaRole.Button, new() { Name = "Drills" }).ClickAsync();
            await Expect(menu.GetByRole(AriaRole.Listitem)).ToHaveCountAsync(10);
            await menu.GetByText("scheduler-stuck").ClickAsync();
            await Expect(menu).ToBeHiddenAsync();

            var drill = page.Locator(".card", new() { HasText = "Drill scheduler-stuck" });
            await Expect(drill).ToContainClassAsync("tone-working");
            await Expect(drill).ToContainTextAsync("Another scheduler runs and is ready.");

            var line = page.GetByRole(AriaRole.Combobox);
            await line.FillAsync("restart scheduler zodiac-cosmo-1172");
            await line.PressAsync("Enter");

            await Expect(drill).ToContainClassAsync("tone-good", new() { Timeout = 30_000 });
            await Expect(drill.Locator("h2")).ToContainTextAsync("Drill won in");
            await Expect(drill.Locator(".step-done")).ToHaveCountAsync(2);
        });
    }

    [Fact]
    public async Task A_drill_that_can_not_be_played_says_why()
    {
        await using var host = await HostProcess.StartNewAsync(new Dictionary<string, string>(), Stop);
        await browser.VisitAsync(new Uri(host.Client.BaseAddress!, "/?as=operator"), "drill-refused", async page =>
        {
            await Expect(page.Locator("command-line[live]")).ToBeAttachedAsync();
            await PlayAsync(page, "prometheus-corrupt-volume");
            await Expect(page.Locator(".step-running")).ToContainTextAsync("You put it right");

            await PlayAsync(page, "prometheus-disk-full");

            await Expect(page.Locator(".card", new() { HasText = "The drill prometheus-disk-full can't be played" }))
                .ToContainTextAsync("A drill begins with a cluster that is well");
        });
    }

    private static async Task PlayAsync(IPage page, string drill)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Drills" }).ClickAsync();
        await page.Locator("#drills").GetByText(drill).ClickAsync();
    }
}
