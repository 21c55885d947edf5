using ChatOps.IntegrationTests.Rigs;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace ChatOps.IntegrationTests.Recovering;

/// <summary>One host and its own database, killed and started again.</summary>
public sealed class KilledLadderOnSqliteTests(ITestOutputHelper output)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Started_again_on_sqlite_it_goes_on_and_ends_once()
    {
        await using var rig = await LadderRig.StartNewAsync(Stop);
        await using var host = await HostProcess.StartNewAsync(rig.Settings("a"), Stop);

        var deaths = await new KilledClimb(output).ClimbAsync(rig, new Dictionary<string, HostProcess> { ["a"] = host });

        await using var database = host.OpenDatabase();
        var resumed = await database.Operations.Where(operation => operation.ResumedAt != null)
            .Select(operation => operation.Id).ToListAsync(Stop);
        deaths.Where(death => death.WasAtWork).Select(death => death.Left.Id).Distinct().ShouldBeSubsetOf(resumed, "each says so");
    }
}
