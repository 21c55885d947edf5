using System.Net;
using Shouldly;
using Xunit;

namespace ChatOps.IntegrationTests.WebConsole;

public sealed class ConsoleAccessTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_page_binds_the_browser_to_this_host()
    {
        await using var rig = await ConsoleRig.StartAsync(Stop);
        using var http = new HttpClient { BaseAddress = rig.Address };

        using var response = await http.GetAsync("/", Stop);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Headers.GetValues("Content-Security-Policy").ShouldBe(
        [
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; " +
            "base-uri 'self'; frame-ancestors 'none'; form-action 'self'",
        ]);
        response.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        response.Headers.GetValues("Referrer-Policy").ShouldBe(["no-referrer"]);
    }

    [Theory]
    [InlineData("Host", "evil.example")]
    [InlineData("Host", "localhost.evil.example")]
    [InlineData("Host", "10.1.2.3")]
    [InlineData("Origin", "http://evil.example")]
    [InlineData("Origin", "null")]
    [InlineData("X-Forwarded-For", "203.0.113.7")]
    public async Task Whoever_is_not_a_browser_on_this_machine_is_told_so(string header, string value)
    {
        await using var rig = await ConsoleRig.StartAsync(Stop);
        using var http = new HttpClient { BaseAddress = rig.Address };
        foreach (var (method, path) in new[] { (HttpMethod.Get, "/"), (HttpMethod.Post, "/_blazor/negotiate?negotiateVersion=1") })
        {
            using var request = new HttpRequestMessage(method, path);
            request.Headers.Add(header, value);

            using var response = await http.SendAsync(request, Stop);

            response.StatusCode.ShouldBe(HttpStatusCode.NotFound, path);
            (await response.Content.ReadAsStringAsync(Stop)).ShouldStartWith("The console ", customMessage: path);
        }
    }

    [Fact]
    public async Task With_a_real_cluster_there_is_no_console_and_the_root_says_why()
    {
        await using var rig = await ConsoleRig.StartAsync(Stop, clusterMode: "Kubeconfig");
        using var http = new HttpClient { BaseAddress = rig.Address };

        using var root = await http.GetAsync("/", Stop);
        using var connection = await http.PostAsync("/_blazor/negotiate?negotiateVersion=1", content: null, Stop);

        root.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await root.Content.ReadAsStringAsync(Stop)).ShouldContain("Cluster:Mode isn't Simulated");
        connection.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("console.css", "text/css")]
    [InlineData("chatops.styles.css", "text/css")]
    [InlineData("console.js", "text/javascript")]
    [InlineData("_framework/blazor.web.js", "text/javascript")]
    public async Task Assets_come_from_this_host_wherever_it_was_started(string path, string type)
    {
        await using var rig = await ConsoleRig.StartAsync(Stop);
        using var http = new HttpClient { BaseAddress = rig.Address };

        using var response = await http.GetAsync(path, Stop);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentType?.MediaType.ShouldNotBeNull().ShouldBe(type);
    }
}
