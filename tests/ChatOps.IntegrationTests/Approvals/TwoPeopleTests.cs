using ChatOps.IntegrationTests.Rigs;
using ChatOps.IntegrationTests.Volumes;
using ChatOps.Operations;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace ChatOps.IntegrationTests.Approvals;

/// <summary>Nothing destructive is one person's: seen in the browser, and from both chat platforms at once.</summary>
public sealed class TwoPeopleTests(Browser browser) : IClassFixture<Browser>
{
    private const string Ask = $"volume delete redis-db-redis-0 {VolumeBySlack.Release}";

    /// <summary>Whether all that is seen of an element stands within its sides and nothing in it has a scroller of its own.</summary>
    private const string ShowsAll =
        """
        card => {
          const sides = card.getBoundingClientRect();
          return [...card.querySelectorAll('*')].every(it => {
            const box = it.getBoundingClientRect();
            const scrolls = getComputedStyle(it).overflowX !== 'visible' && (it.scrollWidth > it.clientWidth || it.scrollHeight > it.clientHeight);
            const isSeen = box.width > 0 && !it.matches('.visually-hidden');
            return !isSeen || (box.left >= sides.left && box.right <= sides.right && !scrolls);
          });
        }
        """;

    private static readonly LocatorAssertionsToContainTextOptions Patiently = new() { Timeout = 60_000 };
    private static readonly LocatorAssertionsToBeInViewportOptions Whole = new() { Ratio = 1 };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_asks_another_approves_and_the_volume_is_replaced()
    {
        await using var host = await HostProcess.StartNewAsync(new Dictionary<string, string>(), Stop);
        var kubectl = new Kubectl(Path.Combine(host.DataFolder, "simulator.kubeconfig"), VolumeBySlack.Namespace);
        var before = await UidAsync(kubectl);
        await browser.VisitAsync(As(host, "operator"), "two-people-asker", otto =>
            browser.VisitAsync(As(host, "approver"), "two-people-approver", async anna =>
            {
                await anna.SetViewportSizeAsync(width: 900, height: 1_200);
                await SayAsync(otto, Ask);
                await Expect(Answer(otto)).ToContainTextAsync("awaits approval: operation 1", Patiently);
                await Expect(Card(anna)).ToContainTextAsync("All data on it is lost for good", Patiently);
                await Pictures.TakeAsync(Card(anna), "volume-approval");
                (await UidAsync(kubectl)).ShouldBe(before, "nothing happens before somebody else has agreed");

                await Card(anna).GetByRole(AriaRole.Button, new() { Name = "Approve" }).ClickAsync();

                await Expect(Answer(anna)).ToContainTextAsync("You approved operation 1", Patiently);
                foreach (var page in new[] { otto, anna })
                {
                    await Expect(Card(page)).ToContainTextAsync($"Deleted volume redis-db-redis-0 of {VolumeBySlack.Release}", Patiently);
                    await Expect(Card(page)).ToContainClassAsync("tone-good");
                    await Expect(Card(page).GetByRole(AriaRole.Button)).ToHaveCountAsync(0);
                }

                await Pictures.TakeAsync(Card(anna), "volume-replaced");
            }));
        (await UidAsync(kubectl)).ShouldNotBe(before);
    }

    [Fact]
    public async Task On_a_phone_the_approver_sees_what_is_lost_beside_the_buttons_and_every_object()
    {
        await using var host = await HostProcess.StartNewAsync(new Dictionary<string, string>(), Stop);
        await browser.VisitAsync(As(host, "operator"), "phone-asker", otto =>
            browser.VisitAsync(As(host, "approver"), "phone-approver", async anna =>
            {
                await anna.SetViewportSizeAsync(width: 390, height: 844);
                await SayAsync(otto, $"volume delete logs-worker-0 lunar-nuclear-3725");
                var card = anna.Locator(".card:not(.private)", new() { HasText = "awaits approval" });
                await Expect(card.Locator(".stake")).ToContainTextAsync("Lost for good: all data on logs-worker-0", Patiently);

                await Expect(card.Locator(".stake")).ToBeInViewportAsync(Whole);
                await Expect(card.GetByRole(AriaRole.Button, new() { Name = "Approve" })).ToBeInViewportAsync(Whole);
                await Expect(card.GetByRole(AriaRole.Button, new() { Name = "Deny" })).ToBeInViewportAsync(Whole);

                await Expect(card.Locator("tbody tr")).ToHaveCountAsync(6);
                (await card.EvaluateAsync<bool>(ShowsAll)).ShouldBeTrue("no part of the card scrolls or is cut");
                (await anna.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBe(390);
                await Pictures.TakeAsync(anna, "volume-on-a-phone");

                await SayAsync(anna, "volumes");
                await Expect(Answer(anna)).ToContainTextAsync("orphan");
                (await Answer(anna).EvaluateAsync<bool>(ShowsAll)).ShouldBeTrue("claims are read without scrolling sideways");
                await Pictures.TakeAsync(anna, "volumes-on-a-phone");
            }));
    }

    [Fact]
    public async Task Nobody_approves_their_own_request_from_slack_from_the_console_or_across_both()
    {
        await using var slack = await FakeSlack.StartAsync(Stop);
        await using var host = await HostProcess.StartNewAsync(OnePersonWithTwoAccounts(slack), Stop);
        var volumes = new VolumeBySlack(host, slack, Path.Combine(host.DataFolder, "simulator.kubeconfig"));
        await browser.VisitAsync(As(host, "approver"), "own-request", async console =>
        {
            await volumes.AskAsync(operation: 1, Stop);
            (await volumes.Alice.PressAndReadAsync(await volumes.ApproveButtonAsync(Stop), Stop)).ShouldContain(Refusal(1));
            await SayAsync(console, "approve 1");
            await Expect(Answer(console)).ToContainTextAsync(Refusal(1), Patiently);

            await SayAsync(console, $"restart scheduler {VolumeBySlack.Release} --force");
            await Expect(Answer(console)).ToContainTextAsync("awaits approval: operation 2", Patiently);
            var forced = console.Locator(".card:not(.private)", new() { HasText = "awaits approval" }).Last;
            await Expect(forced.Locator(".stake")).ToContainTextAsync("Someone other than Alice has to approve");
            await Expect(forced.Locator(".buttons").GetByRole(AriaRole.Button)).ToHaveTextAsync(["Cancel"]);
            await SayAsync(console, "approve 2");
            await Expect(Answer(console)).ToContainTextAsync(Refusal(2), Patiently);
            (await volumes.Alice.SayAsync("approve 2", Stop)).ShouldContain(Refusal(2));
        });

        foreach (var operation in new[] { 1, 2 })
        {
            (await volumes.StateAsync(operation)).ShouldBe(OperationState.AwaitingApproval);
        }

        (await volumes.Bob.SayAsync("approve 2", Stop)).ShouldContain("You approved operation 2");
    }

    private static Dictionary<string, string> OnePersonWithTwoAccounts(FakeSlack slack)
    {
        // Alice has the role to approve, in either place: what stops her is that she asked.
        var settings = SlackUser.SettingsForTwo(slack);
        settings["Access:Grants:0:Role"] = "Approver";
        settings["Access:Grants:2:Role"] = "Approver";
        settings["Access:Grants:2:To"] = "console:approver";
        settings["Access:People:0:Name"] = "Alice";
        settings["Access:People:0:Slack:0"] = "UALICE";
        settings["Access:People:0:Console:0"] = "approver";
        return settings;
    }

    private static string Refusal(int operation) =>
        $"You asked for operation {operation}, so somebody else has to approve it.";

    private static Uri As(HostProcess host, string persona) => new(host.Client.BaseAddress!, $"/?as={persona}");

    private static ILocator Card(IPage page) => page.Locator(".card:not(.private)", new() { HasText = "volume redis-db-redis-0" }).First;

    private static ILocator Answer(IPage page) => page.Locator(".private").Last;

    private static Task<string> UidAsync(Kubectl kubectl) =>
        kubectl.RunAsync(Stop, "get", "pvc", VolumeBySlack.Redis, "-o", "jsonpath={.metadata.uid}");

    private static async Task SayAsync(IPage page, string text)
    {
        await Expect(page.Locator("command-line[live]")).ToBeAttachedAsync();
        var line = page.GetByRole(AriaRole.Combobox);
        await line.FillAsync(text);
        await line.PressAsync("Enter");
    }
}
