using ChatOps.Adapters.Cluster;
using ChatOps.Adapters.Cluster.Reflecting;
using ChatOps.Inventory;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Cluster;

public sealed class ClusterInventoryTests
{
    private readonly ClusterInventory _inventory = new(
        new HealthBoard(new FakeTimeProvider(), new RecordingLogger<HealthBoard>()),
        new ChangeFeed(new RecordingLogger<ChangeFeed>()));

    [Fact]
    public void A_pod_belongs_to_a_Deployment_through_its_ReplicaSet()
    {
        var scheduler = Deployment("scheduler", "d1");
        _inventory.ReplicaSetStore.Put(new("n", "scheduler-5bf6"), new("r1", new("Deployment", "scheduler", "d1"), Replicas: 1));

        _inventory.WorkloadOf(PodOf(new("ReplicaSet", "scheduler-5bf6", "r1"))).ShouldBe(scheduler);
    }

    [Fact]
    public void The_pods_of_a_Deployment_are_made_by_its_ReplicaSets_that_are_to_have_some()
    {
        var scheduler = Deployment("scheduler", "d1");
        _inventory.ReplicaSetStore.Put(new("n", "scheduler-old"), new("r1", new("Deployment", "scheduler", "d1"), Replicas: 0));
        _inventory.ReplicaSetStore.Put(new("n", "scheduler-new"), new("r2", new("Deployment", "scheduler", "d1"), Replicas: 1));
        _inventory.ReplicaSetStore.Put(new("n", "web"), new("r3", new("Deployment", "web", "d2"), Replicas: 1));

        _inventory.MakersOf(scheduler).ShouldBe(["r2"]);
    }

    [Fact]
    public void The_pods_of_a_StatefulSet_are_made_by_itself() =>
        _inventory.MakersOf(StatefulSet("redis", "s1")).ShouldBe(["s1"]);

    [Fact]
    public void A_pod_belongs_to_its_StatefulSet()
    {
        var redis = StatefulSet("redis", "s1");

        _inventory.WorkloadOf(PodOf(new("StatefulSet", "redis", "s1"))).ShouldBe(redis);
    }

    [Fact]
    public void A_workload_made_anew_by_the_same_name_does_not_own_the_pods_of_the_old_one()
    {
        Deployment("scheduler", "d2");
        _inventory.ReplicaSetStore.Put(new("n", "scheduler-5bf6"), new("r1", new("Deployment", "scheduler", "d1"), Replicas: 1));

        _inventory.WorkloadOf(PodOf(new("ReplicaSet", "scheduler-5bf6", "r1"))).ShouldBeNull();
    }

    [Theory]
    [InlineData("ReplicaSet")]
    [InlineData("StatefulSet")]
    [InlineData("Job")]
    public void A_pod_whose_owner_is_unknown_has_no_workload(string kind) =>
        _inventory.WorkloadOf(PodOf(new(kind, "unknown", "u"))).ShouldBeNull();

    [Fact]
    public void A_bare_pod_has_no_workload() => _inventory.WorkloadOf(PodOf(owner: null)).ShouldBeNull();

    [Fact]
    public void Both_kinds_of_workload_are_one_collection()
    {
        Deployment("scheduler", "d1");
        StatefulSet("redis", "s1");

        _inventory.Workloads.Count.ShouldBe(2);
        _inventory.Workloads.Select(workload => workload.Name).Order().ShouldBe(["redis", "scheduler"]);
    }

    [Fact]
    public void A_pod_is_found_by_its_name_in_its_namespace()
    {
        var pod = PodOf(owner: null);
        _inventory.PodStore.Put(new("n", "p"), pod);

        _inventory.FindPod("n", "p").ShouldBe(pod);
        _inventory.FindPod("m", "p").ShouldBeNull();
    }

    private Workload Deployment(string name, string uid)
    {
        var workload = new Workload("Deployment", "n", name, uid, Labels.None, 1, 1, default);
        _inventory.DeploymentStore.Put(new("n", name), workload);
        return workload;
    }

    private Workload StatefulSet(string name, string uid)
    {
        var workload = new Workload("StatefulSet", "n", name, uid, Labels.None, 1, 1, default);
        _inventory.StatefulSetStore.Put(new("n", name), workload);
        return workload;
    }

    private static Pod PodOf(Owner? owner) =>
        Manifests.Pod("""{"metadata":{"namespace":"n","name":"p"}}""") with { Owner = owner };
}
