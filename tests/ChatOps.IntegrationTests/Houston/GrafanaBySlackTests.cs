using ChatOps.IntegrationTests.Rigs;
using ChatOps.Operations;
using ChatOps.Simulator.Houston;
using Shouldly;
using Xunit;

namespace ChatOps.IntegrationTests.Houston;

/// <summary>Access to Grafana over signed requests, with a Houston that dies when it hurts, or does not take the key.</summary>
public sealed class GrafanaBySlackTests : IAsyncLifetime
{
    private const string Members = "{ groups(entityType: \"system\") { label users { username } } }";

    private FakeSlack _slack = null!; // set by InitializeAsync, before each test
    private HoustonProxy _houston = null!; // likewise

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _slack = await FakeSlack.StartAsync(Stop);
        _houston = await HoustonProxy.StartAsync(Stop);
    }

    public async ValueTask DisposeAsync()
    {
        await _houston.DisposeAsync();
        await _slack.DisposeAsync();
    }

    [Fact]
    public async Task A_Houston_that_dies_before_it_answers_a_grant_is_looked_at_and_not_asked_twice()
    {
        await using var host = await HostProcess.StartNewAsync(Settings(SimulatedHouston.ServiceAccountKey), Stop);
        var (alice, bob) = (new SlackUser(host.Client, _slack, "UALICE"), new SlackUser(host.Client, _slack, "UBOB"));
        (await alice.SayAsync("grafana access grant <mailto:viraj@astronomer.io|viraj@astronomer.io>", Stop))
            .ShouldContain("Grant of Grafana access for viraj awaits approval: operation 1");
        _houston.DiesAtNextChange = true;

        await bob.SayAsync("approve 1", Stop);
        await Eventually.TrueAsync("the grant reached Houston", _ => Task.FromResult(_houston.Mutations.Count == 1), Stop);
        await Eventually.SeeAsync("it waits for Houston", _ => StateAsync(host), state => state is OperationState.Waiting, Stop);
        (await alice.SayAsync("deployments", Stop)).ShouldContain("are well", customMessage: "the cluster is told without Houston");
        _houston.Revive();

        await Eventually.SeeAsync("the grant ends", _ => StateAsync(host), state => state is OperationState.Succeeded, Stop, TimeSpan.FromMinutes(1));
        _houston.Mutations.Count.ShouldBe(1);
        (await _houston.AskAsync(Members, Stop)).ShouldContain(
            """{"label":"default_admin","users":[{"username":"admin"},{"username":"viraj"}]}""");
        host.Log.ShouldNotContain("@astronomer.io");
        host.Log.ShouldNotContain(SimulatedHouston.ServiceAccountKey);
    }

    [Fact]
    public async Task Two_who_ask_at_once_get_one_grant_and_both_are_told_that_it_is_done()
    {
        var settings = Settings(SimulatedHouston.ServiceAccountKey);
        settings["Access:Grants:2:Role"] = "Operator";
        settings["Access:Grants:2:To"] = "slack:UCAROL";
        await using var host = await HostProcess.StartNewAsync(settings, Stop);
        var (alice, bob) = (new SlackUser(host.Client, _slack, "UALICE"), new SlackUser(host.Client, _slack, "UBOB"));
        var carol = new SlackUser(host.Client, _slack, "UCAROL");
        const string ask = "grafana access grant viraj@astronomer.io";

        var answers = await Task.WhenAll(alice.SayAsync(ask, Stop), carol.SayAsync(ask, Stop));
        answers.Count(answer => answer.Contains("awaits approval: operation 1")).ShouldBe(1);
        answers.Count(answer => answer.Contains("You will be told here when it is done.")).ShouldBe(1);
        await bob.SayAsync("approve 1", Stop);

        await Eventually.SeeAsync("the grant ends", _ => StateAsync(host), state => state is OperationState.Succeeded, Stop, TimeSpan.FromMinutes(1));
        foreach (var person in new[] { "UALICE", "UCAROL" })
        {
            await Eventually.SeeAsync(
                $"{person} is told",
                stop => _slack.MessagesAsync("CINCIDENT", stop),
                messages => messages.Any(message =>
                    message.Text.Contains("Granted Grafana access for viraj") && $"{message.Text}{message.Blocks}".Contains(person)),
                Stop);
        }

        _houston.Mutations.Count.ShouldBe(1);
        using var database = host.OpenDatabase();
        database.Operations.Count().ShouldBe(1);
    }

    [Fact]
    public async Task A_key_that_Houston_does_not_take_leaves_the_bot_ready_and_says_what_is_wrong()
    {
        await using var host = await HostProcess.StartNewAsync(Settings("0123456789abcdef0123456789abcdef"), Stop);

        var health = await Eventually.SeeAsync(
            "health tells of the key",
            stop => host.Client.GetStringAsync("/healthz/ready", stop),
            text => text.Contains("houston: Degraded", StringComparison.Ordinal),
            Stop);

        health.ShouldContain("houston: Degraded: Houston does not take the bot's token: it is wrong, or over.");
        var alice = new SlackUser(host.Client, _slack, "UALICE");
        (await alice.SayAsync("grafana access list", Stop)).ShouldContain("Houston does not take the bot's token");
        (await alice.SayAsync("deployments", Stop)).ShouldContain("Houston's labels are missing.");
    }

    private Dictionary<string, string> Settings(string key)
    {
        var settings = SlackUser.SettingsFor(_slack);
        settings["Access:Grants:0:Role"] = "Operator";
        settings["Access:Grants:0:To"] = "slack:UALICE";
        settings["Access:Grants:1:Role"] = "Approver";
        settings["Access:Grants:1:To"] = "slack:UBOB";
        settings["Houston:Endpoint"] = _houston.Endpoint.ToString();
        settings["Houston:Token"] = key;
        settings["Operations:LongestPause"] = "00:00:02";
        return settings;
    }

    private static async Task<OperationState> StateAsync(HostProcess host)
    {
        await using var database = host.OpenDatabase();
        return database.Operations.Single(found => found.Id == 1).State;
    }
}
