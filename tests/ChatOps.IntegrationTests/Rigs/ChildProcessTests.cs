using System.Diagnostics;
using Shouldly;
using Xunit;

namespace ChatOps.IntegrationTests.Rigs;

public sealed class ChildProcessTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_program_runs_to_its_end_with_its_settings_and_in_its_folder()
    {
        var ended = await ChildProcess.RunAsync(
            "sh", ["-c", "echo $GREETING; pwd; echo trouble >&2; exit 3"], _folder.Path, Stop, [new("GREETING", "hello")]);

        ended.Status.ShouldBe(3);
        ended.Output.Split('\n').ShouldBe(["hello", _folder.Path, "trouble"], ignoreOrder: true);
    }

    [Fact]
    public async Task Killing_gives_it_no_chance()
    {
        await using var child = await StartStubbornAsync();

        await child.KillAsync();

        (await child.WaitForExitAsync(Stop)).ShouldBe(128 + 9);
        child.Output.ShouldNotContain("goodbye");
    }

    [Fact]
    public async Task Terminating_lets_it_say_goodbye()
    {
        await using var child = await StartStubbornAsync();

        (await child.TerminateAsync(Stop)).ShouldBe(7);

        child.Output.ShouldContain("goodbye");
    }

    [Fact]
    public async Task Nothing_is_left_when_the_test_is_over()
    {
        var child = await StartStubbornAsync();
        using var seenFromOutside = Process.GetProcessById(child.Id);

        await child.DisposeAsync();

        seenFromOutside.HasExited.ShouldBeTrue();
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>A program that ends only when told to, with a last word.</summary>
    private async Task<ChildProcess> StartStubbornAsync()
    {
        // "read" waits without a child process, on a pipe that nobody writes to.
        const string script = "trap 'echo goodbye; exit 7' TERM; echo started; mkfifo pipe; while true; do read -r _ <> pipe; done";
        var child = ChildProcess.Start("bash", ["-c", script], _folder.Path);
        await Eventually.TrueAsync("it started", _ => Task.FromResult(child.Lines.Contains("started")), Stop);
        return child;
    }
}
