using ChatOps.Simulator.Api.Defaulting;
using ChatOps.Simulator.Controllers;
using ChatOps.Simulator.Scenarios;
using ChatOps.Simulator.Store;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Simulator.Scenarios;

public sealed class RunbookScenarioTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2018, 11, 12, 12, 0, 0, TimeSpan.Zero));
    private readonly ClusterStore _store;
    private readonly ControlPlane _controlPlane;

    public RunbookScenarioTests()
    {
        _store = new(_time, [new Defaults(), .. ControlPlane.Admissions]);
        _controlPlane = new(_store, 10, _time, NullLoggerFactory.Instance);
        _store.Create(ResourceTypes.Namespaces, new() { ["metadata"] = new System.Text.Json.Nodes.JsonObject { ["name"] = "kube-node-lease" } });
    }

    [Fact]
    public void The_platform_has_the_pods_of_the_runbook_with_their_restarts_and_ages()
    {
        Load(null);

        _store.List(ResourceTypes.Pods).Select(Row).ShouldBe(
        [
            "astronomer-ee jaundiced-joey-postgresql-7c5448c84f-wr7kh 1/1 Running 0 64d",
            "astronomer-ee pg-sqlproxy-gcloud-sqlproxy-6bc5f645db-8bblz 1/1 Running 1 91d",
            "astronomer-ee solitary-lightningbug-cli-install-658db798c7-dg5tn 1/1 Running 0 53d",
            "astronomer-ee solitary-lightningbug-commander-b74b5f6df-88mx2 1/1 Running 0 53d",
            "astronomer-ee solitary-lightningbug-grafana-6cb476584f-fcwz7 1/1 Running 0 53d",
            "astronomer-ee solitary-lightningbug-houston-6db6f8b876-xf9rw 1/1 Running 0 8d",
            "astronomer-ee solitary-lightningbug-nginx-5bf88f555c-xfw67 1/1 Running 0 9d",
            "astronomer-ee solitary-lightningbug-nginx-default-backend-84c84ccd79-2g7sh 1/1 Running 0 23d",
            "astronomer-ee solitary-lightningbug-orbit-79d966946f-d825x 1/1 Running 0 53d",
            "astronomer-ee solitary-lightningbug-prometheus-0 1/1 Running 0 53d",
            "astronomer-ee solitary-lightningbug-registry-0 1/1 Running 0 21d",
            "astronomer-ee-lunar-nuclear-3725 lunar-nuclear-3725-flower-64fdbf57cf-8d522 1/1 Running 0 53d",
            "astronomer-ee-lunar-nuclear-3725 lunar-nuclear-3725-pgbouncer-5bcf8bb75f-b2jm2 2/2 Running 0 9d",
            "astronomer-ee-lunar-nuclear-3725 lunar-nuclear-3725-redis-0 1/1 Running 0 53d",
            "astronomer-ee-lunar-nuclear-3725 lunar-nuclear-3725-scheduler-7854bbffb9-9zb9h 1/1 Running 2 2d",
            "astronomer-ee-lunar-nuclear-3725 lunar-nuclear-3725-statsd-86c569cc94-f7nz2 1/1 Running 0 53d",
            "astronomer-ee-lunar-nuclear-3725 lunar-nuclear-3725-webserver-7c58b7ccdf-4r6z5 1/1 Running 0 2d",
            "astronomer-ee-lunar-nuclear-3725 lunar-nuclear-3725-worker-0 2/2 Running 0 2d",
            "astronomer-ee-lunar-nuclear-3725 lunar-nuclear-3725-worker-1 2/2 Running 0 2d",
            "astronomer-ee-lunar-nuclear-3725 lunar-nuclear-3725-worker-2 2/2 Running 0 2d",
            "astronomer-ee-zodiac-cosmo-1172 zodiac-cosmo-1172-flower-868d5c5cd5-ggfcx 1/1 Running 0 53d",
            "astronomer-ee-zodiac-cosmo-1172 zodiac-cosmo-1172-pgbouncer-5c4d4fb74-6tlxq 2/2 Running 0 53d",
            "astronomer-ee-zodiac-cosmo-1172 zodiac-cosmo-1172-redis-0 1/1 Running 0 53d",
            "astronomer-ee-zodiac-cosmo-1172 zodiac-cosmo-1172-scheduler-5bf6db96c4-f5c2z 1/1 Running 2 2d",
            "astronomer-ee-zodiac-cosmo-1172 zodiac-cosmo-1172-statsd-67cc6954cd-fhxmh 1/1 Running 0 53d",
            "astronomer-ee-zodiac-cosmo-1172 zodiac-cosmo-1172-webserver-846d8b9f97-crklb 1/1 Running 0 2d",
            "astronomer-ee-zodiac-cosmo-1172 zodiac-cosmo-1172-worker-0 2/2 Running 0 2d",
        ]);
    }

    [Fact]
    public void Every_claim_is_bound_to_the_volume_it_has_had_for_days()
    {
        Load(null);

        _store.List(ResourceTypes.PersistentVolumeClaims).Select(claim =>
            $"{claim.Name} {claim.Json.Text("status", "phase")} {claim.Json.Text("spec", "volumeName")} {claim.Json.Text("status", "capacity", "storage")} {AgeOf(claim)}").ShouldBe(
        [
            "jaundiced-joey-postgresql Bound pvc-9214694a-8c41-11e8-920f-42010a8000c8 8Gi 113d",
            "prometheus-data-volume-fun-abalone-prometheus-0 Bound pvc-85827034-8c28-11e8-920f-42010a8000c8 50Gi 113d",
            "prometheus-data-volume-solitary-lightningbug-prometheus-0 Bound pvc-7308237a-8ea7-11e8-920f-42010a8000c8 50Gi 110d",
            "redis-data-tufted-rat-redis-master-0 Bound pvc-3b84ea18-8064-11e8-920f-42010a8000c8 8Gi 128d",
            "registry-data-volume-solitary-lightningbug-registry-0 Bound pvc-34f0f858-941b-11e8-920f-42010a8000c8 50Gi 103d",
            "logs-lunar-nuclear-3725-worker-0 Bound pvc-33b6a4a1-dea2-11e8-a761-42010a8001e7 100Gi 8d",
            "logs-lunar-nuclear-3725-worker-1 Bound pvc-4d316d67-dc80-11e8-a761-42010a8001e7 100Gi 10d",
            "logs-lunar-nuclear-3725-worker-2 Bound pvc-a5e035dc-dea0-11e8-a761-42010a8001e7 100Gi 8d",
            "redis-db-lunar-nuclear-3725-redis-0 Bound pvc-d40e0872-bb60-11e8-89f0-42010a800044 1Gi 53d",
            "logs-zodiac-cosmo-1172-worker-0 Bound pvc-99a67235-bb5f-11e8-89f0-42010a800044 100Gi 53d",
            "redis-db-zodiac-cosmo-1172-redis-0 Bound pvc-998a0023-bb5f-11e8-89f0-42010a800044 1Gi 53d",
        ]);
    }

    [Fact]
    public void Nothing_moves_by_itself()
    {
        Load(null);
        var pods = _store.List(ResourceTypes.Pods).Select(pod => pod.Uid).ToList();

        for (var i = 0; i < 60; i++)
        {
            _time.Advance(TimeSpan.FromSeconds(10));
            _controlPlane.RunUntilIdle(TestContext.Current.CancellationToken);
        }

        _store.List(ResourceTypes.Pods).Select(pod => pod.Uid).ShouldBe(pods);
        _store.List(ResourceTypes.Events).Where(each => each.Json.Text("type") == "Warning").ShouldBeEmpty();
        _store.List(ResourceTypes.Deployments).Select(each => each.Condition("Available")?.Text("status")).ShouldAllBe(each => each == "True");
    }

    [Fact]
    public void Quotas_hold_twice_what_is_used()
    {
        Load(null);

        var quota = _store.Get(ResourceTypes.ResourceQuotas, "astronomer-ee-lunar-nuclear-3725", "lunar-nuclear-3725-resource-quota");
        quota.Json.Text("status", "used", "requests.cpu").ShouldBe("3");
        quota.Json.Text("status", "hard", "requests.cpu").ShouldBe("6");
        quota.Json.Text("status", "used", "pods").ShouldBe("9");
    }

    [Fact]
    public void The_empty_scenario_has_the_machines_and_the_class_only()
    {
        Load("empty");

        _store.List(ResourceTypes.Nodes).Count.ShouldBe(6);
        _store.List(ResourceTypes.StorageClasses).ShouldHaveSingleItem().Name.ShouldBe("standard");
        _store.List(ResourceTypes.Pods).ShouldBeEmpty();
    }

    [Fact]
    public void A_file_of_manifests_gets_the_built_in_machines()
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, """
                apiVersion: v1
                kind: Namespace
                metadata: {name: mine}
                ---
                apiVersion: v1
                kind: Pod
                metadata: {name: p, namespace: mine}
                spec: {containers: [{name: main, image: "main:1"}]}
                """);
            Load(file);
        }
        finally
        {
            File.Delete(file);
        }

        _store.Get(ResourceTypes.Pods, "mine", "p").NodeName().ShouldNotBeNull();
    }

    [Fact]
    public void A_kind_the_simulator_lacks_is_named()
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, "{apiVersion: example.com/v1, kind: Thing, metadata: {name: t}}");
            Should.Throw<InvalidDataException>(() => Load(file)).Message.ShouldBe("The simulator has no kind example.com/v1 Thing.");
        }
        finally
        {
            File.Delete(file);
        }
    }

    private void Load(string? scenario)
    {
        new ScenarioLoader(_store, _time).Load(Scenario.Read(scenario));
        _controlPlane.RunUntilIdle(TestContext.Current.CancellationToken);
    }

    private string Row(StoredObject pod)
    {
        var containers = pod.Json.Items("status", "containerStatuses").ToList();
        var ready = containers.Count(each => each.At("ready").GetBoolean());
        return $"{pod.Namespace} {pod.Name} {ready}/{containers.Count} {pod.Phase()} {pod.Restarts()} {AgeOf(pod)}";
    }

    private string AgeOf(StoredObject stored) => $"{(_time.GetUtcNow() - stored.CreatedAt()).TotalDays}d";
}
