using ChatOps.Simulator.Controllers;
using ChatOps.Simulator.Store;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Simulator.Controllers;

public sealed class StorageTests
{
    private static readonly ResourceType Claims = ResourceTypes.PersistentVolumeClaims;
    private static readonly ResourceType Volumes = ResourceTypes.PersistentVolumes;
    private readonly ClusterFixture _cluster = new();

    [Fact]
    public void A_claim_gets_a_new_volume_of_the_default_class()
    {
        Claim("c");
        _cluster.Pass(3);

        var claim = _cluster.Get(Claims, "c");
        claim.Json.Text("status", "phase").ShouldBe("Bound");
        claim.Json.Text("spec", "storageClassName").ShouldBe("standard");
        claim.Json.Text("spec", "volumeName").ShouldBe($"pvc-{claim.Uid}");
        VolumeOf(claim).Json.Text("spec", "claimRef", "uid").ShouldBe(claim.Uid);
    }

    [Fact]
    public void A_claim_in_use_outlives_its_deletion_until_its_pod_is_gone()
    {
        _cluster.StatefulSet();
        _cluster.PassUntil(() => _cluster.ReadyPods.Any());
        _cluster.Change(ResourceTypes.StatefulSets, "w", json => json.Child("spec")["replicas"] = 0);
        _cluster.Delete(Claims, "data-w-0");
        _cluster.Settle();
        var claim = _cluster.Get(Claims, "data-w-0");
        claim.IsTerminating.ShouldBeTrue();
        claim.Json.Text("status", "phase").ShouldBe("Bound");

        _cluster.PassUntil(() => _cluster.Pods.Count == 0);
        _cluster.Pass(1);

        _cluster.Find(Claims, "data-w-0").ShouldBeNull();
        _cluster.Store.List(Volumes).ShouldBeEmpty();
    }

    [Fact]
    public void A_retained_volume_is_kept_as_released_and_can_be_given_to_a_new_claim()
    {
        Claim("c");
        _cluster.Pass(3);
        var volume = VolumeOf(_cluster.Get(Claims, "c")).Name;
        _cluster.Store.Change(Volumes, null, volume, json => json.Child("spec")["persistentVolumeReclaimPolicy"] = "Retain");
        _cluster.Delete(Claims, "c");
        _cluster.Pass(1);
        _cluster.Store.Get(Volumes, null, volume).Json.Text("status", "phase").ShouldBe("Released");

        _cluster.Store.Change(Volumes, null, volume, json => json.Child("spec").Remove("claimRef"));
        Claim("c", volumeName: volume);
        _cluster.Pass(1);

        _cluster.Get(Claims, "c").Json.Text("status", "phase").ShouldBe("Bound");
        _cluster.Store.Get(Volumes, null, volume).Json.Text("status", "phase").ShouldBe("Bound");
    }

    [Fact]
    public void A_released_volume_is_nobodys_until_its_claim_reference_is_cleared()
    {
        Claim("c");
        _cluster.Pass(3);
        var volume = VolumeOf(_cluster.Get(Claims, "c")).Name;
        _cluster.Store.Change(Volumes, null, volume, json => json.Child("spec")["persistentVolumeReclaimPolicy"] = "Retain");
        _cluster.Delete(Claims, "c");
        _cluster.Pass(1);

        Claim("c", volumeName: volume);
        _cluster.Pass(5);

        _cluster.Get(Claims, "c").Json.Text("status", "phase").ShouldBe("Pending");
    }

    [Fact]
    public void A_class_that_waits_makes_the_volume_in_the_zone_of_the_chosen_node()
    {
        _cluster.Create(ResourceTypes.StorageClasses, """
            {"metadata": {"name": "waiting"}, "provisioner": "example.com/disks", "volumeBindingMode": "WaitForFirstConsumer"}
            """);
        Claim("c", storageClass: "waiting");
        _cluster.Pass(10);
        _cluster.Get(Claims, "c").Json.Text("status", "phase").ShouldBe("Pending");
        _cluster.EventsAbout("c", "WaitForFirstConsumer").ShouldHaveSingleItem();

        PodWithClaim("p", "c");
        _cluster.PassUntil(() => _cluster.ReadyPods.Any());

        var node = _cluster.Store.Get(ResourceTypes.Nodes, null, _cluster.Pod("p").NodeName().ShouldNotBeNull());
        VolumeOf(_cluster.Get(Claims, "c")).Json.At("spec", "nodeAffinity").GetRawText()
            .ShouldContain(node.Labels["topology.kubernetes.io/zone"]);
    }

    [Fact]
    public void A_pod_whose_claim_is_missing_waits_and_starts_when_it_comes()
    {
        PodWithClaim("p", "c");
        _cluster.Pass(2);
        _cluster.Pod("p").Condition("PodScheduled").ShouldNotBeNull().Text("message")
            .ShouldBe("0/3 nodes are available: persistentvolumeclaim \"c\" not found. preemption: 0/3 nodes are available: 3 Preemption is not helpful for scheduling.");

        Claim("c");
        _cluster.PassUntil(() => _cluster.ReadyPods.Any());
    }

    private StoredObject VolumeOf(StoredObject claim) =>
        _cluster.Store.Get(Volumes, null, claim.Json.Text("spec", "volumeName").ShouldNotBeNull());

    private void Claim(string name, string? volumeName = null, string storageClass = "standard") => _cluster.Create(Claims, $$"""
        {"metadata": {"name": "{{name}}", "namespace": "n"},
         "spec": {"accessModes": ["ReadWriteOnce"], "storageClassName": "{{storageClass}}", "volumeName": "{{volumeName}}",
                  "resources": {"requests": {"storage": "1Gi"} } } }
        """);

    private void PodWithClaim(string name, string claim) => _cluster.Create(ResourceTypes.Pods, $$"""
        {"metadata": {"name": "{{name}}", "namespace": "n"},
         "spec": {"containers": [{"name": "main", "image": "main:1"}],
                  "volumes": [{"name": "data", "persistentVolumeClaim": {"claimName": "{{claim}}"} }] } }
        """);
}
