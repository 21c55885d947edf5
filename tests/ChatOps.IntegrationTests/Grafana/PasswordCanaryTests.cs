using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.RegularExpressions;
using ChatOps.IntegrationTests.Rigs;
using ChatOps.Operations;
using Shouldly;
using Xunit;

namespace ChatOps.IntegrationTests.Grafana;

/// <summary>The whole bot in a process of its own, by signed requests: the password is in the one message, and nowhere else.</summary>
public sealed partial class PasswordCanaryTests : IAsyncLifetime
{
    private readonly TemporaryFolder _exports = new();
    private FakeSlack _slack = null!; // set by InitializeAsync, before each test

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _slack = await FakeSlack.StartAsync(Stop);

    public async ValueTask DisposeAsync()
    {
        await _slack.DisposeAsync();
        _exports.Dispose();
    }

    [Theory]
    [InlineData("5.2.4", true)] // by argument; everything in PostgreSQL, Hangfire's jobs included
    [InlineData("10.4.2", false)] // by standard input; SQLite
    public async Task The_password_is_found_in_the_one_message_alone(string version, bool inPostgres)
    {
        await using var postgres = inPostgres ? await PostgresServer.StartNewAsync(Stop) : null;
        var settings = Settings(version);
        if (postgres is not null)
        {
            settings["Storage:Provider"] = "PostgreSql";
            settings["ConnectionStrings:ChatOps"] = await postgres.CreateDatabaseAsync(Stop);
        }

        await using var host = await HostProcess.StartNewAsync(settings, Stop);
        var (alice, bob) = (new SlackUser(host.Client, _slack, "UALICE"), new SlackUser(host.Client, _slack, "UBOB"));
        await AskAsync(alice, host);
        await bob.SayAsync("approve 1", Stop);
        await Eventually.SeeAsync("the reset ends", _ => StateAsync(host), state => state is OperationState.Succeeded, Stop, TimeSpan.FromMinutes(1));

        (await bob.PressAndReadAsync("grafana show-password 1", Stop)).ShouldContain("is for alice alone, who asked for it");
        var trigger = await _slack.IssueTriggerAsync(Stop);
        (await alice.SayOnceAsync("grafana show-password 1", trigger, Stop)).ShouldContain("shown to you alone");
        (await alice.PressAndReadAsync("grafana show-password 1", Stop)).ShouldContain("does not have the password");

        var shown = (await _slack.CallsAsync("views.open", Stop)).ShouldHaveSingleItem();
        $"{shown.Args?.GetProperty("trigger_id")}".ShouldBe(trigger, "Slack shows it to whoever that was given to");
        var password = Password().Match($"{shown.Args?.GetProperty("view")}").Value;
        password.Length.ShouldBe(24);
        (await LogInAsync(settings, password)).ShouldBe(HttpStatusCode.OK);
        (await LogInAsync(settings, "admin")).ShouldBe(HttpStatusCode.Unauthorized);

        (await host.RunAsync(Stop, "audit", "export", "--out", _exports.File("timeline.md"))).Status.ShouldBe(0);
        (await host.RunAsync(Stop, "audit", "export", "--format", "jsonl", "--out", _exports.File("trail.jsonl"))).Status.ShouldBe(0);
        var said = new StringBuilder(host.Log)
            .Append(await ReadAsync(host, "/healthz/ready"))
            .Append(await ReadAsync(host, "/metrics"))
            .Append(await ReadAsync(host, "/hangfire/jobs/succeeded"))
            .Append(await alice.SayAsync("operations", Stop))
            .Append(await alice.SayAsync("audit", Stop));
        await Eventually.SeeAsync(
            "the end is told",
            stop => _slack.MessagesAsync("CINCIDENT", stop),
            messages => messages.Any(message => message.Text.Contains("Reset the password of admin in Grafana in")),
            Stop);
        await using var database = host.OpenDatabase();
        var dump = await DatabaseText.ReadAsync(database, Stop);
        said.Append(dump);
        var calls = await _slack.CallsAsync(Stop);
        calls.Count(call => IsTheOne(call, password)).ShouldBe(1);
        foreach (var call in calls.Where(call => !IsTheOne(call, password)))
        {
            said.Append(call.Args).Append(call.Body);
        }

        Files(host, postgres).ShouldNotBeEmpty();
        foreach (var needle in Forms(password))
        {
            said.ToString().ShouldNotContain(needle);
            Files(host, postgres).Where(file => Has(file, needle)).ShouldBeEmpty();
        }

        // The search itself: what is known to be there is found.
        said.ToString().ShouldContain("grafana reset-password");
        dump.ShouldContain("secret shown");
        dump.Contains("Hangfire", StringComparison.OrdinalIgnoreCase).ShouldBe(inPostgres, "its queue is searched where it is in the database");
        Files(host, postgres).ShouldContain(file => Has(file, "grafana reset-password"));
    }

    /// <summary>The message that only the asker sees: that one call of all of them may have the password.</summary>
    private static bool IsTheOne(SlackCall call, string password) =>
        call is { Method: "views.open", Ok: true } && $"{call.Args?.GetProperty("view")}".Contains(password);

    [Fact]
    public async Task After_a_restart_the_password_is_gone_and_the_bot_says_so()
    {
        await using var host = await HostProcess.StartNewAsync(Settings("10.4.2"), Stop);
        var (alice, bob) = (new SlackUser(host.Client, _slack, "UALICE"), new SlackUser(host.Client, _slack, "UBOB"));
        await AskAsync(alice, host);
        await bob.SayAsync("approve 1", Stop);
        await Eventually.SeeAsync("the reset ends", _ => StateAsync(host), state => state is OperationState.Succeeded, Stop, TimeSpan.FromMinutes(1));

        await host.KillAsync();
        await host.StartAsync(Stop);

        (await alice.SayAsync("grafana show-password 1", Stop)).ShouldContain("a restart loses it");
        (await _slack.CallsAsync("chat.postEphemeral", Stop)).ShouldBeEmpty();
        (await Eventually.SeeAsync(
            "status warns: the simulated Grafana is as new", stop => alice.SayAsync("status", stop), text => text.Contains("admin with the password admin"), Stop))
            .ShouldContain("Change it: grafana reset-password");
        host.Log.ShouldContain("Grafana still lets anybody in as admin with the password admin.");
    }

    private Dictionary<string, string> Settings(string version)
    {
        var settings = SlackUser.SettingsFor(_slack);
        settings["Access:Grants:0:Role"] = "Operator";
        settings["Access:Grants:0:To"] = "slack:UALICE";
        settings["Access:Grants:1:Role"] = "Approver";
        settings["Access:Grants:1:To"] = "slack:UBOB";
        settings["Incident:Channel"] = "slack:CINCIDENT";
        settings["Simulator:GrafanaVersion"] = version;
        settings["Simulator:ClusterUrl"] = $"http://127.0.0.1:{FreePort.Next()}";
        return settings;
    }

    private static async Task AskAsync(SlackUser alice, HostProcess host)
    {
        await alice.SayAsync("grafana reset-password", Stop);
        (await StateAsync(host)).ShouldBe(OperationState.AwaitingApproval);
    }

    private static async Task<OperationState> StateAsync(HostProcess host)
    {
        await using var database = host.OpenDatabase();
        return database.Operations.Single(found => found.Id == 1).State;
    }

    private static async Task<HttpStatusCode> LogInAsync(Dictionary<string, string> settings, string password)
    {
        using var client = new HttpClient();
        using var answer = await client.PostAsJsonAsync(
            $"{settings["Simulator:ClusterUrl"]}/api/v1/namespaces/astronomer-ee/services/solitary-lightningbug-grafana:3000/proxy/login",
            new { user = "admin", password },
            Stop);
        return answer.StatusCode;
    }

    private static async Task<string> ReadAsync(HostProcess host, string path)
    {
        using var answer = await host.Client.GetAsync(path, Stop);
        return await answer.Content.ReadAsStringAsync(Stop);
    }

    /// <summary>
    /// Base64 shifts with what stands before, so that each of its three forms is looked for; a dump shows bytes in hexadecimal.
    /// </summary>
    private static IEnumerable<string> Forms(string password) =>
        Enumerable.Range(0, 3)
            .Select(shift => Convert.ToBase64String(Encoding.UTF8.GetBytes(new string('x', shift) + password))[(shift == 0 ? 0 : 4)..^4])
            .Prepend(password)
            .Append(Convert.ToHexStringLower(Encoding.UTF8.GetBytes(password)));

    private List<string> Files(HostProcess host, PostgresServer? postgres) =>
    [
        .. new[] { host.DataFolder, _exports.Path, postgres?.Folder }.OfType<string>()
            .SelectMany(folder => new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories))
            .Where(file => file.Length > 0) // a lock is empty, and lets nobody read it
            .Select(file => file.FullName),
    ];

    private static bool Has(string file, string text)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var content = new MemoryStream();
        stream.CopyTo(content);
        return content.GetBuffer().AsSpan(0, (int)content.Length).IndexOf(Encoding.UTF8.GetBytes(text)) >= 0;
    }

    [GeneratedRegex("[A-HJ-NP-Za-km-z2-9]{24}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Password();
}
