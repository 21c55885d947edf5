using System.Net;
using ChatOps.Adapters.Cluster;
using ChatOps.Inventory;
using ChatOps.Operations.Grafana.Passwords;
using ChatOps.Tests.Slack;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Cluster;

/// <summary>What counts as a log-in: whoever stands before Grafana may answer in its place.</summary>
public sealed class ClusterGrafanaTests : IDisposable
{
    private readonly ScriptedApiServer _server = new();

    public void Dispose() => _server.Dispose();

    [Theory]
    [InlineData(HttpStatusCode.OK, """{"message":"Logged in","redirectUrl":"/"}""", LogIn.Accepted)]
    [InlineData(HttpStatusCode.OK, "<html>Please log in</html>", LogIn.Unknown)]
    [InlineData(HttpStatusCode.Found, "", LogIn.Unknown)]
    [InlineData(HttpStatusCode.TemporaryRedirect, "", LogIn.Unknown)]
    [InlineData(HttpStatusCode.Unauthorized, """{"message":"Invalid username or password"}""", LogIn.Refused)]
    [InlineData(HttpStatusCode.Unauthorized, "", LogIn.Unknown)]
    public async Task Only_Grafanas_own_word_counts(HttpStatusCode code, string body, LogIn expected)
    {
        _server.AnswersList("1", """{"metadata":{"name":"grafana","namespace":"astronomer-ee"},"spec":{"ports":[{"port":3000}]}}""");
        _server.Answers(code, body);

        (await Grafana().LogInAsync("admin", "secret", TestContext.Current.CancellationToken)).ShouldBe(expected);
    }

    [Fact]
    public async Task The_same_trouble_is_logged_once_until_it_is_another()
    {
        using var log = new RecordedLog();
        using var logs = LoggerFactory.Create(logging => logging.AddProvider(log));
        var grafana = Grafana(logs.CreateLogger<ClusterGrafana>());
        for (var i = 0; i < 3; i++)
        {
            _server.AnswersStatus(HttpStatusCode.Forbidden, "services is forbidden");
            await grafana.LogInAsync("admin", "admin", TestContext.Current.CancellationToken);
        }

        log.Text.Split("Whether Grafana takes a password can't be seen").Length.ShouldBe(2);
        _server.AnswersList("1");
        await grafana.LogInAsync("admin", "admin", TestContext.Current.CancellationToken);
        log.Text.ShouldContain("can't be seen: there is no service with the label component=grafana");
    }

    private ClusterGrafana Grafana(ILogger<ClusterGrafana>? logger = null)
    {
        var time = new FakeTimeProvider();
        return new(
            _server.Effects(time), _server.For(time), Options.Create(new PlatformOptions()), logger ?? NullLogger<ClusterGrafana>.Instance);
    }
}
