using ChatOps.Audit;
using ChatOps.Audit.Exporting;
using ChatOps.IntegrationTests.Rigs;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace ChatOps.IntegrationTests.Audit;

/// <summary>"chatops audit export" as people run it after a night on call: beside the bot, in each of its forms.</summary>
public sealed class AuditExportTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_night_is_exported_as_a_timeline_and_as_lines_that_can_be_verified()
    {
        await using var slack = await FakeSlack.StartAsync(Stop);
        await using var host = await HostProcess.StartNewAsync(SlackUser.SettingsFor(slack), Stop);
        var alice = new SlackUser(host.Client, slack);
        await alice.SayAsync("pods", Stop);
        await alice.SayAsync("volume delete redis-data-tufted-rat-redis-master-0 platform", Stop);
        await alice.SayAsync("cancel 1", Stop);
        var trail = await TrailAsync(host);

        await TimelineByDefaultAsync(host, trail.Count);
        await LinesAreWholeAsync(host, trail);
        await OneOperationAsync(host, trail);
        await NothingInAnotherTimeAsync(host);
    }

    private static async Task TimelineByDefaultAsync(HostProcess host, int entries)
    {
        var page = await ExportAsync(host);

        page.ShouldContain("# What was done, ");
        page.ShouldContain($"{entries} entries of the audit trail, 1 operation.");
        page.ShouldContain("asked: pods");
        page.ShouldContain("## Operation 1: volume redis-data-tufted-rat-redis-master-0 of the platform");
        page.ShouldContain("- Stopped by alice at ");
        page.ShouldContain("## Blind spots");
        page.ShouldContain($"{entries} entries written, from ");
        page.ShouldContain("; --since reaches further back.");
    }

    private static async Task LinesAreWholeAsync(HostProcess host, List<AuditEntry> trail)
    {
        (await ExportAsync(host, "--format", "jsonl", "--since", "2h", "--out", "night.jsonl")).Trim()
            .ShouldStartWith($"{trail.Count} entries written");

        var file = Path.Combine(Path.GetDirectoryName(host.DataFolder)!, "night.jsonl"); // the data folder is in the working folder
        var bytes = await File.ReadAllBytesAsync(file, Stop);
        bytes[0].ShouldBe((byte)'{', "no byte order mark");
        var verified = await host.RunAsync(Stop, "audit", "verify", "--file", "night.jsonl", "--whole", "--head", trail[^1].ShortHash);
        verified.Status.ShouldBe(0, verified.Output);

        await File.WriteAllTextAsync(file, (await File.ReadAllTextAsync(file, Stop)).Replace("\"alice\"", "\"carol\""), Stop);
        (await host.RunAsync(Stop, "audit", "verify", "--file", "night.jsonl")).Status.ShouldBe(1);
    }

    private static async Task OneOperationAsync(HostProcess host, List<AuditEntry> trail)
    {
        var lines = await ExportAsync(host, "--format", "jsonl", "--operation", "1");

        lines.Split('\n').Where(line => line.StartsWith('{')).Select(JsonLines.TryRead)
            .ShouldBe(trail.Where(entry => entry.OperationId == 1));
    }

    private static async Task NothingInAnotherTimeAsync(HostProcess host)
    {
        var page = await ExportAsync(host, "--format", "markdown", "--since", "2020-01-01", "--until", "2020-01-02");

        page.ShouldContain("# What was done, 2020-01-01 00:00:00 to 2020-01-02 23:59:59 UTC");
        page.ShouldContain("0 entries written");
    }

    private static async Task<string> ExportAsync(HostProcess host, params IEnumerable<string> options)
    {
        var ended = await host.RunAsync(Stop, ["audit", "export", .. options]);
        ended.Status.ShouldBe(0, ended.Output);
        return ended.Output;
    }

    private static async Task<List<AuditEntry>> TrailAsync(HostProcess host)
    {
        await using var database = host.OpenDatabase();
        return await database.AuditEntries.AsNoTracking().OrderBy(entry => entry.Sequence).ToListAsync(Stop);
    }
}
