using ChatOps.IntegrationTests.Rigs;
using Shouldly;
using Xunit;

namespace ChatOps.IntegrationTests.Restarting;

/// <summary>Promises 1 and 2: an acknowledged restart ends, once, whenever the bot is killed.</summary>
public sealed class KilledHostTests(ITestOutputHelper output)
{
    private const int Moments = 20;
    private const int LatestKillMilliseconds = 1_500;
    private const string Zodiac = "astronomer-ee-zodiac-cosmo-1172";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Killed_at_any_moment_and_started_again_an_acknowledged_restart_ends_once()
    {
        await using var slack = await FakeSlack.StartAsync(Stop);
        await using var cluster = await SimulatorProcess.StartNewAsync(
            new Dictionary<string, string> { ["Simulator:Speed"] = "10" }, Stop);
        var settings = SlackUser.SettingsFor(slack);
        settings["Cluster:Mode"] = "Kubeconfig";
        settings["Cluster:Kubeconfig"] = cluster.Kubeconfig;
        settings["Access:Grants:0:Role"] = "Operator";
        settings["Access:Grants:0:To"] = "slack:UALICE";
        await using var host = await HostProcess.StartNewAsync(settings, Stop);
        var schedulers = new PodsOf(new Kubectl(cluster.Kubeconfig), Zodiac, "scheduler");
        var seed = Random.Shared.Next();
        var random = new Random(seed);
        output.WriteLine($"seed {seed}");

        var acknowledged = 0;
        for (var moment = 1; moment <= Moments; moment++)
        {
            acknowledged += await AskAndKillAsync(host, slack, random.Next(LatestKillMilliseconds)) ? 1 : 0;
            await host.StartAsync(Stop);
            await AllEndedAsync(host, slack);
        }

        // One that was killed before its acknowledgement may have been accepted or not; one acknowledged was.
        var killed = await schedulers.KilledAsync(Stop);
        var ended = await SucceededAsync(host);
        killed.Count.ShouldBe(ended, "each operation deleted exactly one pod");
        ended.ShouldBeInRange(acknowledged, Moments);
        acknowledged.ShouldBeGreaterThan(0);
        (await schedulers.NowAsync(Stop)).ShouldHaveSingleItem().IsUp.ShouldBeTrue();
        var verified = await host.RunAsync(Stop, "audit", "verify");
        verified.Status.ShouldBe(0, verified.Output);
        output.WriteLine($"{acknowledged} acknowledged, {ended} ended, {killed.Count} pods deleted; {verified.Output}");
    }

    /// <summary>Asks for a restart and kills the host that many milliseconds after it was sent.</summary>
    /// <returns>Whether it was acknowledged first.</returns>
    private static async Task<bool> AskAndKillAsync(HostProcess host, FakeSlack slack, int milliseconds)
    {
        var asked = new SlackUser(host.Client, slack).SayAsync("restart scheduler zodiac-cosmo-1172", Stop);
        await Task.Delay(TimeSpan.FromMilliseconds(milliseconds), TimeProvider.System, Stop);
        await host.KillAsync();
        try
        {
            return (await asked).Contains("operation", StringComparison.Ordinal);
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static Task AllEndedAsync(HostProcess host, FakeSlack slack) => Eventually.TrueAsync(
        "no operation is at work",
        async stop =>
        {
            var answer = await new SlackUser(host.Client, slack).SayAsync("operations", stop);
            return answer.Contains("Nothing is being done now", StringComparison.Ordinal)
                || answer.Contains("Nothing was ever asked for", StringComparison.Ordinal);
        },
        Stop,
        within: TimeSpan.FromSeconds(60));

    private static async Task<int> SucceededAsync(HostProcess host)
    {
        await using var database = host.OpenDatabase();
        return database.Operations.AsEnumerable().Count(
            operation => operation.State is ChatOps.Operations.OperationState.Succeeded);
    }
}
