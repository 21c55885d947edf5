using ChatOps.IntegrationTests.Rigs;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace ChatOps.IntegrationTests.Placing;

/// <summary>Every drill about a pod that finds no place, chosen from the console's menu and won by doing what the bot says there.</summary>
public sealed class DrillsInTheConsoleTests(Browser browser) : IClassFixture<Browser>
{
    private const string Advice = "Say: ";
    private const string Shell = "kubectl ";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private static readonly LocatorAssertionsToContainTextOptions Patiently = new() { Timeout = 60_000 };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("unschedulable-quota", "diagnose webserver zodiac-cosmo-1172", "quota set zodiac-cosmo-1172 limits.cpu=+100m")]
    [InlineData("unschedulable-node-pool", "diagnose zodiac-cosmo-1172-worker-0", "kubectl uncordon gke-astronomer-ee-big-")]
    [InlineData("unschedulable-taint", "diagnose zodiac-cosmo-1172-worker-0", "kubectl taint nodes gke-astronomer-ee-big-")]
    [InlineData("claim-in-wrong-zone", "diagnose zodiac-cosmo-1172-redis-0", "volume delete redis-db-zodiac-cosmo-1172-redis-0 zodiac-cosmo-1172")]
    public async Task What_the_bot_says_wins_it(string drill, string question, string expected)
    {
        await using var host = await HostProcess.StartNewAsync(new Dictionary<string, string>(), Stop);
        await browser.VisitAsync(As(host, "operator"), drill, otto =>
            browser.VisitAsync(As(host, "approver"), $"{drill}-approver", async anna =>
            {
                await PlayAsync(otto, drill);
                var answer = await Eventually.SeeAsync(
                    "the bot says what to do", _ => AskAsync(otto, question), text => text.Contains(Advice + expected), Stop, Patience);

                await FollowAsync(answer.Split('\n').First(line => line.Contains(Advice)).Split(Advice)[1].Trim(), host, otto, anna);

                var card = otto.Locator(".card", new() { HasText = $"Drill {drill}" });
                await Expect(card).ToContainTextAsync("Drill won in", Patiently);
                await Expect(card).ToContainClassAsync("tone-good");
            }));
    }

    private static async Task PlayAsync(IPage page, string drill)
    {
        await Expect(page.Locator("command-line[live]")).ToBeAttachedAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Drills" }).ClickAsync();
        await page.Locator("#drills").GetByText(drill).ClickAsync();
        await Expect(page.Locator(".card", new() { HasText = $"Drill {drill}" })).ToContainTextAsync("You put it right", Patiently);
    }

    private static async Task<string> AskAsync(IPage page, string text)
    {
        var answers = page.Locator(".private");
        var before = await answers.CountAsync();
        var line = page.GetByRole(AriaRole.Combobox);
        await line.FillAsync(text);
        await line.PressAsync("Enter");
        await Expect(answers).ToHaveCountAsync(before + 1, new() { Timeout = 30_000 });
        return await answers.Last.InnerTextAsync();
    }

    /// <summary>What is for a shell is typed there; what is for the bot, in the console, and approved by somebody else.</summary>
    private static async Task FollowAsync(string command, HostProcess host, IPage asker, IPage approver)
    {
        if (command.StartsWith(Shell, StringComparison.Ordinal))
        {
            var kubectl = new Kubectl(Path.Combine(host.DataFolder, "simulator.kubeconfig"), "astronomer-ee-zodiac-cosmo-1172");
            await kubectl.RunAsync(Stop, command[Shell.Length..].Split(' '));
            return;
        }

        await AskAsync(asker, command);
        var plan = approver.Locator(".card:not(.private)", new() { HasText = "awaits approval" });
        await plan.GetByRole(AriaRole.Button, new() { Name = "Approve" }).ClickAsync(new() { Timeout = 60_000 });
    }

    private static Uri As(HostProcess host, string persona) => new(host.Client.BaseAddress!, $"/?as={persona}");
}
