using ChatOps.IntegrationTests.Rigs;
using Shouldly;
using Xunit;

namespace ChatOps.IntegrationTests.Rehearsing;

/// <summary>A host that calls itself ready has gone the way of a command once, and nobody can tell.</summary>
public sealed class RehearsalTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_host_that_is_ready_has_rehearsed_and_left_no_trace()
    {
        await using var slack = await FakeSlack.StartAsync(Stop);
        await using var host = await HostProcess.StartNewAsync(SlackUser.SettingsFor(slack), Stop);

        host.Log.ShouldContain("Rehearsed the way of a command");
        host.Log.ShouldNotContain("went wrong");
        host.Log.ShouldNotContain("Refused (");
        await using (var database = host.OpenDatabase())
        {
            database.AuditEntries.ShouldBeEmpty();
            database.Operations.ShouldBeEmpty();
            database.LivingMessages.ShouldBeEmpty();
        }

        (await slack.CallsAsync(Stop)).ShouldBeEmpty();
        (await host.Client.GetStringAsync("/metrics", Stop)).ShouldNotContain("chatops_commands_total{", Case.Sensitive, "nobody said anything");
        (await new SlackUser(host.Client, slack).SayAsync("restart scheduler zodiac-cosmo-1172", Stop))
            .ShouldContain("operation 1");
    }
}
