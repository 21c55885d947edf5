using System.Text.RegularExpressions;
using ChatOps.Audit;
using ChatOps.IntegrationTests.Rigs;
using ChatOps.Operations;
using Shouldly;
using Xunit;

namespace ChatOps.IntegrationTests.Approvals;

/// <summary>Many clicks on one button, on two hosts at once: one counts, the others are told so.</summary>
public sealed partial class ApproveRaceTests(ITestOutputHelper output)
{
    private const int Operations = 100;
    private const int ClicksPerHost = 5;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Of_ten_clicks_on_two_hosts_one_counts_and_nine_are_told_so()
    {
        using var folder = new TemporaryFolder();
        await using var slack = await FakeSlack.StartAsync(Stop);
        await using var cluster = await SimulatorProcess.StartNewAsync(
            new Dictionary<string, string>
            {
                ["Simulator:Scenario"] = await OrphanClaims.WriteAsync(folder, Operations, Stop),
                ["Simulator:Speed"] = "50",
            },
            Stop);
        await using var api = await ApiServerProxy.StartAsync(cluster.Kubeconfig, Stop);
        await using var postgres = await PostgresServer.StartNewAsync(Stop);
        var database = await postgres.CreateDatabaseAsync(Stop);
        var hosts = await Task.WhenAll(
            HostProcess.StartNewAsync(Settings("a", slack, api, database), Stop),
            HostProcess.StartNewAsync(Settings("b", slack, api, database), Stop));
        await using var first = hosts[0];
        await using var second = hosts[1];
        await AskAsync(new SlackUser(first.Client, slack));
        var buttons = await ApproveButtonsAsync(slack);
        SlackUser[] clickers =
        [
            .. Enumerable.Repeat(new SlackUser(first.Client, slack, "UBOB"), ClicksPerHost),
            .. Enumerable.Repeat(new SlackUser(second.Client, slack, "UCAROL"), ClicksPerHost),
        ];

        var began = TimeProvider.System.GetTimestamp();
        var clicks = new List<Uri[]>();
        foreach (var button in buttons)
        {
            clicks.Add(await Task.WhenAll(clickers.Select(clicker => clicker.PressAsync(button, Stop))));
        }

        output.WriteLine($"{Operations * clickers.Length} clicks in {TimeProvider.System.GetElapsedTime(began)}");
        await AllEndedAsync(first);
        output.WriteLine($"all ended after {TimeProvider.System.GetElapsedTime(began)}");
        await OneCountedAsync(slack, clicks);
        EachWasDeletedOnce(api.Writes);
        await RecordedOnceAsync(first);
        var verified = await second.RunAsync(Stop, "audit", "verify");
        verified.Status.ShouldBe(0, verified.Output);
    }

    private static Dictionary<string, string> Settings(string name, FakeSlack slack, ApiServerProxy api, string database)
    {
        var settings = SlackUser.SettingsForTwo(slack, api.Kubeconfig);
        settings["Access:Grants:2:Role"] = "Approver";
        settings["Access:Grants:2:To"] = "slack:UCAROL";
        settings["Operations:Worker"] = name;
        settings["Storage:Provider"] = "PostgreSql";
        settings["ConnectionStrings:ChatOps"] = database;
        return settings;
    }

    private static async Task AskAsync(SlackUser alice)
    {
        for (var number = 0; number < Operations; number++)
        {
            (await alice.SayAsync($"volume delete {OrphanClaims.Name(number)} {OrphanClaims.Release}", Stop))
                .ShouldContain($"awaits approval: operation {number + 1}");
        }
    }

    private static async Task<IReadOnlyList<string>> ApproveButtonsAsync(FakeSlack slack)
    {
        var messages = await Eventually.SeeAsync(
            "every request has its message",
            stop => slack.MessagesAsync("CINCIDENT", stop),
            messages => messages.Count == Operations,
            Stop,
            Patience);
        return
        [
            .. messages.Select(message => message.Buttons.Single(
                button => button.StartsWith("approve ", StringComparison.Ordinal))),
        ];
    }

    private static Task AllEndedAsync(HostProcess host) => Eventually.SeeAsync(
        "all operations succeeded",
        async stop =>
        {
            await using var database = host.OpenDatabase();
            var states = database.Operations.Select(operation => operation.State).AsEnumerable().CountBy(state => state);
            return string.Join(", ", states.Select(state => $"{state.Value} {state.Key}"));
        },
        states => states == $"{Operations} {OperationState.Succeeded}",
        Stop,
        Patience);

    /// <summary>Each click has its answer; of those about one operation one says yes, and the others why not, in words.</summary>
    private static async Task OneCountedAsync(FakeSlack slack, IReadOnlyCollection<Uri[]> clicks)
    {
        var answers = await Eventually.SeeAsync(
            "every click has its answer",
            slack.AnswersAsync,
            answers => answers.Count == clicks.Sum(aboutOne => aboutOne.Length),
            Stop,
            Patience);
        foreach (var aboutOne in clicks.Select(urls => urls.Select(url => answers[url.AbsolutePath]).ToList()))
        {
            aboutOne.Count(answer => answer.Contains("You approved operation", StringComparison.Ordinal))
                .ShouldBe(1, string.Join('\n', aboutOne));
            aboutOne.Count(answer => Polite().IsMatch(answer)).ShouldBe(aboutOne.Count - 1, string.Join('\n', aboutOne));
        }
    }

    /// <summary>
    /// By the API server's own answers. A request whose answer got lost may have been sent again, with the UID: then there
    /// was nothing left to delete.
    /// </summary>
    private static void EachWasDeletedOnce(IReadOnlyList<SeenWrite> writes)
    {
        writes.Where(write => write.Status == 200).Select(write => $"{write.Method} {write.Path}").ShouldBe(
            Enumerable.Range(0, Operations).Select(number => $"DELETE {OrphanClaims.Path(number)}"), ignoreOrder: true);
        writes.Where(write => write.Status != 200).ShouldAllBe(write => write.Method == "DELETE" && write.Status == 404);
    }

    private static async Task RecordedOnceAsync(HostProcess host)
    {
        await using var database = host.OpenDatabase();
        foreach (var action in new[] { AuditAction.Approved, AuditAction.Succeeded })
        {
            database.AuditEntries.Where(entry => entry.Action == action).Select(entry => entry.OperationId).ToList()
                .ShouldBe(Enumerable.Range(1, Operations).Select(id => (int?)id), ignoreOrder: true, action);
        }

        database.AuditEntries.Count(entry => entry.Action == AuditAction.StepStarted)
            .ShouldBe(2 * Operations, "each operation deleted and waited, once");
        database.AuditEntries.ShouldNotContain(entry => entry.Action == AuditAction.Resumed);
    }

    [GeneratedRegex("Somebody was faster|was approved already|has ended", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Polite();
}
