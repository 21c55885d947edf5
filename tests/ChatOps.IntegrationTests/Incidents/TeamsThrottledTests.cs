using ChatOps.IntegrationTests.Rigs;
using Microsoft.AspNetCore.Http;
using Shouldly;
using Xunit;

namespace ChatOps.IntegrationTests.Incidents;

/// <summary>The incident channel of a whole bot in Teams, which is busy again and again while operations run.</summary>
public sealed class TeamsThrottledTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_third_call_throttled_while_operations_run_loses_and_reorders_nothing()
    {
        await using var teams = await FakeTeams.StartAsync(Stop);
        var settings = TeamsUser.SettingsWithoutTokens(teams);
        settings["Incident:Channel"] = $"teams:{TeamsUser.Channel}";
        await using var host = await HostProcess.StartNewAsync(settings, Stop);
        var throttled = 0;
        teams.Trouble = (number, request) => number % 3 == 0 ? Throttle(request) : null;
        var alice = Alone(host, teams, TeamsUser.Alice);
        var bob = Alone(host, teams, TeamsUser.Bob);

        await alice.SayAsync("restart scheduler zodiac-cosmo-1172", Stop);
        await bob.SayAsync("restart webserver zodiac-cosmo-1172", Stop);
        await alice.SayAsync("pods", Stop);
        await alice.SayAsync("restart statsd zodiac-cosmo-1172", Stop);

        var channel = IncidentChannel.In(teams, TeamsUser.Channel);
        await channel.ShouldMirrorAsync(host, operations: 3, Stop);
        (await channel.HeadsAsync(Stop)).ShouldBe([1, 2, 3]);
        throttled.ShouldBeGreaterThan(5);

        IResult Throttle(HttpRequest request)
        {
            Interlocked.Increment(ref throttled);
            return FakeTeams.Busy(request);
        }
    }

    private static TeamsUser Alone(HostProcess host, FakeTeams teams, string objectId) =>
        new(host.Client, teams, objectId, isSigned: false, TeamsSpot.Personal(objectId));
}
