using System.Net;
using ChatOps.IntegrationTests.Rigs;
using Microsoft.AspNetCore.WebUtilities;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace ChatOps.IntegrationTests.WebConsole;

/// <summary>The console of a bot on a real cluster: behind a sign-in, and with the roles of whoever signed in.</summary>
public sealed class SignInTests(SignInBot bot, Browser browser) : IClassFixture<SignInBot>, IClassFixture<Browser>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nobody_sees_it_without_a_sign_in_and_everybody_is_who_the_provider_says()
    {
        using var stranger = Open(follows: false);
        var sent = await stranger.GetAsync("/?as=admin", Stop);
        sent.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        sent.Headers.Location.ShouldNotBeNull().GetLeftPart(UriPartial.Path).ShouldBe($"{bot.Provider.Authority.AbsoluteUri}authorize");
        QueryHelpers.ParseQuery(sent.Headers.Location.Query)["code_challenge_method"].ShouldBe(["S256"]);

        using var ada = await SignInAsync("0c1d-ada", "ada", "staff");
        var page = await ada.GetStringAsync("/?as=admin", Stop);
        page.ShouldContain("sent as ada the signed in");
        page.ShouldNotContain("aria-label=\"Who you are\"", Case.Sensitive, "nobody chooses who they are");
        page.ShouldNotContain("simulated cluster");
    }

    [Fact]
    public async Task What_is_typed_there_is_said_by_whoever_signed_in()
    {
        Be("0c1d-ada", "ada", "staff");
        await using var visit = await Visit.StartAsync(browser, new(bot.Host.Client.BaseAddress!, "/?as=admin"), width: 1000, height: 700);

        await visit.SendAsync("whoami");

        await Expect(visit.Page.Locator(".private")).ToContainTextAsync("You are ada, a viewer");
        visit.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_has_no_grant_sees_nothing_and_reads_what_to_ask_for()
    {
        Be("auth0|Eve_1", "eve", "visitors");
        using var eve = Open(follows: true);

        var denied = await eve.GetAsync("/", Stop);

        denied.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await denied.Content.ReadAsStringAsync(Stop)).ShouldContain("console:auth0|Eve_1");
    }

    [Fact]
    public async Task The_jobs_are_shown_to_admins_alone()
    {
        using var stranger = Open(follows: false);
        (await stranger.GetAsync("/hangfire", Stop)).StatusCode.ShouldBe(HttpStatusCode.Redirect);

        using var ada = await SignInAsync("0c1d-ada", "ada", "staff");
        (await ada.GetAsync("/hangfire", Stop)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);

        using var root = await SignInAsync("9f8e-root", "root", "/admins");
        (await root.GetAsync("/hangfire", Stop)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await root.PostAsync("/hangfire/jobs/enqueued/delete", content: null, Stop)).StatusCode.ShouldNotBe(HttpStatusCode.OK, "it is to look at");
    }

    [Fact]
    public async Task Keys_of_cookies_are_in_the_database_so_that_all_hosts_share_them()
    {
        using var ada = await SignInAsync("0c1d-ada", "ada", "staff");

        await using var database = bot.Host.OpenDatabase();

        database.DataProtectionKeys.Count().ShouldBeGreaterThan(0);
        database.SignedIn.Single(row => row.Id == "0c1d-ada").Groups.ShouldBe(["staff"]);
    }

    private void Be(string id, string name, string group) => bot.Provider.Person = new()
    {
        ["sub"] = id,
        ["preferred_username"] = name,
        ["groups"] = (string[])[group],
    };

    private async Task<HttpClient> SignInAsync(string id, string name, string group)
    {
        Be(id, name, group);
        var signedIn = Open(follows: true);
        (await signedIn.GetAsync("/", Stop)).StatusCode.ShouldBe(HttpStatusCode.OK, bot.Host.Log);
        return signedIn;
    }

    private HttpClient Open(bool follows) =>
        new(new SocketsHttpHandler { UseCookies = true, AllowAutoRedirect = follows }) { BaseAddress = bot.Host.Client.BaseAddress };
}

/// <summary>A bot on what is no simulated cluster of its own, with a sign-in, started once for all its tests.</summary>
public sealed class SignInBot : IAsyncLifetime
{
    private SimulatorProcess _cluster = null!; // these are set by InitializeAsync

    public FakeIdentityProvider Provider { get; private set; } = null!;

    public HostProcess Host { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        var stop = TestContext.Current.CancellationToken;
        _cluster = await SimulatorProcess.StartNewAsync(new Dictionary<string, string> { ["Simulator:Speed"] = "50" }, stop);
        Provider = await FakeIdentityProvider.StartAsync(stop);
        Host = await HostProcess.StartNewAsync(
            new Dictionary<string, string>
            {
                ["Cluster:Mode"] = "Kubeconfig",
                ["Cluster:Kubeconfig"] = _cluster.Kubeconfig,
                ["Console:Authority"] = Provider.Authority.AbsoluteUri,
                ["Console:ClientId"] = FakeIdentityProvider.ClientId,
                ["Console:ClientSecret"] = "not checked",
                ["Access:Grants:0:Role"] = "Admin",
                ["Access:Grants:0:To"] = "console-group:admins",
                ["Access:Grants:1:Role"] = "Viewer",
                ["Access:Grants:1:To"] = "console-group:staff",
            },
            stop);
    }

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        await Provider.DisposeAsync();
        await _cluster.DisposeAsync();
    }
}
