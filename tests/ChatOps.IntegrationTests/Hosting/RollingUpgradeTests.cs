using ChatOps.Adapters.Storage;
using ChatOps.Audit;
using ChatOps.IntegrationTests.Approvals;
using ChatOps.IntegrationTests.Rigs;
using ChatOps.Operations;
using ChatOps.Tests.Fakes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;

namespace ChatOps.IntegrationTests.Hosting;

/// <summary>
/// Hosts are replaced one by one, as a rollout does it, and the next version changes the database under them, while work comes
/// in: nothing is lost, nothing happens twice. There is one binary; the next version's migrations are made up.
/// </summary>
public sealed class RollingUpgradeTests(ITestOutputHelper output)
{
    private const int Operations = 200;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>A pod has 30 seconds, of which the load balancers take some.</summary>
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(20);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Both_hosts_are_replaced_and_the_database_changed_while_200_operations_run_and_each_is_done_once()
    {
        using var folder = new TemporaryFolder();
        await using var slack = await FakeSlack.StartAsync(Stop);
        await using var cluster = await SimulatorProcess.StartNewAsync(
            new Dictionary<string, string>
            {
                ["Simulator:Scenario"] = await OrphanClaims.WriteAsync(folder, Operations, Stop),
                ["Simulator:Speed"] = "20",
            },
            Stop);
        await using var api = await ApiServerProxy.StartAsync(cluster.Kubeconfig, Stop);
        await using var postgres = await PostgresServer.StartNewAsync(Stop);
        var database = await postgres.CreateDatabaseAsync(Stop);
        var settings = (string name) => Settings(name, slack, api, database);
        (await new ChatOpsProgram(folder.Path, settings("migrate")).RunAsync(["migrate"], Stop)).Output.ShouldStartWith("Made ");

        await using var first = await HostProcess.StartNewAsync(settings("a"), Stop);
        await using var second = await HostProcess.StartNewAsync(settings("b"), Stop);
        await AskAsync(slack, 0, 60, first, second);

        // The next version's migrate; from here on each host is an old one on a shape that it never heard of.
        var migrating = MigrateAsync(database, LaterVersion.OpenNext);
        await AskAsync(slack, 60, 80, first, second);
        (await migrating).ShouldBe(["29990101000000_V2Urgency"]);
        await using var third = await HostProcess.StartNewAsync(settings("c"), Stop);
        third.Log.ShouldNotContain("Microsoft.EntityFrameworkCore", Case.Sensitive, "what it does not know is nothing to warn of");
        await ReplaceAsync(slack, first, number: 80);
        await AskAsync(slack, 81, 130, second, third);
        await using var fourth = await HostProcess.StartNewAsync(settings("d"), Stop);
        await ReplaceAsync(slack, second, number: 130);
        await AskAsync(slack, 131, Operations, third, fourth);

        await AllEndedAsync(third);
        EachWasDeletedOnce(api.Writes);
        await using var end = third.OpenDatabase();
        end.AuditEntries.Count(entry => entry.Action == AuditAction.Succeeded).ShouldBe(Operations);
        (await third.RunAsync(Stop, "audit", "verify")).Status.ShouldBe(0);
        var doctor = await third.RunAsync(Stop, "doctor");
        doctor.Output.ShouldContain("ok   database");
        doctor.Output.ShouldContain("ok   clock");
        doctor.Output.ShouldContain("16 of 2 hosts.");
        doctor.Output.ShouldContain("A later version gave it shape 2, which this one can live with.");
        (await Should.ThrowAsync<OptionsValidationException>(() => MigrateAsync(database, LaterVersion.OpenSecond)))
            .Message.ShouldContain("has shape 1 and is at work: it would not live with shape 3. Roll out a version with shape 2 first");
    }

    [Fact]
    public async Task A_host_does_not_start_on_a_database_two_versions_ahead_and_says_so()
    {
        using var folder = new TemporaryFolder();
        await using var postgres = await PostgresServer.StartNewAsync(Stop);
        var database = await postgres.CreateDatabaseAsync(Stop);
        await MigrateAsync(database, LaterVersion.OpenSecond);
        var program = new ChatOpsProgram(folder.Path, new Dictionary<string, string>
        {
            ["ASPNETCORE_URLS"] = $"http://127.0.0.1:{FreePort.Next()}",
            ["Simulator:ClusterUrl"] = $"http://127.0.0.1:{FreePort.Next()}",
            ["Simulator:HoustonUrl"] = $"http://127.0.0.1:{FreePort.Next()}/v1",
            ["Storage:Provider"] = "PostgreSql",
            ["ConnectionStrings:ChatOps"] = database,
        });

        foreach (string[] arguments in new string[][] { [], ["migrate"] })
        {
            var refused = await program.RunAsync(arguments, Stop);
            refused.Status.ShouldBe(78, refused.Output);
            refused.Output.ShouldEndWith(
                "Nothing was started. Please mend:\n  ConnectionStrings:ChatOps: the database has shape 3, and this version of the bot has shape 1: "
                + "it lives with 2 at most. Start a later version of the bot, or restore a backup of that time.");
            refused.Output.ShouldNotContain("fail:");
        }
    }

    /// <param name="open">One of <see cref="LaterVersion"/>'s.</param>
    private static async Task<IReadOnlyList<string>> MigrateAsync(string database, Func<string, bool, IServiceProvider, ChatOpsDbContext> open)
    {
        await using var services = new ServiceCollection().AddSingleton(TimeProvider.System).BuildServiceProvider();
        await using var later = open(database, true, services);
        return await later.MigrateAsync(Stop);
    }

    private static Dictionary<string, string> Settings(string name, FakeSlack slack, ApiServerProxy api, string database)
    {
        var settings = SlackUser.SettingsForTwo(slack, api.Kubeconfig);
        settings["Operations:Worker"] = name;
        settings["Storage:Provider"] = "PostgreSql";
        settings["ConnectionStrings:ChatOps"] = database;
        return settings;
    }

    /// <summary>Has claims deleted, by hosts in turn: asked for at one, approved at the other.</summary>
    private static async Task AskAsync(FakeSlack slack, int from, int to, HostProcess one, HostProcess other)
    {
        for (var number = from; number < to; number++)
        {
            var (asked, approved) = number % 2 == 0 ? (one, other) : (other, one);
            await AskAsync(slack, asked, number);
            await ApproveAsync(slack, approved, number);
        }
    }

    private static async Task AskAsync(FakeSlack slack, HostProcess host, int number) =>
        (await new SlackUser(host.Client, slack).SayAsync($"volume delete {OrphanClaims.Name(number)} {OrphanClaims.Release}", Stop))
            .ShouldContain($"awaits approval: operation {number + 1}");

    private static Task ApproveAsync(FakeSlack slack, HostProcess host, int number) => ApproveAsync(slack, host.Client, number);

    private static async Task ApproveAsync(FakeSlack slack, HttpClient host, int number) =>
        (await new SlackUser(host, slack, "UBOB").SayAsync($"approve {number + 1}", Stop)).ShouldContain("You approved");

    /// <summary>What came in before the end is answered, and the host leaves in time and in peace.</summary>
    private async Task ReplaceAsync(FakeSlack slack, HostProcess host, int number)
    {
        await AskAsync(slack, host, number);
        using var held = new HeldRequest();
        using var client = new HttpClient(held) { BaseAddress = host.Client.BaseAddress };
        var approved = ApproveAsync(slack, client, number);
        await held.InHand.WaitAsync(Patience, Stop);

        var began = TimeProvider.System.GetTimestamp();
        var ended = host.TerminateAsync(Stop);
        await Eventually.TrueAsync("it is about to leave", _ => Task.FromResult(host.Log.Contains("shutting down", StringComparison.Ordinal)), Stop);
        held.LetGo();

        await approved;
        (await ended).ShouldBe(0, host.Log);
        var took = TimeProvider.System.GetElapsedTime(began);
        output.WriteLine($"left after {took}");
        took.ShouldBeLessThan(Farewell);
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

    /// <summary>By the API server's own answers; what was sent again, with the UID, found nothing left to delete.</summary>
    private static void EachWasDeletedOnce(IReadOnlyList<SeenWrite> writes)
    {
        writes.Where(write => write.Status == 200).Select(write => $"{write.Method} {write.Path}").ShouldBe(
            Enumerable.Range(0, Operations).Select(number => $"DELETE {OrphanClaims.Path(number)}"), ignoreOrder: true);
        writes.Where(write => write.Status != 200).ShouldAllBe(write => write.Method == "DELETE" && write.Status == 404);
    }
}
