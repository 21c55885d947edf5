using System.Net;
using ChatOps.Host.Edge;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Edge;

/// <summary>Whose word is taken for where a request came from, and what every answer carries.</summary>
public sealed class EdgeTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("10.1.2.3", "203.0.113.9", "https")]
    [InlineData("10.9.9.9", "203.0.113.9", "https")] // of a network that is named
    [InlineData("192.0.2.1", "192.0.2.1", "http")] // a stranger
    public async Task Only_a_proxy_that_is_named_may_say_where_a_request_came_from(string caller, string seen, string scheme)
    {
        await using var app = await StartAsync("10.1.2.3", "10.9.0.0/16");

        (await AskAsync(app, caller)).ShouldBe($"{seen} {scheme}");
    }

    [Fact]
    public async Task Without_one_that_is_named_nobody_may()
    {
        await using var app = await StartAsync();

        (await AskAsync(app, "127.0.0.1")).ShouldBe("127.0.0.1 http");
    }

    [Fact]
    public async Task Every_answer_binds_the_browser_that_gets_it()
    {
        await using var app = await StartAsync();

        var answer = await app.GetTestClient().GetAsync("/", Stop);

        answer.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        answer.Headers.GetValues("X-Frame-Options").ShouldBe(["DENY"]);
        answer.Headers.GetValues("Referrer-Policy").ShouldBe(["no-referrer"]);
        answer.Headers.GetValues("Content-Security-Policy").ShouldBe(["default-src 'none'; frame-ancestors 'none'"]);
        answer.Headers.Contains("Strict-Transport-Security").ShouldBeFalse("it came without TLS");
    }

    [Fact]
    public async Task What_comes_in_is_limited()
    {
        await using var app = await StartAsync();

        var server = app.Services.GetRequiredService<IOptions<KestrelServerOptions>>().Value;

        server.AddServerHeader.ShouldBeFalse();
        server.Limits.MaxRequestBodySize.ShouldBe(2 * 1024 * 1024);
        server.Limits.RequestHeadersTimeout.ShouldBe(TimeSpan.FromSeconds(10));
    }

    [Theory]
    [InlineData("proxy.example.com")]
    [InlineData("10.0.0.0/99")]
    [InlineData("")]
    public async Task What_is_no_address_stops_the_start_in_one_line(string wrong)
    {
        var start = await Should.ThrowAsync<OptionsValidationException>(() => StartAsync(wrong));

        start.Message.ShouldContain($"Edge:KnownProxies: '{wrong}' is neither an address, such as 10.1.2.3, nor a network, such as 10.0.0.0/8.");
    }

    private static async Task<WebApplication> StartAsync(params string[] proxies)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseTestServer();
        builder.Configuration.AddInMemoryCollection(
            proxies.Select((proxy, index) => KeyValuePair.Create($"Edge:KnownProxies:{index}", (string?)proxy)));
        builder.Services.AddLogging().AddEdge(builder.Configuration);
        var app = builder.Build();
        app.UseEdge();
        app.Run(context => context.Response.WriteAsync($"{context.Connection.RemoteIpAddress} {context.Request.Scheme}"));
        await app.StartAsync(Stop);
        return app;
    }

    private static async Task<string> AskAsync(WebApplication app, string caller)
    {
        var answer = await app.GetTestServer().SendAsync(context =>
        {
            context.Connection.RemoteIpAddress = IPAddress.Parse(caller);
            context.Request.Headers["X-Forwarded-For"] = "203.0.113.9";
            context.Request.Headers["X-Forwarded-Proto"] = "https";
        }, Stop);
        using var body = new StreamReader(answer.Response.Body);
        return await body.ReadToEndAsync(Stop);
    }
}
