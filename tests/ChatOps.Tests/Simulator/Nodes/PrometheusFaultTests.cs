using ChatOps.Simulator.Nodes.Prometheus;
using ChatOps.Simulator.Store;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Simulator.Nodes;

/// <summary>How a simulated Prometheus fails: what a kubelet and its log say, and what cures it.</summary>
public sealed class PrometheusFaultTests
{
    private const string Modern = "quay.io/astronomer/ap-prometheus:3.4.2";

    [Fact]
    public async Task A_damaged_log_is_named_with_its_segment_and_gone_with_the_volume()
    {
        var prometheus = new SimulatedPrometheus("crash-until-new-volume");
        prometheus.CrashLoops();

        ShouldHaveEnded(prometheus, exitCode: 1, "Error");
        var log = await prometheus.LogAsync(previous: true);
        log[0].ShouldContain("msg=\"Starting Prometheus\" version=\"(version=2.15.2");
        log[^1].ShouldMatch(
            "^level=error ts=2018-10-12T12:00:.*Z caller=main.go:727 err=\"opening storage failed: repair corrupted WAL: "
            + "cannot handle error: corruption in segment /prometheus/wal/00000087 at 9043968: unexpected checksum");
        log.ShouldNotContain(line => line.Contains("ready to receive"));

        prometheus.GetNewVolume();
        prometheus.BecomesReady();
        (await prometheus.LogAsync())[^1].ShouldContain("Server is ready to receive web requests.");
    }

    [Fact]
    public async Task A_damaged_block_is_named()
    {
        var prometheus = new SimulatedPrometheus("crash-until-new-volume=block");
        prometheus.CrashLoops();

        (await prometheus.LogAsync(previous: true))[^1].ShouldContain("unexpected corrupted block:map[");
    }

    [Fact]
    public async Task From_3_0_on_it_writes_in_another_form()
    {
        var prometheus = new SimulatedPrometheus("crash-until-new-volume", Modern);
        prometheus.CrashLoops();

        (await prometheus.LogAsync(previous: true))[^1].ShouldMatch(
            "^time=2018-10-12T12:00:.*Z level=ERROR source=main.go:1354 msg=\"Error running goroutines from run.Group\" err=\"opening storage failed: ");
    }

    [Fact]
    public async Task Out_of_memory_ends_it_in_the_midst_of_its_log_without_a_word()
    {
        var prometheus = new SimulatedPrometheus("oom-below=2Gi");
        prometheus.CrashLoops();

        ShouldHaveEnded(prometheus, exitCode: 137, "OOMKilled");
        (await prometheus.LogAsync(previous: true))[^1].ShouldEndWith("msg=\"WAL segment loaded\" segment=57 maxSegment=112");
    }

    [Fact]
    public async Task A_full_disk_is_said_last_and_cured_by_a_larger_one()
    {
        var prometheus = new SimulatedPrometheus("disk-full");
        prometheus.CrashLoops();

        ShouldHaveEnded(prometheus, exitCode: 1, "Error");
        var log = await prometheus.LogAsync(previous: true);
        log.ShouldContain(line => line.Contains("last record is torn"));
        log[^1].ShouldEndWith("/prometheus/wal/00000112: no space left on device\"");

        Enlarge(prometheus, "2Gi");
        prometheus.BecomesReady();
    }

    [Fact]
    public void A_full_disk_is_cured_by_a_new_one_of_the_same_size()
    {
        var prometheus = new SimulatedPrometheus("disk-full");
        prometheus.CrashLoops();

        prometheus.GetNewVolume();

        prometheus.BecomesReady();
    }

    [Fact]
    public async Task What_is_wrong_in_the_data_stays_with_the_volume_and_strikes_while_it_runs()
    {
        var prometheus = new SimulatedPrometheus();
        prometheus.BecomesReady();
        prometheus.Cluster.Pass(400);

        prometheus.Annotate(ResourceTypes.PersistentVolumes, prometheus.Volume, "crash-until-new-volume");
        prometheus.Cluster.PassUntil(() => prometheus.Status.At("state", "terminated").Exists());
        var log = await prometheus.LogAsync();
        log.ShouldContain(line => line.Contains("Server is ready"));
        log[^1].ShouldContain("unexpected checksum");

        prometheus.Cluster.Delete(ResourceTypes.Pods, "p-0");
        prometheus.CrashLoops();
        prometheus.GetNewVolume();
        prometheus.BecomesReady();
    }

    [Fact]
    public void A_disk_that_was_well_in_between_can_be_damaged_again()
    {
        var prometheus = new SimulatedPrometheus();
        prometheus.BecomesReady();
        prometheus.Annotate(ResourceTypes.Pods, prometheus.Pod, "disk-full");
        prometheus.CrashLoops();
        Enlarge(prometheus, "2Gi");
        prometheus.BecomesReady();
        prometheus.Annotate(ResourceTypes.Pods, prometheus.Pod, "");
        prometheus.Cluster.Settle();

        prometheus.Annotate(ResourceTypes.Pods, prometheus.Pod, "disk-full");

        prometheus.CrashLoops();
    }

    [Fact]
    public async Task A_starved_one_is_killed_by_its_probe_and_not_for_memory()
    {
        var prometheus = new SimulatedPrometheus("liveness-killed");
        prometheus.CrashLoops();

        ShouldHaveEnded(prometheus, exitCode: 137, "Error");
        prometheus.Cluster.EventsAbout("p-0", "Killing").ShouldBe(["Container prometheus failed liveness probe, will be restarted"]);
        prometheus.Cluster.EventsAbout("p-0", "Unhealthy").ShouldHaveSingleItem().ShouldStartWith("Liveness probe failed: Get \"http://10.");
        (await prometheus.LogAsync(previous: true))[^1].ShouldContain("WAL segment loaded");
    }

    [Theory]
    [InlineData("global:\\n  scrape_interval: 30s\\n   oops: 1\\n", "yaml: line 3: mapping values are not allowed in this context")]
    [InlineData("global:\\n  labels: {a: b\\n", "yaml: line 3: did not find expected ',' or '}'")]
    [InlineData("global:\\n  scrape_intervall: 30s\\n", @"yaml: unmarshal errors:\n  line 2: field scrape_intervall not found in type config.plain")]
    public async Task A_broken_configuration_is_refused_with_its_line_until_it_is_mended(string config, string message)
    {
        var prometheus = new SimulatedPrometheus(config: config);
        prometheus.CrashLoops();

        ShouldHaveEnded(prometheus, exitCode: 2, "Error");
        (await prometheus.LogAsync(previous: true)).ShouldHaveSingleItem().ShouldEndWith(
            "msg=\"Error loading config (--config.file=/etc/prometheus/config/prometheus.yaml)\" "
            + $"err=\"parsing YAML file /etc/prometheus/config/prometheus.yaml: {message}\"");

        prometheus.Cluster.Change(ResourceTypes.ConfigMaps, "p-config", json => json.Child("data")["prometheus.yaml"] = "global: {}");
        prometheus.BecomesReady();
        (await prometheus.LogAsync(previous: true)).ShouldHaveSingleItem().ShouldContain("Error loading config");
    }

    [Fact]
    public void What_runs_has_read_its_configuration()
    {
        var prometheus = new SimulatedPrometheus();
        prometheus.BecomesReady();

        prometheus.Cluster.Change(ResourceTypes.ConfigMaps, "p-config", json => json.Child("data")["prometheus.yaml"] = "globl: {}");
        prometheus.Cluster.Change(ResourceTypes.Pods, "p-0", json => json.Child("metadata", "labels")["touched"] = "yes");
        prometheus.Cluster.Pass(60);
        prometheus.Status.Number("restartCount").ShouldBe(0);

        prometheus.Cluster.Delete(ResourceTypes.Pods, "p-0");
        prometheus.CrashLoops();
    }

    [Fact]
    public void A_configuration_without_mistakes_is_left_alone() =>
        PrometheusConfig.MistakeIn("global:\n  scrape_interval: 30s\nscrape_configs:\n  - job_name: a\n").ShouldBeNull();

    private static void Enlarge(SimulatedPrometheus prometheus, string size) => prometheus.Cluster.Change(
        ResourceTypes.PersistentVolumeClaims, "data-p-0", json => json.Child("spec", "resources", "requests")["storage"] = size);

    private static void ShouldHaveEnded(SimulatedPrometheus prometheus, int exitCode, string reason)
    {
        prometheus.LastState.Number("exitCode").ShouldBe(exitCode);
        prometheus.LastState.Text("reason").ShouldBe(reason);
    }
}
