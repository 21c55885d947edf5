using ChatOps.IntegrationTests.Rigs;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace ChatOps.IntegrationTests.Restarting;

/// <summary>The whole way in a browser: what a newcomer does first.</summary>
public sealed class RestartInConsoleTests(Browser browser) : IClassFixture<Browser>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_restart_typed_in_the_console_is_seen_to_end_green()
    {
        await using var host = await HostProcess.StartNewAsync(new Dictionary<string, string>(), Stop);
        await browser.VisitAsync(new Uri(host.Client.BaseAddress!, "/?as=operator"), "restart-in-console", async page =>
        {
            await page.SetViewportSizeAsync(width: 900, height: 860);
            await SayAsync(page, "pods zodiac-cosmo-1172");
            await Expect(page.Locator(".private")).ToContainTextAsync("All 7 pods");
            await SayAsync(page, "restart scheduler zodiac-cosmo-1172");

            var card = page.Locator(".card", new() { HasText = "Restarted scheduler of zodiac-cosmo-1172" }).First; // a call to who asked comes after it
            await Expect(card).ToContainClassAsync("tone-good", new() { Timeout = 30_000 });
            await Expect(card.Locator(".step-done")).ToHaveCountAsync(2);
            await Pictures.TakeAsync(page, "console-restart");

            await SayAsync(page, "audit");
            await Expect(page.Locator(".private").Last).ToContainTextAsync("restart scheduler zodiac-cosmo-1172");
        });
    }

    [Fact]
    public async Task A_viewer_is_told_kindly_that_they_may_not()
    {
        await using var host = await HostProcess.StartNewAsync(new Dictionary<string, string>(), Stop);
        await browser.VisitAsync(new Uri(host.Client.BaseAddress!, "/?as=viewer"), "viewer-in-console", async page =>
        {
            await SayAsync(page, "restart scheduler zodiac-cosmo-1172");

            await Expect(page.Locator(".private").Last)
                .ToContainTextAsync("This needs the role operator; you have viewer.");
        });
    }

    private static async Task SayAsync(IPage page, string text)
    {
        await Expect(page.Locator("command-line[live]")).ToBeAttachedAsync();
        var line = page.GetByRole(AriaRole.Combobox);
        await line.FillAsync(text);
        await line.PressAsync("Enter");
    }
}
