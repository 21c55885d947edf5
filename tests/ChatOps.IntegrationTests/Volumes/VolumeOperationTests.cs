using ChatOps.Commands;
using ChatOps.IntegrationTests.Cluster;
using ChatOps.IntegrationTests.Rigs;
using ChatOps.Inventory;
using ChatOps.Operations;
using ChatOps.Operations.Volumes;
using k8s;
using k8s.Models;
using Shouldly;
using Xunit;

namespace ChatOps.IntegrationTests.Volumes;

public sealed class VolumeOperationTests(ClusterFixture cluster) : IClassFixture<ClusterFixture>, IAsyncLifetime
{
    private static readonly DeploymentName Release = new("test-release-0001");
    private static readonly TimeSpan StartUp = TimeSpan.FromMinutes(1);

    private OperationRig _rig = null!; // set before each test by InitializeAsync

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _rig = await OperationRig.StartNewAsync(cluster.Kubeconfig, Stop);

    public ValueTask DisposeAsync() => _rig.DisposeAsync();

    [Fact]
    public async Task A_claim_in_use_is_replaced_by_an_empty_one_and_the_set_is_as_before()
    {
        var space = await StatefulSetAsync("store", replicas: 2);
        var before = Claim(space, "data-store-1");
        var neighbour = Claim(space, "data-store-0");

        var operation = await _rig.CarryOutAsync(
            new VolumeDeleteCommand("data-store-1", Release, KeepDisk: false, Snapshot: false), Stop);

        operation.State.ShouldBe(OperationState.Succeeded, operation.Failure);
        var after = Claim(space, "data-store-1");
        after.Uid.ShouldNotBe(before.Uid);
        after.VolumeName.ShouldNotBe(before.VolumeName);
        Claim(space, "data-store-0").Uid.ShouldBe(neighbour.Uid);
        var set = await cluster.Client.AppsV1.ReadNamespacedStatefulSetAsync("store", space, cancellationToken: Stop);
        set.Spec.Replicas.ShouldBe(2);
        await SeeAsync("the old disk is gone", () => _rig.Inventory.Volumes.All(volume => volume.Name != before.VolumeName));
    }

    [Fact]
    public async Task A_disk_that_was_kept_comes_back_with_the_policy_it_had()
    {
        var space = await StatefulSetAsync("cache", replicas: 1);
        var before = Claim(space, "data-cache-0");

        (await _rig.CarryOutAsync(new VolumeDeleteCommand("data-cache-0", Release, KeepDisk: true, Snapshot: false), Stop))
            .ShouldSatisfyAllConditions(done => done.State.ShouldBe(OperationState.Succeeded, done.Failure));
        await SeeAsync("the disk was kept", () => _rig.Inventory.Volumes.Any(
            volume => volume is { Phase: "Released", ReclaimPolicy: "Retain" } && volume.Name == before.VolumeName));
        Claim(space, "data-cache-0").VolumeName.ShouldNotBe(before.VolumeName);

        (await _rig.CarryOutAsync(new VolumeUndeleteCommand("data-cache-0", Release, Disk: null, KeepDisk: false), Stop))
            .ShouldSatisfyAllConditions(done => done.State.ShouldBe(OperationState.Succeeded, done.Failure));

        var back = await cluster.Client.CoreV1.ReadNamespacedPersistentVolumeClaimAsync("data-cache-0", space, cancellationToken: Stop);
        back.Spec.VolumeName.ShouldBe(before.VolumeName);
        back.Metadata.Labels["component"].ShouldBe("cache", "the labels of the claim before are on it");
        var disk = await cluster.Client.CoreV1.ReadPersistentVolumeAsync(before.VolumeName, cancellationToken: Stop);
        disk.Spec.PersistentVolumeReclaimPolicy.ShouldBe("Delete");
        disk.Metadata.Annotations.Keys.ShouldNotContain(key => key.StartsWith("chatops.dev/"));
    }

    [Fact]
    public async Task A_claim_that_nothing_uses_is_just_deleted()
    {
        var space = await StatefulSetAsync("left", replicas: 1);
        await cluster.Client.AppsV1.DeleteNamespacedStatefulSetAsync("left", space, cancellationToken: Stop);
        await SeeAsync("its pod is gone", () => _rig.Inventory.FindPod(space, "left-0") is null
            && _rig.Inventory.Workloads.All(workload => workload.Name != "left"));

        var operation = await _rig.CarryOutAsync(
            new VolumeDeleteCommand("data-left-0", Release, KeepDisk: false, Snapshot: false), Stop);

        operation.State.ShouldBe(OperationState.Succeeded, operation.Failure);
        operation.Steps.Count.ShouldBe(2);
        _rig.Inventory.Claims.ShouldNotContain(claim => claim.Namespace == space);
    }

    [Fact]
    public async Task A_snapshot_that_the_cluster_does_not_offer_is_refused_before_anybody_has_to_approve()
    {
        await StatefulSetAsync("snap", replicas: 1);

        var planned = await _rig.PlanAsync(
            new VolumeDeleteCommand("data-snap-0", Release, KeepDisk: false, Snapshot: true), Stop);

        planned.Problem.ShouldBe(Problem.Refused(
            "This cluster takes no volume snapshots.", "Ask again without --snapshot; --keep-disk keeps the data too."));
    }

    [Fact]
    public async Task Scaling_is_for_one_workload_and_from_one_size_only()
    {
        var space = await StatefulSetAsync("scaled", replicas: 1);
        var set = _rig.Inventory.Workloads.Single(workload => workload.Namespace == space);
        var reference = new WorkloadReference(set.Kind, space, set.Name, set.Uid);
        var workloads = _rig.Get<IWorkloads>();

        (await ScaleAsync(reference with { Uid = "another" }, from: 1, to: 0)).ShouldBeNull();
        (await ScaleAsync(reference, from: 3, to: 0)).ShouldBe(1);
        (await ScaleAsync(reference, from: 1, to: 0)).ShouldBe(0);
        (await workloads.FindReplicasAsync(reference, Stop)).ShouldBe(0);
        (await ScaleAsync(reference, from: 0, to: 1)).ShouldBe(1);

        // Its controller writes to it too; then the next try looks again, as the runner does.
        Task<int?> ScaleAsync(WorkloadReference which, int from, int to) => Eventually.SeeAsync(
            "it is scaled", stop => workloads.ScaleAsync(which, from, to, stop), _ => true, Stop);
    }

    private async Task<string> StatefulSetAsync(string name, int replicas)
    {
        var space = await cluster.NewNamespaceAsync(Stop);
        var set = Workloads.StatefulSet(name, name, replicas);
        // A claim counts as used only where a pod mounts it, as the real charts' pods do.
        set.Spec.Template.Spec.Containers[0].VolumeMounts = [new V1VolumeMount { Name = "data", MountPath = "/data" }];
        await cluster.Client.AppsV1.CreateNamespacedStatefulSetAsync(set, space, cancellationToken: Stop);
        await SeeAsync($"{name} is up", () => _rig.Inventory.Workloads.Any(
            workload => workload.Namespace == space && workload.ReadyReplicas == replicas));
        await SeeAsync("its disks are known", () => _rig.Inventory.Claims.Count(
            claim => claim.Namespace == space && claim is { Phase: "Bound", VolumeName: not null }) == replicas
            && _rig.Inventory.Pods.Count(pod => pod.Namespace == space && pod is { IsReady: true, Claims.Count: 1 }) == replicas);
        return space;
    }

    private Claim Claim(string space, string name) =>
        _rig.Inventory.Claims.Single(claim => claim.Namespace == space && claim.Name == name);

    private static Task SeeAsync(string what, Func<bool> isSo) =>
        Eventually.TrueAsync(what, _ => Task.FromResult(isSo()), Stop, StartUp);
}
