using System.Net;
using ChatOps.IntegrationTests.Rigs;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Playwright;
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
        var sent = await stranger.Client.GetAsync("/?as=admin", Stop);
        sent.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        sent.Headers.Location.ShouldNotBeNull().GetLeftPart(UriPartial.Path).ShouldBe($"{bot.Provider.Authority.AbsoluteUri}authorize");
        QueryHelpers.ParseQuery(sent.Headers.Location.Query)["code_challenge_method"].ShouldBe(["S256"]);

        using var ada = await SignInAsync("0c1d-ada", "ada", "staff");
        var page = await ada.Client.GetStringAsync("/?as=admin", Stop);
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

        var denied = await eve.Client.GetAsync("/", Stop);

        denied.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await denied.Content.ReadAsStringAsync(Stop)).ShouldContain("console:auth0|Eve_1");
    }

    [Fact]
    public async Task The_jobs_are_shown_to_admins_alone()
    {
        using var stranger = Open(follows: false);
        (await stranger.Client.GetAsync("/hangfire", Stop)).StatusCode.ShouldBe(HttpStatusCode.Redirect);

        using var ada = await SignInAsync("0c1d-ada", "ada", "staff");
        (await ada.Client.GetAsync("/hangfire", Stop)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);

        using var root = await SignInAsync("9f8e-root", "root", "/admins");
        (await root.Client.GetAsync("/hangfire", Stop)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await root.Client.PostAsync("/hangfire/jobs/enqueued/delete", content: null, Stop)).StatusCode.ShouldNotBe(HttpStatusCode.OK, "it is to look at");
    }

    [Fact]
    public async Task The_doctor_says_where_people_sign_in() =>
        (await bot.Host.RunAsync(Stop, "doctor")).Output.ShouldMatch(@"
ok +console sign-in +At 127\.0\.0\.1\.");

    [Fact]
    public async Task Keys_of_cookies_are_in_the_database_so_that_all_hosts_share_them()
    {
        using var ada = await SignInAsync("0c1d-ada", "ada", "staff");

        await using var database = bot.Host.OpenDatabase();

        database.DataProtectionKeys.Count().ShouldBeGreaterThan(0);
        database.SignedIn.Single(row => row.Id == "0c1d-ada").Groups.ShouldBe(["staff"]);
    }

    [Fact]
    public async Task A_page_that_stays_open_says_nothing_more_for_whoever_has_signed_out_elsewhere()
    {
        Be("5a5a-olga", "olga", "staff");
        await using var open = await Visit.StartAsync(browser, new(bot.Host.Client.BaseAddress!, "/"), width: 1000, height: 700);
        await open.SendAsync("whoami");
        await using var other = await Visit.StartAsync(browser, new(bot.Host.Client.BaseAddress!, "/"), width: 1000, height: 700);

        await other.Page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();

        await Expect(other.Page.GetByRole(AriaRole.Heading)).ToHaveTextAsync("You are signed out");
        bot.Provider.SignedOut.ShouldContain("5a5a-olga", "its session would sign her in again unasked");
        await open.Line.FillAsync("pods");
        await open.Line.PressAsync("Enter");
        await Expect(open.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("You have signed out. So \"pods\" was not sent.");
        await Expect(open.Page.Locator(".lines")).ToHaveCountAsync(0);
        open.Complaints.ShouldBeEmpty();
        other.Complaints.ShouldBeEmpty();

        await open.Page.GetByRole(AriaRole.Link, new() { Name = "Sign in again" }).ClickAsync();
        await Expect(open.Page.Locator("command-line[live]")).ToBeAttachedAsync();
        await open.SendAsync("whoami");
    }

    [Fact]
    public async Task A_page_that_is_only_looked_at_ends_by_itself_once_its_reader_has_signed_out_elsewhere()
    {
        Be("6b6b-oona", "oona", "staff");
        await using var open = await Visit.StartAsync(browser, new(bot.Host.Client.BaseAddress!, "/"), width: 1000, height: 700);
        await open.SendAsync("whoami"); // the page lives
        await using var other = await Visit.StartAsync(browser, new(bot.Host.Client.BaseAddress!, "/"), width: 1000, height: 700);
        await other.Page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();

        var ended = Expect(open.Page.GetByRole(AriaRole.Alert));

        await ended.ToContainTextAsync("You are not signed in any more.", new() { Timeout = 120_000 }); // it looks once a minute
        await Expect(open.Page.Locator(".lines")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_cookie_that_was_kept_is_no_sign_in_once_its_owner_has_signed_out()
    {
        using var ada = await SignInAsync("77aa-adele", "adele", "staff");
        var form = new FormUrlEncodedContent([KeyValuePair.Create("__RequestVerificationToken", TokenIn(await ada.Client.GetStringAsync("/", Stop)))]);
        using var kept = Open(follows: false, Copy(ada.Cookies));
        (await kept.Client.GetAsync("/", Stop)).StatusCode.ShouldBe(HttpStatusCode.OK);

        var done = await ada.Client.PostAsync("/sign-out", form, Stop);

        done.RequestMessage!.RequestUri!.AbsolutePath.ShouldBe("/signed-out");
        (await done.Content.ReadAsStringAsync(Stop)).ShouldContain("You are signed out");
        (await kept.Client.GetAsync("/", Stop)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task Only_the_console_can_sign_somebody_out()
    {
        using var ada = await SignInAsync("88bb-amy", "amy", "staff");

        (await ada.Client.GetAsync("/sign-out", Stop)).StatusCode.ShouldBeOneOf(HttpStatusCode.NotFound, HttpStatusCode.MethodNotAllowed); // a picture on another site's page would do
        var refused = await ada.Client.PostAsync("/sign-out", new FormUrlEncodedContent([]), Stop);

        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await refused.Content.ReadAsStringAsync(Stop)).ShouldContain("You are still signed in");
        (await ada.Client.GetAsync("/", Stop)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Whoever_the_provider_does_not_let_in_reads_so()
    {
        using var stranger = Open(follows: true);
        bot.Provider.Denies = true;

        var denied = await stranger.Client.GetAsync("/", Stop);
        bot.Provider.Denies = false;
        var bare = await stranger.Client.GetAsync("/signin-oidc?error=access_denied", Stop);

        denied.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await denied.Content.ReadAsStringAsync(Stop)).ShouldContain("The identity provider let nobody in");
        bare.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await bare.Content.ReadAsStringAsync(Stop)).ShouldContain("You were not signed in");
    }

    private void Be(string id, string name, string group) => bot.Provider.Person = new()
    {
        ["sub"] = id,
        ["preferred_username"] = name,
        ["groups"] = (string[])[group],
    };

    private async Task<Caller> SignInAsync(string id, string name, string group)
    {
        Be(id, name, group);
        var signedIn = Open(follows: true);
        (await signedIn.Client.GetAsync("/", Stop)).StatusCode.ShouldBe(HttpStatusCode.OK, bot.Host.Log);
        return signedIn;
    }

    private Caller Open(bool follows, CookieContainer? cookies = null)
    {
        cookies ??= new();
        var handler = new SocketsHttpHandler { CookieContainer = cookies, AllowAutoRedirect = follows };
        return new(new(handler) { BaseAddress = bot.Host.Client.BaseAddress }, cookies);
    }

    private CookieContainer Copy(CookieContainer cookies)
    {
        var copy = new CookieContainer();
        copy.Add(cookies.GetCookies(bot.Host.Client.BaseAddress!));
        return copy;
    }

    private static string TokenIn(string page) =>
        page.Split("name=\"__RequestVerificationToken\" value=\"")[1].Split('"')[0];

    /// <summary>A browser without a window.</summary>
    private sealed record Caller(HttpClient Client, CookieContainer Cookies) : IDisposable
    {
        public void Dispose() => Client.Dispose();
    }
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
