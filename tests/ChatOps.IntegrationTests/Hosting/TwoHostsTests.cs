using System.Net;
using ChatOps.IntegrationTests.Rigs;
using ChatOps.Operations;
using Npgsql;
using Shouldly;
using Xunit;

namespace ChatOps.IntegrationTests.Hosting;

/// <summary>Hosts that share one PostgreSQL share the work: each operation runs once, each message is posted once.</summary>
public sealed class TwoHostsTests : IAsyncLifetime
{
    private const string Namespace = "astronomer-ee-zodiac-cosmo-1172";
    private const string Release = "zodiac-cosmo-1172";

    private PostgresServer _postgres = null!; // these four are set by InitializeAsync, before each test
    private FakeSlack _slack = null!;
    private SimulatorProcess _cluster = null!;
    private string _database = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _slack = await FakeSlack.StartAsync(Stop);
        _cluster = await SimulatorProcess.StartNewAsync(
            new Dictionary<string, string> { ["Simulator:Speed"] = "10" }, Stop);
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
    public async Task One_is_killed_and_the_other_takes_over_and_nothing_happens_twice()
    {
        // Both at once: they race for the tables, too.
        var hosts = await Task.WhenAll(StartHostAsync("a"), StartHostAsync("b"));
        await using var first = hosts[0];
        await using var second = hosts[1];
        string[] components = ["scheduler", "webserver", "statsd"];

        // Asked of both hosts at the same moment; one of the two is shown the other's.
        SlackUser[] askers = [.. hosts.Select(host => new SlackUser(host.Client, _slack))];
        foreach (var asker in askers)
        {
            await asker.SayAsync("operations", Stop); // what a process does for the first time may take it too long
        }

        var answers = new List<string>();
        foreach (var component in components)
        {
            answers.AddRange(await Task.WhenAll(askers.Select(asker => asker.SayAsync($"restart {component} {Release}", Stop))));
        }

        answers.Count(answer => answer.Contains(": operation ", StringComparison.Ordinal))
            .ShouldBe(components.Length, string.Join('\n', answers));
        await AllPostedAsync(second);
        await first.KillAsync();

        await AllEndedAsync(second, components.Length);
        await AllToldAsync(components.Length);
        foreach (var component in components)
        {
            var killed = await new PodsOf(new Kubectl(_cluster.Kubeconfig), Namespace, component).KilledAsync(Stop);
            killed.ShouldHaveSingleItem($"one pod of {component} was deleted, once");
        }

        (await _slack.CallsAsync("chat.postMessage", Stop)).Count.ShouldBe(
            2 * components.Length, "a message for each operation, and in its thread a call to who asked for it");
        var verified = await second.RunAsync(Stop, "audit", "verify");
        verified.Status.ShouldBe(0, verified.Output);
    }

    [Fact]
    public async Task A_database_that_is_away_is_said_in_words_and_sat_out()
    {
        await using var host = await StartHostAsync("a");
        var alice = new SlackUser(host.Client, _slack);
        (await alice.SayAsync($"restart scheduler {Release}", Stop)).ShouldContain("operation 1");
        await AllPostedAsync(host);

        await _postgres.StopAsync(Stop);
        (await TimedAsync(alice.SayOnceAsync($"restart webserver {Release}", "1.2.3", Stop))).ShouldContain("Nothing was accepted");
        (await host.Client.GetAsync("/healthz/live", Stop)).EnsureSuccessStatusCode();
        await _postgres.StartAsync(Stop);

        // What was not acknowledged was not accepted, and what is said now is: without a restart.
        (await Eventually.SeeAsync(
            "commands are taken again",
            stop => alice.SayAsync($"restart webserver {Release}", stop),
            answer => !answer.Contains("Nothing was accepted", StringComparison.Ordinal),
            Stop)).ShouldContain("operation 2");
        await AllEndedAsync(host, operations: 2);
        await AllToldAsync(messages: 2);
    }

    [Fact]
    public async Task A_database_that_hangs_is_said_in_words_and_nothing_is_acknowledged()
    {
        var direct = new NpgsqlConnectionStringBuilder(_database);
        await using var gate = TcpGate.Open(direct.Port);
        var settings = Settings("a");
        settings["ConnectionStrings:ChatOps"] = new NpgsqlConnectionStringBuilder(_database) { Port = gate.Port }.ConnectionString;
        await using var host = await HostProcess.StartNewAsync(settings, Stop);
        var alice = new SlackUser(host.Client, _slack);
        (await alice.SayAsync($"restart scheduler {Release}", Stop)).ShouldContain("operation 1");
        await AllPostedAsync(host);

        gate.Hang();
        var answer = await TimedAsync(alice.SayOnceAsync($"restart webserver {Release}", "1.2.4", Stop));
        answer.ShouldContain("No answer in time");
        answer.ShouldNotContain("operation 2");
        (await host.Client.GetAsync("/healthz/live", Stop)).EnsureSuccessStatusCode();
        gate.Flow();

        (await Eventually.SeeAsync(
            "commands are taken again",
            stop => alice.SayAsync($"restart webserver {Release}", stop),
            said => said.Contains("operation", StringComparison.Ordinal) && !said.Contains("No answer", StringComparison.Ordinal),
            Stop,
            within: TimeSpan.FromSeconds(60))).ShouldContain("operation 2", Case.Sensitive, "what was not acknowledged was not accepted");
        await AllEndedAsync(host, operations: 2);
    }

    [Fact]
    public async Task A_host_waits_for_a_database_that_is_started_later()
    {
        await _postgres.StopAsync(Stop);
        using var folder = new TemporaryFolder();
        using var client = new HttpClient { BaseAddress = new($"http://127.0.0.1:{FreePort.Next()}") };
        var settings = Settings("a");
        settings["ASPNETCORE_URLS"] = $"{client.BaseAddress}";
        await using var host = new ChatOpsProgram(folder.Path, settings).Start();
        await Eventually.SeeAsync(
            "it says what it waits for",
            _ => Task.FromResult(host.Output),
            log => log.Contains("The database does not answer, so the start waits for it", StringComparison.Ordinal),
            Stop);

        // A liveness probe that failed meanwhile would end it, and a load balancer must pass it over.
        (await client.GetAsync("/healthz/live", Stop)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await UnavailableAsync(client, "/healthz/ready")).ShouldContain("database: Unhealthy: The database does not answer; a start waits for it.");
        (await UnavailableAsync(client, "/slack/command")).ShouldStartWith("The bot is starting, so nothing was accepted.");
        await _postgres.StartAsync(Stop);

        await Server.AnswersAsync(host, client, "/healthz/ready", Stop);
        host.Output.ShouldNotContain("   at ");
    }

    [Fact]
    public async Task A_host_that_is_told_to_stop_while_it_waits_for_its_database_goes_without_a_fuss()
    {
        await _postgres.StopAsync(Stop);
        using var folder = new TemporaryFolder();
        await using var host = new ChatOpsProgram(folder.Path, Settings("a")).Start("--urls", $"http://127.0.0.1:{FreePort.Next()}");
        await Eventually.TrueAsync(
            "it waits", _ => Task.FromResult(host.Output.Contains("the start waits for it", StringComparison.Ordinal)), Stop);

        (await host.TerminateAsync(Stop)).ShouldBe(0, host.Output);

        host.Output.ShouldNotContain("   at ");
        host.Output.ShouldNotContain("Exception");
    }

    /// <summary>What a host says that is there and takes nothing.</summary>
    private static async Task<string> UnavailableAsync(HttpClient client, string path)
    {
        using var answer = await client.GetAsync(path, Stop);
        answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        return await answer.Content.ReadAsStringAsync(Stop);
    }

    private Task<HostProcess> StartHostAsync(string name) => HostProcess.StartNewAsync(Settings(name), Stop);

    private Dictionary<string, string> Settings(string name)
    {
        var settings = SlackUser.SettingsFor(_slack);
        settings["Cluster:Mode"] = "Kubeconfig";
        settings["Cluster:Kubeconfig"] = _cluster.Kubeconfig;
        settings["Access:Grants:0:Role"] = "Operator";
        settings["Access:Grants:0:To"] = "slack:UALICE";
        settings["Operations:Worker"] = name;
        settings["Operations:Lease"] = "00:00:10";
        settings["Storage:Provider"] = "PostgreSql";
        settings["ConnectionStrings:ChatOps"] = _database;
        return settings;
    }

    /// <summary>What was said, and it was said before Slack's patience of 3 s was over.</summary>
    private static async Task<string> TimedAsync(Task<string> said)
    {
        var asked = TimeProvider.System.GetTimestamp();
        var answer = await said;
        TimeProvider.System.GetElapsedTime(asked).ShouldBeLessThan(TimeSpan.FromSeconds(3), answer);
        return answer;
    }

    /// <summary>Slack has no key against doubles: what dies between its answer and the record of it posts again.</summary>
    private static Task AllPostedAsync(HostProcess host) => Eventually.TrueAsync(
        "each message's id is on record",
        async stop =>
        {
            await using var database = host.OpenDatabase();
            return database.LivingMessages.All(message => message.MessageId != null);
        },
        Stop);

    private static Task AllEndedAsync(HostProcess host, int operations) => Eventually.SeeAsync(
        "all operations succeeded",
        async stop =>
        {
            await using var database = host.OpenDatabase();
            return string.Join(", ", database.Operations.AsEnumerable().Select(operation => operation.State));
        },
        states => states == string.Join(", ", Enumerable.Repeat(OperationState.Succeeded, operations)),
        Stop,
        within: TimeSpan.FromSeconds(60));

    private Task AllToldAsync(int messages) => Eventually.SeeAsync(
        "each operation has one message, which shows its end, and one call to its asker in its thread",
        stop => _slack.MessagesAsync("CINCIDENT", stop),
        all => all.All(message => message.Text.Contains("Restarted", StringComparison.Ordinal))
            && all.Count(message => message.ThreadTs is null) == messages
            && all.Select(message => message.ThreadTs).OfType<string>().Distinct().Count() == messages
            && all.Count == 2 * messages,
        Stop,
        within: TimeSpan.FromSeconds(30));
}
