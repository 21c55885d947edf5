using ChatOps.IntegrationTests.Rigs;
using Shouldly;
using Xunit;

namespace ChatOps.IntegrationTests.Incidents;

/// <summary>The incident channel of a whole bot, with a Slack that fails in every way while operations run.</summary>
public sealed class SlackOutageTests : IAsyncLifetime
{
    private const string Channel = "CINCIDENT";

    private FakeSlack _slack = null!; // both are set before each test by InitializeAsync
    private HostProcess _host = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _slack = await FakeSlack.StartAsync(Stop, postsPerSecond: 2);
        var settings = SlackUser.SettingsFor(_slack);
        settings["Incident:Channel"] = Channel;
        _host = await HostProcess.StartNewAsync(settings, Stop);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await _slack.DisposeAsync();
    }

    [Fact]
    public async Task Slack_away_busy_and_refusing_while_operations_run_loses_and_reorders_nothing()
    {
        var here = new SlackUser(_host.Client, _slack);
        var elsewhere = new SlackUser(_host.Client, _slack, "UBOB", "CPRIVATE");
        await here.SayAsync("restart scheduler zodiac-cosmo-1172", Stop);
        await _slack.FailAsync(new SlackFault("chat.postMessage") { Http = 503, Times = 3 }, Stop);
        await _slack.FailAsync(new SlackFault("*") { Http = 429, RetryAfter = 1, Times = 8 }, Stop);
        await _slack.FailAsync(new SlackFault("*") { Error = "internal_error", Times = 4 }, Stop);
        await elsewhere.SayAsync("restart webserver zodiac-cosmo-1172", Stop);
        await here.SayAsync("pods", Stop);
        await here.SayAsync("restart statsd zodiac-cosmo-1172", Stop);
        await elsewhere.SayAsync("volumes", Stop);

        await IncidentChannel.In(_slack, Channel).ShouldMirrorAsync(_host, operations: 3, Stop);
        (await IncidentChannel.In(_slack, Channel).HeadsAsync(Stop)).ShouldBe([1, 2, 3]);
    }

    [Fact]
    public async Task A_channel_without_the_bot_is_told_at_the_start_and_by_health_and_is_not_fatal()
    {
        var settings = SlackUser.SettingsFor(_slack);
        settings["Incident:Channel"] = "CGENERAL";
        await using var host = await HostProcess.StartNewAsync(settings, Stop);

        var health = await Eventually.SeeAsync(
            "health says so",
            stop => host.Client.GetStringAsync("/healthz/ready", stop),
            report => report.Contains("incidents: Degraded", StringComparison.Ordinal),
            Stop);

        health.ShouldContain("'incident slack:CGENERAL' is told nothing for now: The bot is not in the channel CGENERAL");
        host.Log.ShouldContain("invite the bot there with /invite");
        (await new SlackUser(host.Client, _slack).SayAsync("pods", Stop)).ShouldContain("pods");
    }
}
