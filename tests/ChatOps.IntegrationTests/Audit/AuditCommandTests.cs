using ChatOps.IntegrationTests.Rigs;
using Shouldly;
using Xunit;

namespace ChatOps.IntegrationTests.Audit;

/// <summary>What "chatops audit" says to slips of the finger.</summary>
public sealed class AuditCommandTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("audit export --sicne 2h", "There is no --sicne in export. Did you mean --since?")]
    [InlineData("audit export --sicne=2h", "There is no --sicne in export. Did you mean --since?")]
    [InlineData("audit verify --flie x.jsonl", "There is no --flie in verify. Did you mean --file?")]
    [InlineData("audit export 2h", "export can't take '2h'")]
    [InlineData("simulator --speed", "simulator can't take '--speed'")]
    [InlineData("drill --lsit", "drill can't take '--lsit'")]
    [InlineData("audit verify --whole", "name it with --file")]
    [InlineData("audit verify --file x.jsonl --head xyz", "--head must be a hash")]
    public async Task A_word_that_a_command_does_not_know_is_refused(string arguments, string expected)
    {
        var ended = await RunAsync(arguments);

        ended.Status.ShouldBe(1, ended.Output);
        ended.Output.ShouldContain(expected);
    }

    [Fact]
    public async Task Settings_are_let_pass()
    {
        (await RunAsync("drill --Simulator:Speed=2")).Status.ShouldBe(0);
        (await RunAsync("audit verify --Storage:Provder=Sqlite")).Output.ShouldContain("did you mean Provider?");
    }

    [Fact]
    public async Task An_empty_export_is_not_taken_for_an_intact_trail()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("empty.jsonl"), "", Stop);

        var ended = await new ChatOpsProgram(folder.Path, new Dictionary<string, string>())
            .RunAsync(["audit", "verify", "--file", folder.File("empty.jsonl")], Stop);

        ended.Status.ShouldBe(1);
        ended.Output.ShouldContain("There is no entry in this file");
    }

    [Fact]
    public async Task A_file_that_can_not_be_written_is_one_line()
    {
        await using var host = await HostProcess.StartNewAsync(new Dictionary<string, string>(), Stop);

        var ended = await host.RunAsync(Stop, "audit", "export", "--out", "nowhere/timeline.md");

        ended.Status.ShouldBe(1, ended.Output);
        ended.Output.Trim().Split('\n').Length.ShouldBe(1, ended.Output);
        ended.Output.ShouldContain("The export was not written");
    }

    private static async Task<ChildProcess.Ended> RunAsync(string arguments)
    {
        using var folder = new TemporaryFolder();
        return await new ChatOpsProgram(folder.Path, new Dictionary<string, string>()).RunAsync(arguments.Split(' '), Stop);
    }
}
