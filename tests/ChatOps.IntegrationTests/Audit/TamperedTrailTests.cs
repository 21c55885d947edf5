using ChatOps.IntegrationTests.Rigs;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace ChatOps.IntegrationTests.Audit;

/// <summary>What "chatops audit verify" says when somebody had their hands in the database.</summary>
public sealed class TamperedTrailTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Verify_names_the_first_entry_that_was_rewritten()
    {
        await using var slack = await FakeSlack.StartAsync(Stop);
        await using var host = await HostProcess.StartNewAsync(SlackUser.SettingsFor(slack), Stop);
        var alice = new SlackUser(host.Client, slack);
        foreach (var text in new[] { "pods", "deployments", "operations", "audit" })
        {
            await alice.SayAsync(text, Stop);
        }

        (await host.RunAsync(Stop, "audit", "verify")).Status.ShouldBe(0);
        await using (var database = host.OpenDatabase())
        {
            await database.Database.ExecuteSqlRawAsync("DROP TRIGGER audit_entries_no_update", Stop);
            await database.Database.ExecuteSqlRawAsync(
                "UPDATE audit_entries SET Detail = 'help' WHERE Sequence >= 3", Stop);
        }

        var verified = await host.RunAsync(Stop, "audit", "verify");

        verified.Status.ShouldBe(1);
        verified.Output.ShouldContain(
            "The audit trail is broken at entry 3: its contents do not match its hash. The 2 before it hold.");
    }

    [Fact]
    public async Task Verify_without_a_database_says_so()
    {
        using var folder = new TemporaryFolder();

        var verified = await new ChatOpsProgram(folder.Path, new Dictionary<string, string>())
            .RunAsync(["audit", "verify"], Stop);

        verified.Status.ShouldBe(1);
        verified.Output.ShouldContain("There is no audit trail here");
        Directory.Exists(folder.File("data")).ShouldBeFalse("looking must not create anything");
    }
}
