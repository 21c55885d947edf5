using ChatOps.IntegrationTests.Rigs;
using Shouldly;
using Xunit;

namespace ChatOps.IntegrationTests.Hosting;

/// <summary>What the command line says when there is no PostgreSQL where there should be one.</summary>
public sealed class DatabaseAwayTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("migrate")]
    [InlineData("run --as alice pods")]
    [InlineData("audit verify")]
    public async Task One_line_says_so_and_what_to_do(string command)
    {
        using var folder = new TemporaryFolder();
        var port = FreePort.Next();

        var ended = await new ChatOpsProgram(folder.Path, new Dictionary<string, string>
        {
            ["Storage:Provider"] = "PostgreSql",
            ["ConnectionStrings:ChatOps"] = $"Host=127.0.0.1;Port={port};Database=chatops;Username=chatops",
        }).RunAsync(command.Split(' '), Stop);

        ended.Status.ShouldBe(1, ended.Output);
        ended.Output.ShouldBe(
            $"The database can't be used, so this ended here; what was acknowledged stays: Failed to connect to 127.0.0.1:{port}. "
            + "Look at ConnectionStrings:ChatOps, and whether the server can be reached from here.");
    }
}
