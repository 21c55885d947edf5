using ChatOps.IntegrationTests.Rigs;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace ChatOps.IntegrationTests.Grafana;

/// <summary>A reset as people in the browser see it: the button shows the password to the asker's page, once.</summary>
public sealed class PasswordInTheConsoleTests(Browser browser) : IClassFixture<Browser>
{
    private static readonly LocatorAssertionsToContainTextOptions Patiently = new() { Timeout = 60_000 };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_button_shows_it_to_the_asker_once_and_to_nobody_else()
    {
        await using var host = await HostProcess.StartNewAsync(new Dictionary<string, string>(), Stop);
        await browser.VisitAsync(As(host, "operator"), "password-asker", otto =>
            browser.VisitAsync(As(host, "approver"), "password-approver", async anna =>
            {
                await SayAsync(otto, "grafana reset-password");
                await Expect(Answer(otto)).ToContainTextAsync("awaits approval: operation 1", Patiently);
                await SayAsync(anna, "approve 1");
                await Expect(Card(anna)).ToContainTextAsync("Reset the password of admin in Grafana", Patiently);
                await Expect(Card(otto)).ToContainTextAsync("Otto alone can see the password, once, within 10 minutes.", Patiently);

                await SayAsync(anna, "grafana show-password 1");
                await Expect(Answer(anna)).ToContainTextAsync("is for Otto alone, who asked for it.");
                await ShowAsync(otto);
                await Expect(Answer(otto)).ToContainTextAsync("Grafana's new password");
                var password = await Answer(otto).Locator("dd").Last.TextContentAsync();
                password.ShouldNotBeNull().Trim().Length.ShouldBe(24);
                await ShowAsync(otto);
                await Expect(Answer(otto)).ToContainTextAsync("The bot does not have the password of operation 1 (any more).");

                (await anna.ContentAsync()).ShouldNotContain(password.Trim());
                await otto.ReloadAsync();
                await Expect(Card(otto)).ToContainTextAsync("Reset the password of admin in Grafana", Patiently);
                (await otto.ContentAsync()).ShouldNotContain(password.Trim(), customMessage: "the page that comes anew has it no more");
            }));
    }

    private static Uri As(HostProcess host, string persona) => new(host.Client.BaseAddress!, $"/?as={persona}");

    private static ILocator Card(IPage page) => page.Locator(".card:not(.private)", new() { HasText = "in Grafana" }).First;

    private static ILocator Answer(IPage page) => page.Locator(".private").Last;

    private static Task ShowAsync(IPage page) => Card(page).GetByRole(AriaRole.Button, new() { Name = "Show password" }).ClickAsync();

    private static async Task SayAsync(IPage page, string text)
    {
        await Expect(page.Locator("command-line[live]")).ToBeAttachedAsync();
        var line = page.GetByRole(AriaRole.Combobox);
        await line.FillAsync(text);
        await line.PressAsync("Enter");
    }
}
