using System.Text.Json.Nodes;
using ChatOps.IntegrationTests.Rigs;
using ChatOps.Simulator;
using ChatOps.Simulator.Drills;
using ChatOps.Simulator.Store;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using Xunit;

namespace ChatOps.IntegrationTests.Simulator;

/// <summary>Every drill breaks something, and notices by itself when it is put right.</summary>
public sealed class DrillTests : IAsyncLifetime
{
    private const string Platform = "astronomer-ee";
    private const string Prometheus = "solitary-lightningbug-prometheus";
    private const string Claim = $"prometheus-data-volume-{Prometheus}-0";

    private readonly TemporaryFolder _folder = new();
    private SimulatedCluster? _cluster;
    private HttpClient? _http;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private ClusterStore Store => _cluster!.Store;

    public async ValueTask InitializeAsync()
    {
        var options = new SimulatorOptions { ClusterUrl = new("http://127.0.0.1:0"), Kubeconfig = _folder.File("kubeconfig"), Speed = 50 };
        _cluster = await SimulatedCluster.StartAsync(options, TimeProvider.System, NullLoggerFactory.Instance, Stop);
        _http = new() { BaseAddress = _cluster.Url };
    }

    public async ValueTask DisposeAsync()
    {
        _http?.Dispose();
        await _cluster!.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_damaged_volume_is_put_right_by_a_new_one() =>
        (await PlayAsync("prometheus-corrupt-volume", RenewClaim)).ShouldBe(DrillStage.Reached);

    [Fact]
    public async Task Out_of_memory_is_put_right_by_more_of_it()
    {
        (await PlayAsync("prometheus-out-of-memory", RaiseMemory)).ShouldBe(DrillStage.Reached);
        VolumeOfPrometheus().Json.Text("metadata", "annotations", "simulator.chatops.dev/fault").ShouldBeNull();
    }

    [Fact]
    public async Task Out_of_memory_is_not_put_right_as_it_should_be_by_a_new_volume() =>
        (await PlayAsync("prometheus-out-of-memory", RenewClaim)).ShouldBe(DrillStage.Missed);

    [Fact]
    public async Task A_full_disk_is_put_right_by_a_larger_one_time_and_again()
    {
        (await PlayAsync("prometheus-disk-full", () => Enlarge("100Gi"))).ShouldBe(DrillStage.Reached);
        (await PlayAsync("prometheus-disk-full", () => Enlarge("200Gi"))).ShouldBe(DrillStage.Reached);
    }

    [Fact]
    public async Task A_broken_configuration_is_put_right_by_mending_its_line()
    {
        (await PlayAsync("prometheus-bad-config", MendConfiguration)).ShouldBe(DrillStage.Reached);

        void MendConfiguration()
        {
            Store.Change(ResourceTypes.ConfigMaps, Platform, $"{Prometheus}-config", json =>
                json.Child("data")["prometheus.yaml"] = json.Text("data", "prometheus.yaml")!.Replace("pgbouncer: zodiac", "pgbouncer"));
            Store.Delete(ResourceTypes.Pods, Platform, $"{Prometheus}-0");
        }
    }

    [Fact]
    public async Task A_stuck_scheduler_is_put_right_by_another_one()
    {
        const string ns = "astronomer-ee-zodiac-cosmo-1172";

        (await PlayAsync("scheduler-stuck", Restart)).ShouldBe(DrillStage.Reached);

        void Restart() => Store.Delete(ResourceTypes.Pods, ns, Pods(ns, "scheduler").Single().Name);
    }

    [Fact]
    public async Task A_draining_worker_is_waited_for() =>
        (await PlayAsync("worker-draining", () => { })).ShouldBe(DrillStage.Reached);

    [Fact]
    public async Task No_drill_is_played_on_top_of_another()
    {
        await using var first = Player().PlayAsync(Drill("prometheus-corrupt-volume"), Stop).GetAsyncEnumerator(Stop);
        await first.MoveNextAsync();
        await first.MoveNextAsync();
        first.Current.Stage.ShouldBe(DrillStage.Broken);

        (await Should.ThrowAsync<DrillException>(() => StageAsync("prometheus-disk-full", () => { }))).Message
            .ShouldBe("A drill begins with a cluster that is well, but of what it is about there are 0 of 1 pod ready.");
    }

    [Fact]
    public void Every_drill_says_what_it_is_about()
    {
        DrillCatalog.All.Select(drill => drill.Name).ShouldBe(
        [
            "claim-in-wrong-zone", "prometheus-bad-config", "prometheus-corrupt-volume", "prometheus-disk-full",
            "prometheus-out-of-memory", "scheduler-stuck", "unschedulable-node-pool", "unschedulable-quota",
            "unschedulable-taint", "worker-draining",
        ]);
        DrillCatalog.All.ShouldAllBe(drill => drill.Title.Length <= 100 && drill.Story.Length > 0 && drill.Goal.Length > 0 && drill.Hint.Length > 0);
    }

    /// <summary>Plays a drill, puts it right as soon as it shows, and tells how it ended.</summary>
    private async Task<DrillStage> PlayAsync(string name, Action putRight)
    {
        var stage = await StageAsync(name, putRight);
        Pods(Platform, "prometheus").ShouldHaveSingleItem();
        return stage;
    }

    private async Task<DrillStage> StageAsync(string name, Action putRight)
    {
        var drill = Drill(name);
        var last = DrillStage.Played;
        await foreach (var moment in Player().PlayAsync(drill, Stop))
        {
            last = moment.Stage;
            if (last == (drill.End.IsReplacement ? DrillStage.Played : DrillStage.Broken))
            {
                putRight();
            }
        }

        return last;
    }

    private DrillPlayer Player() => new(new DrillCluster(_http!), TimeProvider.System);

    private static Drill Drill(string name) => DrillCatalog.Find(name).ShouldNotBeNull();

    private IEnumerable<StoredObject> Pods(string ns, string component) =>
        Store.List(ResourceTypes.Pods, ns).Where(pod => pod.Labels.GetValueOrDefault("component") == component);

    private StoredObject VolumeOfPrometheus() => Store.Get(
        ResourceTypes.PersistentVolumes, null, Store.Get(ResourceTypes.PersistentVolumeClaims, Platform, Claim).Json.Text("spec", "volumeName")!);

    private void RenewClaim()
    {
        Store.Delete(ResourceTypes.PersistentVolumeClaims, Platform, Claim);
        Store.Delete(ResourceTypes.Pods, Platform, $"{Prometheus}-0");
    }

    private void RaiseMemory()
    {
        Store.Change(ResourceTypes.StatefulSets, Platform, Prometheus, json =>
            ((JsonObject)json.Items("spec", "template", "spec", "containers").First()!).Child("resources", "limits")["memory"] = "8Gi");
        // An ordered set waits for its pod to become ready before it rolls, which this one never does.
        Store.Delete(ResourceTypes.Pods, Platform, $"{Prometheus}-0");
    }

    private void Enlarge(string size) => Store.Change(ResourceTypes.PersistentVolumeClaims, Platform, Claim, json =>
        json.Child("spec", "resources", "requests")["storage"] = size);
}
