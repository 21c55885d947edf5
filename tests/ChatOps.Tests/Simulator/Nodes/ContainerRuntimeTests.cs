using System.Text;
using ChatOps.Simulator.Nodes;
using ChatOps.Simulator.Store;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Simulator.Nodes;

public sealed class ContainerRuntimeTests
{
    private readonly ClusterFixture _cluster = new();

    [Theory]
    [InlineData("echo hello   world", "hello world\n", 0)]
    [InlineData("echo 'a  b' \"c $HOSTNAME\"", "a  b c w-0\n", 0)]
    [InlineData("echo -n x; echo y", "xy\n", 0)]
    [InlineData("true && echo yes || echo no", "yes\n", 0)]
    [InlineData("false && echo yes || echo no", "no\n", 0)]
    [InlineData("false; echo $?", "1\n", 0)]
    [InlineData("echo before; exit 3; echo after", "before\n", 3)]
    [InlineData("cat", "typed in", 0)]
    [InlineData("hostname", "w-0\n", 0)]
    [InlineData("date +%s", "1539345606\n", 0)]
    public async Task A_shell_runs_what_people_type(string script, string output, int exitCode)
    {
        Start();

        var (printed, _, code) = await RunAsync("sh", "-c", script);

        printed.ShouldBe(output);
        code.ShouldBe(exitCode);
    }

    [Fact]
    public async Task An_unknown_program_is_an_error_on_the_error_stream()
    {
        Start();

        var (printed, error, code) = await RunAsync("/usr/bin/vim", "file");

        printed.ShouldBeEmpty();
        error.ShouldBe("exec: \"vim\": executable file not found in $PATH\n");
        code.ShouldBe(127);
    }

    [Fact]
    public async Task A_shell_without_a_script_reads_lines_until_it_is_told_to_exit()
    {
        Start();

        var (printed, _, code) = await RunWithInputAsync("echo one\nexit 4\necho two\n", "/bin/bash");

        printed.ShouldBe("one\n");
        code.ShouldBe(4);
    }

    [Fact]
    public async Task The_log_of_the_run_before_the_crash_is_kept()
    {
        _cluster.StatefulSet(annotations: "\"simulator.chatops.dev/fault\": \"crash-always\"");
        _cluster.PassUntil(() => _cluster.EventsAbout("w-0", "BackOff").Count > 0);

        var lines = await ReadAsync(new(Previous: true));

        lines[0].ShouldBe("Starting.");
        lines[^1].ShouldBe("Fatal: unexpected error, exiting");
    }

    [Fact]
    public async Task A_container_that_never_crashed_has_no_previous_log()
    {
        Start();

        (await Should.ThrowAsync<ApiException>(() => ReadAsync(new(Previous: true)))).Message
            .ShouldBe("previous terminated container \"main\" in pod \"w-0\" not found");
    }

    [Fact]
    public async Task A_log_can_be_cut_to_its_last_lines_or_to_a_time()
    {
        Start();
        _cluster.Pass(200);

        (await ReadAsync(new(TailLines: 2))).ShouldBe(["Alive.", "Alive."]);
        (await ReadAsync(new(Since: _cluster.Time.GetUtcNow().AddSeconds(-31)))).ShouldBe(["Alive."]);
    }

    private void Start()
    {
        _cluster.StatefulSet();
        _cluster.PassUntil(() => _cluster.Find(ResourceTypes.Pods, "w-0")?.Json.Text("status", "phase") == "Running");
    }

    private Task<(string Output, string Error, int ExitCode)> RunAsync(params string[] command) => RunWithInputAsync("typed in", command);

    private async Task<(string Output, string Error, int ExitCode)> RunWithInputAsync(string input, params string[] command)
    {
        using MemoryStream typed = new(Encoding.UTF8.GetBytes(input)), output = new(), error = new();
        var code = await _cluster.Containers.ExecuteAsync(
            _cluster.Pod("w-0"), "main", command, new(typed, output, error, Tty: false), TestContext.Current.CancellationToken);
        return (Encoding.UTF8.GetString(output.ToArray()), Encoding.UTF8.GetString(error.ToArray()), code);
    }

    private async Task<List<string>> ReadAsync(LogRequest request)
    {
        List<string> lines = [];
        await foreach (var line in _cluster.Containers.ReadLog(_cluster.Pod("w-0"), "main", request, TestContext.Current.CancellationToken))
        {
            lines.Add(line.Text);
        }

        return lines;
    }
}
