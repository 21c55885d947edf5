using ChatOps.IntegrationTests.Rigs;
using Shouldly;
using Xunit;

namespace ChatOps.IntegrationTests.Restarting;

/// <summary>Promise 6: an API server that is away is waited for, said in words, and never fatal.</summary>
public sealed class ClusterAwayTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_restart_sits_out_an_api_server_that_answers_nothing_and_queries_say_how_old_they_are()
    {
        await using var slack = await FakeSlack.StartAsync(Stop);
        await using var cluster = await SimulatorProcess.StartNewAsync(new Dictionary<string, string>(), Stop);
        var settings = SlackUser.SettingsFor(slack);
        settings["Cluster:Mode"] = "Kubeconfig";
        settings["Cluster:Kubeconfig"] = cluster.Kubeconfig;
        settings["Cluster:WatchTimeout"] = "00:00:05";
        settings["Access:Grants:0:Role"] = "Operator";
        settings["Access:Grants:0:To"] = "slack:UALICE";
        await using var host = await HostProcess.StartNewAsync(settings, Stop);
        var alice = new SlackUser(host.Client, slack);

        await cluster.SuspendAsync(Stop);
        (await alice.SayAsync("restart scheduler zodiac-cosmo-1172", Stop)).ShouldContain("operation 1");
        await Eventually.SeeAsync(
            "pods says that the cluster has not answered",
            stop => alice.SayAsync("pods", stop),
            answer => answer.Contains("The cluster has not answered for", StringComparison.Ordinal),
            Stop,
            within: TimeSpan.FromSeconds(60));
        (await alice.SayAsync("restart webserver zodiac-cosmo-1172", Stop))
            .ShouldContain("so nothing was started");
        (await alice.SayAsync("operations", Stop)).ShouldContain("1 operation at work");

        await cluster.ResumeAsync(Stop);

        await Eventually.SeeAsync(
            "the restart ends well",
            stop => slack.MessagesAsync("CINCIDENT", stop),
            messages => messages is [{ } first, ..] && first.Text.Contains("Restarted scheduler", StringComparison.Ordinal),
            Stop,
            within: TimeSpan.FromSeconds(60));
        (await alice.SayAsync("pods", Stop)).ShouldNotContain("has not answered");
    }
}
