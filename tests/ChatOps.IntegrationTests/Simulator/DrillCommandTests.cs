using System.Text.Json;
using System.Text.RegularExpressions;
using ChatOps.IntegrationTests.Rigs;
using Shouldly;
using Xunit;

namespace ChatOps.IntegrationTests.Simulator;

/// <summary>"chatops drill" as people run it beside a bot or a simulator; kubectl puts right what it breaks.</summary>
public sealed partial class DrillCommandTests(DrillCommandTests.Cluster cluster) : IClassFixture<DrillCommandTests.Cluster>
{
    private const string Set = "statefulset/solitary-lightningbug-prometheus";
    private const string Pod = "pod/solitary-lightningbug-prometheus-0";
    private const string Claim = "pvc/prometheus-data-volume-solitary-lightningbug-prometheus-0";
    private const string Map = "configmap/solitary-lightningbug-prometheus-config";
    private const string Scheduler = "astronomer-ee-zodiac-cosmo-1172";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private Kubectl Kubectl => cluster.Kubectl;

    [Fact]
    public Task A_new_volume_reaches_the_goal_of_a_corrupt_one() => IsReachedAsync("prometheus-corrupt-volume", RenewVolumeAsync);

    [Fact]
    public Task A_new_volume_reaches_the_goal_of_a_full_disk() => IsReachedAsync("prometheus-disk-full", RenewVolumeAsync);

    [Fact]
    public async Task More_memory_reaches_the_goal_of_too_little()
    {
        await IsReachedAsync("prometheus-out-of-memory", async () =>
        {
            await LimitMemoryAsync("8Gi");
            await Kubectl.RunAsync(Stop, "delete", Pod, "--wait=false");
        });

        await LimitMemoryAsync("4Gi"); // or the drill would have nothing to show for it the next time
        await Kubectl.RunAsync(Stop, "rollout", "status", Set, "--timeout=60s");
    }

    [Fact]
    public async Task The_line_as_it_was_reaches_the_goal_of_a_bad_configuration()
    {
        var data = await Kubectl.RunAsync(Stop, "get", Map, "-o", "jsonpath={.data}");
        await IsReachedAsync("prometheus-bad-config", async () =>
        {
            await Kubectl.RunAsync(Stop, "patch", Map, "--type=merge", "-p", JsonSerializer.Serialize(
                new { data = JsonSerializer.Deserialize<Dictionary<string, string>>(data) }));
            await Kubectl.RunAsync(Stop, "delete", Pod, "--wait=false");
        });
    }

    [Fact]
    public Task Another_scheduler_reaches_the_goal_of_a_stuck_one() => IsReachedAsync(
        "scheduler-stuck",
        () => Kubectl.RunAsync(Stop, "-n", Scheduler, "delete", "pod", "-l", "component=scheduler", "--wait=false"));

    [Fact]
    public Task Patience_reaches_the_goal_of_a_draining_worker() => IsReachedAsync("worker-draining", () => Task.CompletedTask);

    [Fact]
    public async Task A_goal_that_was_reached_by_losing_data_is_missed_and_told_by_the_exit_code()
    {
        await using var drill = cluster.Play("prometheus-out-of-memory");
        await SeeBrokenAsync(drill);

        await RenewVolumeAsync();

        (await drill.WaitForExitAsync(Stop)).ShouldBe(1);
        Last(drill).ShouldMatch("^(under a|[0-9]+) (second|minute).*: Goal missed: 1 of 1 pod ready, but on another volume: the data are lost\\.$");
    }

    [Fact]
    public async Task Without_a_name_they_are_listed_with_what_one_sees()
    {
        var listed = await cluster.RunAsync(Stop);

        listed.Status.ShouldBe(0);
        listed.Output.ShouldContain("worker-draining            A worker of lunar-nuclear-3725 hangs in Terminating");
    }

    [Fact]
    public async Task A_name_that_no_drill_has_is_answered_with_those_there_are()
    {
        var refused = await cluster.RunAsync(Stop, "prometheus-bored");

        refused.Status.ShouldBe(1);
        refused.Output.ShouldMatch("^There is no drill prometheus-bored\\. There are: .*prometheus-bad-config, .*worker-draining\\.$");
    }

    [Fact]
    public async Task Where_no_simulated_cluster_answers_it_says_what_to_start()
    {
        var refused = await cluster.RunAsync(Stop, "scheduler-stuck", $"--Simulator:ClusterUrl=http://127.0.0.1:{FreePort.Next()}");

        refused.Status.ShouldBe(1);
        refused.Output.ShouldMatch("^No simulated cluster answers at http://127.0.0.1:[0-9]+/: start the bot, or \"chatops simulator\"\\.$");
    }

    [Fact]
    public async Task Ctrl_C_ends_it_in_words_and_what_is_broken_stays_so()
    {
        await using var drill = cluster.Play("prometheus-corrupt-volume");
        await SeeBrokenAsync(drill);

        (await drill.InterruptAsync(Stop)).ShouldBe(130);

        Last(drill).ShouldBe("Nobody watches any more. What is broken stays so until it is put right.");
        await RenewVolumeAsync();
        await Kubectl.RunAsync(Stop, "rollout", "status", Set, "--timeout=60s");
    }

    [Fact]
    public async Task A_cluster_that_is_started_anew_breaks_it_off_and_is_no_success()
    {
        var settings = new Dictionary<string, string> { ["Simulator:ClusterUrl"] = $"http://127.0.0.1:{FreePort.Next()}" };
        using var folder = new TemporaryFolder();
        var first = await SimulatorProcess.StartNewAsync(settings, Stop);
        await using var drill = new ChatOpsProgram(folder.Path, settings).Start("drill", "prometheus-corrupt-volume");
        await using (first)
        {
            await SeeBrokenAsync(drill);
        }

        await using var second = await SimulatorProcess.StartNewAsync(settings, Stop);

        (await drill.WaitForExitAsync(Stop)).ShouldBe(1);
        Last(drill).ShouldContain(": Broken off: the simulated cluster was started anew, so nothing is broken any more.");
    }

    private async Task IsReachedAsync(string name, Func<Task> putRight)
    {
        await using var drill = cluster.Play(name);
        await SeeBrokenAsync(drill);

        await putRight();

        (await drill.WaitForExitAsync(Stop)).ShouldBe(0, drill.Output);
        Last(drill).ShouldMatch("^(under a|[0-9]+) (second|minute)s?.*: Goal reached: [0-9] of [0-9] pods? ready\\.$");
    }

    /// <summary>It shows; of a drill whose fault doesn't show in the pods' state there is the hint alone.</summary>
    private static Task SeeBrokenAsync(ChildProcess drill) => Eventually.SeeAsync(
        "it is broken",
        _ => Task.FromResult(drill.Lines),
        lines => lines.Any(line => Broken().IsMatch(line) || line.StartsWith("Goal: Another scheduler", StringComparison.Ordinal)),
        Stop,
        within: TimeSpan.FromMinutes(1));

    private Task LimitMemoryAsync(string limit) =>
        Kubectl.RunAsync(Stop, "set", "resources", Set, "-c", "prometheus", $"--limits=memory={limit}");

    private async Task RenewVolumeAsync()
    {
        await Kubectl.RunAsync(Stop, "delete", Claim, "--wait=false");
        await Kubectl.RunAsync(Stop, "delete", Pod, "--wait=false");
    }

    private static string Last(ChildProcess drill) => drill.Lines.Last(line => line.Length > 0);

    [GeneratedRegex(": Broken: [0-9]", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Broken();

    /// <summary>One simulated cluster for all: a drill leaves it well.</summary>
    public sealed class Cluster : IAsyncLifetime
    {
        private readonly TemporaryFolder _folder = new();
        private readonly string _address = $"http://127.0.0.1:{FreePort.Next()}";
        private SimulatorProcess? _process;
        private ChatOpsProgram? _program;

        public Kubectl Kubectl => new((_process ?? throw NotStarted()).Kubeconfig, "astronomer-ee");

        public async ValueTask InitializeAsync()
        {
            var settings = new Dictionary<string, string> { ["Simulator:Speed"] = "100", ["Simulator:ClusterUrl"] = _address };
            _program = new(_folder.Path, settings);
            _process = await SimulatorProcess.StartNewAsync(settings, CancellationToken.None);
        }

        /// <summary>Starts to play and returns at once.</summary>
        public ChildProcess Play(string drill) => (_program ?? throw NotStarted()).Start("drill", drill);

        public Task<ChildProcess.Ended> RunAsync(CancellationToken cancellationToken, params string[] arguments) =>
            (_program ?? throw NotStarted()).RunAsync(["drill", .. arguments], cancellationToken);

        public async ValueTask DisposeAsync()
        {
            if (_process is not null)
            {
                await _process.DisposeAsync();
            }

            _folder.Dispose();
        }

        private static InvalidOperationException NotStarted() => new("The cluster was not started.");
    }
}
