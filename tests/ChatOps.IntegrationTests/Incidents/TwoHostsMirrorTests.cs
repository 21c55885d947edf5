using ChatOps.IntegrationTests.Rigs;
using Xunit;

namespace ChatOps.IntegrationTests.Incidents;

/// <summary>Two hosts on one PostgreSQL keep one incident channel between them.</summary>
public sealed class TwoHostsMirrorTests : IAsyncLifetime
{
    private const string Channel = "CINCIDENT";
    private const string Release = "zodiac-cosmo-1172";

    private FakeSlack _slack = null!; // these are set before each test by InitializeAsync
    private SimulatorProcess _cluster = null!;
    private PostgresServer _postgres = null!;
    private string _database = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _slack = await FakeSlack.StartAsync(Stop, postsPerSecond: 3);
        _cluster = await SimulatorProcess.StartNewAsync(new Dictionary<string, string> { ["Simulator:Speed"] = "10" }, Stop);
        _postgres = await PostgresServer.StartNewAsync(Stop);
        _database = await _postgres.CreateDatabaseAsync(Stop);
    }

    public async ValueTask DisposeAsync()
    {
        await _postgres.DisposeAsync();
        await _cluster.DisposeAsync();
        await _slack.DisposeAsync();
    }

    [Fact]
    public async Task Every_entry_is_told_once_and_in_order_and_every_operation_has_one_thread()
    {
        var hosts = await Task.WhenAll(StartHostAsync("a"), StartHostAsync("b"));
        await using var first = hosts[0];
        await using var second = hosts[1];
        var atFirst = new SlackUser(first.Client, _slack);
        var atSecond = new SlackUser(second.Client, _slack, "UBOB", "CPRIVATE");

        await atFirst.SayAsync($"restart scheduler {Release}", Stop);
        await atSecond.SayAsync("pods", Stop);
        await atSecond.SayAsync($"restart webserver {Release}", Stop);
        await Task.WhenAll(atFirst.SayAsync("volumes", Stop), atSecond.SayAsync("deployments", Stop));
        await Task.WhenAll(
            atFirst.SayAsync($"restart statsd {Release}", Stop), atSecond.SayAsync("restart scheduler lunar-nuclear-3725", Stop));

        await IncidentChannel.In(_slack, Channel).ShouldMirrorAsync(first, operations: 4, Stop);
    }

    private Task<HostProcess> StartHostAsync(string name)
    {
        var settings = SlackUser.SettingsFor(_slack);
        settings["Incident:Channel"] = Channel;
        settings["Cluster:Mode"] = "Kubeconfig";
        settings["Cluster:Kubeconfig"] = _cluster.Kubeconfig;
        settings["Access:Grants:0:Role"] = "Operator";
        settings["Access:Grants:0:To"] = "*";
        settings["Operations:Worker"] = name;
        settings["Storage:Provider"] = "PostgreSql";
        settings["ConnectionStrings:ChatOps"] = _database;
        return HostProcess.StartNewAsync(settings, Stop);
    }
}
