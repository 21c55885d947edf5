using ChatOps.Audit;
using ChatOps.IntegrationTests.Approvals;
using ChatOps.IntegrationTests.Rigs;
using ChatOps.Operations;
using Shouldly;
using Xunit;

namespace ChatOps.IntegrationTests.Hosting;

/// <summary>Hosts are replaced one by one, as a rollout does it, while work comes in: nothing is lost, nothing happens twice.</summary>
public sealed class RollingUpgradeTests(ITestOutputHelper output)
{
    private const int Operations = 200;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>A pod has 30 seconds, of which the load balancers take some.</summary>
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(20);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Both_hosts_are_replaced_while_200_operations_run_and_each_is_done_once()
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
        await using var third = await HostProcess.StartNewAsync(settings("c"), Stop);
        await ReplaceAsync(slack, first, number: 60);
        await AskAsync(slack, 61, 130, second, third);
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

    private static async Task ApproveAsync(FakeSlack slack, HostProcess host, int number) =>
        (await new SlackUser(host.Client, slack, "UBOB").SayAsync($"approve {number + 1}", Stop)).ShouldContain("You approved");

    /// <summary>What came in before the end is answered, and the host leaves in time and in peace.</summary>
    private async Task ReplaceAsync(FakeSlack slack, HostProcess host, int number)
    {
        await AskAsync(slack, host, number);
        var inHand = ApproveAsync(slack, host, number);
        var began = TimeProvider.System.GetTimestamp();
        (await host.TerminateAsync(Stop)).ShouldBe(0, host.Log);
        var took = TimeProvider.System.GetElapsedTime(began);
        await inHand;
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
