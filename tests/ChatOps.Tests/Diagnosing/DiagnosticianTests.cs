using ChatOps.Diagnosing;
using ChatOps.Inventory;
using ChatOps.Tests.Cluster;
using ChatOps.Tests.Fakes;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Diagnosing;

public sealed class DiagnosticianTests : IDisposable
{
    private const string Replaying = "level=info component=tsdb msg=\"Replaying WAL, this may take a while\"\n"
        + "level=info component=tsdb msg=\"WAL segment loaded\" segment=12 maxSegment=87";

    private static readonly ClusterEvent ProbeKill = new(
        IsWarning: false, "Killing", "Container prometheus failed liveness probe, will be restarted", "prometheus", 1, FakeInventory.Now);

    private readonly DiagnosisRig _rig = new();

    public void Dispose() => _rig.Dispose();

    [Fact]
    public async Task Who_is_well_is_asked_for_its_page_alone()
    {
        _rig.Inventory.With(_rig.Prometheus);
        _rig.Sight.Page = new PodPage(200, "Prometheus Server is Ready.\n");

        var diagnosis = await _rig.ExamineAsync();

        diagnosis.Cause.ShouldBe(Cause.Healthy);
        diagnosis.Pod.ShouldBe(PodKey.Of(_rig.Prometheus));
        diagnosis.Evidence.ShouldBe(["its readiness page answers 200: Prometheus Server is Ready."]);
        _rig.Sight.Looks.ShouldBe(["fill node-1", "page 9090 /-/ready"]);
    }

    [Fact]
    public async Task The_kernel_s_word_for_want_of_memory_settles_it()
    {
        _rig.Crashes(_rig.Prometheus, exitCode: 137, "OOMKilled", Replaying, limit: 8L << 30);
        _rig.Sight.Events = [ProbeKill];

        var diagnosis = await _rig.ExamineAsync();

        diagnosis.Cause.ShouldBe(Cause.OutOfMemory);
        diagnosis.Container.ShouldBe("prometheus");
        diagnosis.Summary.ShouldBe("It was killed for want of memory while it read back its write-ahead log (its limit is 8Gi)");
        diagnosis.Evidence[0].ShouldBe("prometheus ended with exit code 137 (OOMKilled) after 60s, 2m ago; 7 restarts");
        _rig.Sight.Looks.ShouldContain("log prometheus Previous");
    }

    [Fact]
    public async Task A_kill_without_the_kernel_s_word_is_not_memory_when_the_probe_did_it()
    {
        _rig.Crashes(_rig.Prometheus, exitCode: 137, log: Replaying);
        _rig.Sight.Events =
        [
            new(IsWarning: true, "Unhealthy", "Liveness probe failed: context deadline exceeded", "prometheus", 15, FakeInventory.Now),
            ProbeKill,
        ];

        var diagnosis = await _rig.ExamineAsync();

        diagnosis.Cause.ShouldBe(Cause.LivenessKilled);
        diagnosis.Evidence.ShouldContain("event: Unhealthy (15 times): Liveness probe failed: context deadline exceeded");
        diagnosis.Evidence.ShouldContain("event: Killing: Container prometheus failed liveness probe, will be restarted");
    }

    [Fact]
    public async Task The_probe_of_a_side_car_killed_the_side_car_alone()
    {
        _rig.Crashes(_rig.Prometheus, exitCode: 137);
        _rig.Sight.Events = [ProbeKill with { Container = "configmap-reloader" }];

        (await _rig.ExamineAsync()).Cause.ShouldBe(Cause.Unknown);
    }

    [Fact]
    public async Task A_kill_in_replay_by_nobody_who_says_so_is_memory()
    {
        _rig.Crashes(_rig.Prometheus, exitCode: 137, log: Replaying);

        var diagnosis = await _rig.ExamineAsync();

        diagnosis.Cause.ShouldBe(Cause.OutOfMemory);
        diagnosis.Summary.ShouldBe("It was killed while it read back its write-ahead log, most likely for want of memory");
    }

    [Fact]
    public async Task A_kill_after_the_replay_stays_unknown()
    {
        _rig.Crashes(_rig.Prometheus, exitCode: 137, log: $"{Replaying}\nmsg=\"WAL replay completed\"");

        var diagnosis = await _rig.ExamineAsync();

        diagnosis.Cause.ShouldBe(Cause.Unknown);
        diagnosis.Summary.ShouldBe("It was killed, and nothing that could be looked at says by whom");
    }

    [Fact]
    public async Task Who_was_killed_a_moment_ago_is_not_called_well()
    {
        _rig.Crashes(_rig.Prometheus, exitCode: 137, "OOMKilled");
        var crashing = _rig.PodOf("solitary-lightningbug-prometheus-0");
        var between = crashing with { Status = "Running", IsReady = true, ReadyContainers = crashing.Containers, Trouble = null };
        _rig.Inventory.With(between with { Ailing = crashing.Ailing! with { IsReady = true, Waiting = null } }); // crashes, so it ails

        (await _rig.ExamineAsync()).Cause.ShouldBe(Cause.OutOfMemory);
    }

    [Fact]
    public async Task A_full_volume_is_the_cause_when_the_log_says_nothing()
    {
        _rig.Crashes(_rig.Prometheus, exitCode: 1, log: "level=info msg=\"See you next time!\"");
        _rig.Sight.Fill = new StorageFill(50L << 30, 50L << 30);

        var diagnosis = await _rig.ExamineAsync();

        diagnosis.Cause.ShouldBe(Cause.DiskFull);
        diagnosis.Fill.ShouldBe(_rig.Sight.Fill);
        diagnosis.Evidence.ShouldContain("volume: 50 of 50 GiB used (100 %)");
    }

    [Theory]
    [InlineData("ImagePullBackOff", Cause.ImageUnavailable, "The image of prometheus can't be pulled")]
    [InlineData("CreateContainerConfigError", Cause.BadConfiguration, "Its manifest is wrong: secret \"p\" not found")]
    public async Task A_container_that_was_never_made_is_told_by_what_it_waits_for(string waiting, Cause cause, string summary)
    {
        _rig.Inventory.With(_rig.Prometheus with
        {
            Phase = "Pending",
            IsReady = false,
            Ailing = new AilingContainer(
                "prometheus", IsReady: false, waiting, "secret \"p\" not found", 0, HasEnded: false, LastEnd: null, MemoryLimit: null),
        });

        var diagnosis = await _rig.ExamineAsync();

        (diagnosis.Cause, diagnosis.Summary).ShouldBe((cause, summary));
        diagnosis.Evidence.ShouldContain($"prometheus waits: {waiting}: secret \"p\" not found");
        _rig.Sight.Looks.ShouldNotContain(look => look.StartsWith("log", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_pod_without_a_node_can_not_be_scheduled()
    {
        _rig.Inventory.With(_rig.Prometheus.Unschedulable());

        var diagnosis = await _rig.ExamineAsync();

        diagnosis.Cause.ShouldBe(Cause.Unschedulable);
        diagnosis.Evidence.ShouldBe(["0/6 nodes are available: 6 Insufficient cpu."]);
    }

    [Fact]
    public async Task A_pod_that_may_not_be_created_is_told_by_its_controller()
    {
        _rig.Inventory.Remove(_rig.Prometheus);
        _rig.Sight.Events =
        [
            new(IsWarning: true, "FailedCreate", "pods \"p-0\" is forbidden: exceeded quota: q, requested: limits.memory=8Gi", null, 4, null),
        ];

        var diagnosis = await _rig.ExamineAsync();

        diagnosis.Cause.ShouldBe(Cause.Unschedulable);
        diagnosis.Pod.ShouldBeNull();
        diagnosis.Evidence.ShouldBe(
            ["event: FailedCreate: pods \"p-0\" is forbidden: exceeded quota: q, requested: limits.memory=8Gi"]);
        _rig.Sight.Looks.ShouldBe(["events uid-solitary-lightningbug-prometheus"]);
    }

    [Fact]
    public async Task A_workload_scaled_to_nothing_is_stopped_and_nothing_is_asked()
    {
        _rig.Inventory.Remove(_rig.Prometheus);
        _rig.Inventory.With(_rig.Inventory.Workloads.Single(each => each.Name is "solitary-lightningbug-prometheus") with { Replicas = 0 });

        (await _rig.ExamineAsync()).Cause.ShouldBe(Cause.Stopped);
        _rig.Sight.Looks.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(1, "", Cause.Starting, "It is starting")]
    [InlineData(30, Replaying, Cause.Starting, "It is reading back its write-ahead log")]
    [InlineData(30, "", Cause.Unknown, "It runs but is not ready")]
    public async Task A_first_run_that_is_not_ready_is_starting_for_a_while_and_as_long_as_it_reads_back(
        int minutes, string log, Cause cause, string summary)
    {
        _rig.Inventory.With(_rig.Prometheus.Aged(TimeSpan.FromMinutes(minutes)) with
        {
            IsReady = false,
            ReadyContainers = 0,
            Ailing = new AilingContainer(
                "prometheus", IsReady: false, Waiting: null, Message: null, 0, HasEnded: false, LastEnd: null, MemoryLimit: null),
        });
        _rig.Wrote(log);

        var diagnosis = await _rig.ExamineAsync();

        (diagnosis.Cause, diagnosis.Summary).ShouldBe((cause, summary));
        _rig.Sight.Looks.ShouldContain("log prometheus Current");
    }

    [Theory]
    [InlineData(9, Cause.Healthy)]
    [InlineData(11, Cause.Stuck)]
    public async Task A_scheduler_that_wrote_nothing_for_long_is_stuck(int minutes, Cause cause)
    {
        _rig.Inventory.With(_rig.PodOf("zodiac-cosmo-1172-scheduler-5bf6db96c4-f5c2z") with { MainContainer = "scheduler" });
        _rig.Wrote("[INFO] Heartbeating the executor", TimeSpan.FromMinutes(minutes));

        (await _rig.ExamineAsync("zodiac-cosmo-1172-scheduler")).Cause.ShouldBe(cause);
    }

    [Fact]
    public async Task What_may_not_be_seen_is_said_and_the_rest_still_counts()
    {
        _rig.Crashes(_rig.Prometheus, exitCode: 137, "OOMKilled");
        _rig.Sight.Refused["log"] = new ClusterForbiddenException("The bot may not read logs in astronomer-ee: token=abc");
        _rig.Sight.Refused["fill"] = new ClusterUnavailableException("The API server is silent: no answer within 10 s");

        var diagnosis = await _rig.ExamineAsync();

        diagnosis.Cause.ShouldBe(Cause.OutOfMemory);
        diagnosis.Unseen.ShouldBe(
        [
            "The log of prometheus can't be seen: The bot may not read logs in astronomer-ee: token=***",
            "How full its volume is can't be seen: The API server is silent: no answer within 10 s",
        ]);
    }

    [Fact]
    public async Task Who_does_not_answer_in_time_is_not_waited_for()
    {
        _rig.Crashes(_rig.Prometheus, exitCode: 137, "OOMKilled");
        _rig.Sight.Silent.UnionWith(["log", "events"]);

        var examination = _rig.ExamineAsync();
        await Eventually.BecomesTrueAsync(() => examination.IsCompleted, _rig.Time);

        (await examination).Unseen.ShouldBe(
        [
            "The log of prometheus did not come within 2 seconds.",
            "What happened to it did not come within 2 seconds.",
        ]);
        (_rig.Time.GetUtcNow() - FakeInventory.Now).ShouldBeLessThan(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task The_line_that_is_wrong_is_shown_without_its_secret()
    {
        _rig.Crashes(
            _rig.Prometheus,
            exitCode: 2,
            log: "level=error err=\"parsing YAML file /etc/prometheus/prometheus.yaml: yaml: line 2: did not find expected key\"");
        _rig.Sight.File = new ConfigFile("prometheus-config", "prometheus.yaml", "global:\n   password: hunter2\nrule_files: []");

        var mistake = (await _rig.ExamineAsync()).Mistake.ShouldNotBeNull();

        mistake.Text.ShouldBe("   password: ***");
        mistake.ConfigMap.ShouldBe("prometheus-config");
        _rig.Sight.Looks.ShouldContain("file prometheus /etc/prometheus/prometheus.yaml");
    }

    [Fact]
    public async Task Secrets_in_a_log_stay_hidden()
    {
        _rig.Crashes(_rig.Prometheus, exitCode: 1, log: "could not connect to postgres://astro:hunter2@db:5432/airflow");

        (await _rig.ExamineAsync()).Evidence.ShouldContain("log: could not connect to postgres://astro:***@db:5432/airflow");
    }

    [Fact]
    public async Task Of_several_pods_the_least_well_is_looked_at()
    {
        _rig.Crashes(_rig.PodOf("lunar-nuclear-3725-worker-1"), exitCode: 1);

        var diagnosis = await _rig.ExamineAsync("lunar-nuclear-3725-worker");

        diagnosis.Pod.ShouldNotBeNull().Name.ShouldBe("lunar-nuclear-3725-worker-1");
    }

    [Theory]
    [InlineData(5, Cause.Ending)]
    [InlineData(20, Cause.Unknown)]
    public async Task A_pod_that_ends_is_let_end_within_its_grace(int minutes, Cause cause)
    {
        var worker = _rig.PodOf("zodiac-cosmo-1172-worker-0");
        _rig.Inventory.With(worker.Ending(TimeSpan.FromMinutes(minutes)) with { Grace = TimeSpan.FromMinutes(10) });

        (await _rig.ExamineAsync("zodiac-cosmo-1172-worker")).Cause.ShouldBe(cause);
    }

    [Fact]
    public async Task A_volume_that_cannot_be_mounted_is_told_by_its_events()
    {
        _rig.Inventory.With(_rig.Prometheus with { Phase = "Pending", Status = "ContainerCreating", IsReady = false, ReadyContainers = 0 });
        _rig.Sight.Events = [new(IsWarning: true, "FailedAttachVolume", "Multi-Attach error for volume", null, 3, FakeInventory.Now)];

        var diagnosis = await _rig.ExamineAsync();

        diagnosis.Summary.ShouldBe("Its volume can't be mounted");
        diagnosis.Evidence.ShouldContain("event: FailedAttachVolume (3 times): Multi-Attach error for volume");
    }
}
