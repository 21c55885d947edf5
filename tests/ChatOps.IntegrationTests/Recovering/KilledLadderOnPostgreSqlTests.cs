using ChatOps.IntegrationTests.Rigs;
using ChatOps.Operations;
using ChatOps.Operations.Recovering;
using Shouldly;
using Xunit;

namespace ChatOps.IntegrationTests.Recovering;

/// <summary>Two hosts on one database: whenever one is killed, the other has its work.</summary>
public sealed class KilledLadderOnPostgreSqlTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Taken_over_by_a_second_host_on_postgresql_it_goes_on_and_ends_once()
    {
        await using var rig = await LadderRig.StartNewAsync(Stop);
        await using var postgres = await PostgresServer.StartNewAsync(Stop);
        var database = await postgres.CreateDatabaseAsync(Stop);
        await using var first = await HostProcess.StartNewAsync(rig.Settings("a", database), Stop);
        await using var second = await HostProcess.StartNewAsync(rig.Settings("b", database), Stop);

        await new KilledClimb(output).ClimbAsync(rig, new Dictionary<string, HostProcess> { ["a"] = first, ["b"] = second });
    }

    [Fact]
    public async Task What_slept_at_a_host_that_died_is_resumed_by_another_which_says_so()
    {
        await using var rig = await LadderRig.StartNewAsync(Stop);
        await using var postgres = await PostgresServer.StartNewAsync(Stop);
        var database = await postgres.CreateDatabaseAsync(Stop);
        await using var first = await StartPatientAsync(rig, "a", database);
        await using var second = await StartPatientAsync(rig, "b", database);
        var id = await rig.AskAsync(first, Rung.Restart, Stop);
        var hosts = new MortalHosts(new Dictionary<string, HostProcess> { ["a"] = first, ["b"] = second });
        await Eventually.SeeAsync(
            "it sleeps in its last step",
            stop => hosts.FindAsync(id, stop),
            operation => operation is { State: OperationState.Waiting, CurrentStep.Index: 2 },
            Stop,
            Patience);

        await hosts.KillAsync(id, takenOver: death => SeeResumedAsync(rig, hosts, death), Stop);

        await hosts.StartedAsync();
    }

    /// <summary>One whose operations sleep long before they end.</summary>
    private static Task<HostProcess> StartPatientAsync(LadderRig rig, string name, string database)
    {
        var settings = rig.Settings(name, database);
        settings["Recovery:StableFor"] = "00:10:00";
        settings["Operations:RecheckEvery"] = "00:00:30";
        return HostProcess.StartNewAsync(settings, Stop);
    }

    private static async Task SeeResumedAsync(LadderRig rig, MortalHosts hosts, MortalHosts.Death death)
    {
        var operation = await Eventually.SeeAsync(
            "the other host has it",
            stop => hosts.FindAsync(death.Left.Id, stop),
            found => !death.IsOf(found),
            Stop,
            Patience);
        operation.ResumedAt.ShouldBe(3);
        await Eventually.SeeAsync(
            "its message says so",
            stop => rig.Slack.MessagesAsync("CINCIDENT", stop),
            messages => messages.Any(message => message.Text.Contains("Resumed at step 3 of 3", StringComparison.Ordinal)),
            Stop,
            Patience);
    }
}
