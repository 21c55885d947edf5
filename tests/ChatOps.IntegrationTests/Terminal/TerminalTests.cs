using ChatOps.IntegrationTests.Rigs;
using Shouldly;
using Xunit;

namespace ChatOps.IntegrationTests.Terminal;

/// <summary>"chatops run": a terminal in the place of a chat that is down, beside a bot that lives and then without one.</summary>
public sealed class TerminalTests : IAsyncLifetime
{
    private const string Zodiac = "zodiac-cosmo-1172";

    private SimulatorProcess _cluster = null!; // these are set by InitializeAsync
    private HostProcess _bot = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _cluster = await SimulatorProcess.StartNewAsync(new Dictionary<string, string> { ["Simulator:Speed"] = "50" }, Stop);
        var settings = new Dictionary<string, string>
        {
            ["Cluster:Mode"] = "Kubeconfig",
            ["Cluster:Kubeconfig"] = _cluster.Kubeconfig,
            ["Access:Grants:0:Role"] = "Operator",
            ["Access:Grants:0:To"] = "terminal:alice",
            ["Access:Grants:1:Role"] = "Approver",
            ["Access:Grants:1:To"] = "terminal:bob",
            ["Access:Grants:2:Role"] = "Viewer",
            ["Access:Grants:2:To"] = "terminal:*",
        };
        _bot = await HostProcess.StartNewAsync(settings, Stop);
    }

    public async ValueTask DisposeAsync()
    {
        if (_bot is not null)
        {
            await _bot.DisposeAsync();
        }

        await _cluster.DisposeAsync();
    }

    [Fact]
    public async Task Who_types_in_a_terminal_has_the_roles_the_approvals_and_the_trail_of_chat_with_the_bot_and_without_it()
    {
        await QueriesAnswerAsync();
        await RolesHoldAsync();
        await OperationsAreSeenToTheirEndAsync("restart scheduler");

        await _bot.KillAsync();
        await AHostThatIsGoneIsMissedAsync();

        await OperationsAreSeenToTheirEndAsync("restart webserver");
        await ASecondPersonHasATerminalOfTheirOwnAsync();
        await WhoStopsWaitingReadsThatItStaysAsync();
        await EverythingIsOnRecordAsync();
    }

    [Fact]
    public async Task A_wrong_setting_ends_it_as_it_ends_a_host()
    {
        using var folder = new TemporaryFolder();
        var program = new ChatOpsProgram(folder.Path, new Dictionary<string, string> { ["Storage:Provider"] = "Clay" });

        var ended = await program.RunAsync(["run", "--as", "operator", "pods"], Stop);

        ended.Status.ShouldBe(78, ended.Output);
        ended.Output.ShouldContain("Storage:Provider");
    }

    [Fact]
    public async Task Without_the_cluster_it_says_so_first()
    {
        using var folder = new TemporaryFolder();
        var program = new ChatOpsProgram(
            folder.Path, new Dictionary<string, string> { ["Simulator:ClusterUrl"] = $"http://127.0.0.1:{FreePort.Next()}" });
        (await program.RunAsync(["migrate"], Stop)).Status.ShouldBe(0);

        var ended = await program.RunAsync(["run", "--as", "operator", "pods"], Stop);

        ended.Output.ShouldStartWith("The cluster has not answered within 15 seconds, so what follows may leave it out. Why: chatops doctor");
    }

    [Fact]
    public async Task A_settings_file_that_is_cut_short_is_named_with_the_line()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("appsettings.json"), "{\n  \"Slack\": {\n", Stop);

        var ended = await new ChatOpsProgram(folder.Path, new Dictionary<string, string>()).RunAsync(["doctor"], Stop);

        ended.Output.ShouldContain("BAD  settings");
        ended.Output.ShouldContain(folder.File("appsettings.json"));
        ended.Output.ShouldContain("LineNumber: 2");
    }

    [Fact]
    public async Task Without_a_database_it_says_where_to_stand_and_migrate_makes_one()
    {
        using var folder = new TemporaryFolder();
        var program = new ChatOpsProgram(folder.Path, new Dictionary<string, string>());

        var ended = await program.RunAsync(["run", "--as", "operator", "pods"], Stop);

        ended.Status.ShouldBe(1);
        ended.Output.ShouldContain("There is no database of the bot's here");
        (await program.RunAsync(["migrate"], Stop)).Output.ShouldStartWith("Made ");
        (await program.RunAsync(["migrate"], Stop)).Output.ShouldContain("has the shape of this version already");
    }

    private async Task QueriesAnswerAsync()
    {
        var pods = await SayAsync("carol", $"pods {Zodiac}");
        pods.Status.ShouldBe(0, pods.Output);
        pods.Output.ShouldContain("scheduler");
        foreach (var wrong in (string[])["pods nowhere-1234", "podz", "audit --last many"])
        {
            (await SayAsync("carol", wrong)).Status.ShouldBe(1, wrong);
        }

        (await SayAsync("Carol!", "pods")).Output.ShouldContain("--as must be an account");
    }

    private async Task RolesHoldAsync()
    {
        var refused = await SayAsync("carol", $"restart scheduler {Zodiac}");
        refused.Status.ShouldBe(1, refused.Output);
        refused.Output.ShouldContain("operator");
    }

    private async Task OperationsAreSeenToTheirEndAsync(string what)
    {
        var ended = await SayAsync("alice", $"{what} {Zodiac}");
        ended.Output.ShouldContain("Restarted ");
        ended.Status.ShouldBe(0, ended.Output);
    }

    /// <summary>Until then the terminal leaves the work to it.</summary>
    private async Task AHostThatIsGoneIsMissedAsync()
    {
        await using var database = _bot.OpenDatabase();
        foreach (var host in database.Hosts)
        {
            host.SeenAt -= TimeSpan.FromMinutes(1); // instead of waiting so long
        }

        await database.SaveChangesAsync(Stop);
    }

    private async Task ASecondPersonHasATerminalOfTheirOwnAsync()
    {
        await using var asking = _bot.StartInOwnTerminal("run", "--as", "alice", $"volume delete redis-db-redis-0 {Zodiac}");
        await Eventually.TrueAsync(
            "the plan is shown", _ => Task.FromResult(asking.Output.Contains("chatops run --as <person> \"approve 3\"", StringComparison.Ordinal)), Stop);

        await using var approving = _bot.StartInOwnTerminal("run", "--as", "bob", "approve 3");

        (await approving.WaitForExitAsync(Stop)).ShouldBe(0, approving.Output);
        (await asking.WaitForExitAsync(Stop)).ShouldBe(0, asking.Output);
        asking.Output.ShouldContain("Deleted volume redis-db-redis-0 of zodiac-cosmo-1172");
        approving.Output.ShouldContain("You approved operation 3");

        // Asked for here, a name that is quickly typed is no second person.
        (await SayAsync("alice", $"volume delete redis-db-redis-0 {Zodiac}", "--no-wait")).Output.ShouldBe(
            """
            Deletion of volume redis-db-redis-0 of zodiac-cosmo-1172 awaits approval: operation 4
            Who decides says, in a terminal of their own: chatops run --as <person> "approve 4"
            """,
            StringCompareShould.IgnoreLineEndings);
        (await SayAsync("bob", "approve 4")).Output.ShouldContain("Operation 4 was asked for in this very terminal.");
    }

    private async Task WhoStopsWaitingReadsThatItStaysAsync()
    {
        await using var waiting = _bot.StartInOwnTerminal("run", "--as", "alice", "volume delete redis-db-redis-0 lunar-nuclear-3725");
        await Eventually.TrueAsync(
            "it waits for a decision", _ => Task.FromResult(waiting.Output.Contains("\"approve 5\"", StringComparison.Ordinal)), Stop);

        (await waiting.InterruptAsync(Stop)).ShouldBe(130, waiting.Output);

        waiting.Output.ShouldContain("What was asked for stays");
        (await SayAsync("bob", "deny 5")).Status.ShouldBe(0);
    }

    private async Task EverythingIsOnRecordAsync()
    {
        (await _bot.RunAsync(Stop, "audit", "verify")).Status.ShouldBe(0);
        var trail = await _bot.RunAsync(Stop, "audit", "export", "--format", "jsonl");
        trail.Output.ShouldContain($"from the terminal {Environment.UserName}@{Environment.MachineName}:");
        trail.Output.ShouldContain("terminal:bob");
    }

    private Task<ChildProcess.Ended> SayAsync(string person, string text, params string[] options) =>
        _bot.RunAsync(Stop, ["run", "--as", person, text, .. options]);
}
