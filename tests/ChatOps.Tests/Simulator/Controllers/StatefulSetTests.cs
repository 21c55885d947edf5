using ChatOps.Simulator.Controllers;
using ChatOps.Simulator.Store;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Simulator.Controllers;

public sealed class StatefulSetTests
{
    private readonly ClusterFixture _cluster = new();

    [Fact]
    public void Pods_come_one_after_the_other_each_with_its_claim()
    {
        _cluster.StatefulSet(replicas: 2);

        _cluster.Pass(5);
        _cluster.Pods.Select(pod => pod.Name).ShouldBe(["w-0"]);
        _cluster.PassUntil(() => _cluster.ReadyPods.Count() == 2);
        _cluster.Pods.Select(pod => pod.Name).ShouldBe(["w-0", "w-1"]);
        _cluster.Store.List(ResourceTypes.PersistentVolumeClaims, "n").Select(claim => claim.Name).ShouldBe(["data-w-0", "data-w-1"]);
        _cluster.Pass(1);
        _cluster.Get(ResourceTypes.StatefulSets, "w").Json.Number("status", "readyReplicas").ShouldBe(2);
    }

    [Fact]
    public void Parallel_sets_start_all_pods_at_once()
    {
        _cluster.StatefulSet(replicas: 3, spec: "\"podManagementPolicy\": \"Parallel\",");
        _cluster.Settle();

        _cluster.Pods.Count.ShouldBe(3);
    }

    [Fact]
    public void A_deleted_pod_comes_back_under_its_name_with_its_claim()
    {
        _cluster.StatefulSet();
        _cluster.PassUntil(() => _cluster.ReadyPods.Any());
        var (pod, claim) = (_cluster.Pod("w-0").Uid, _cluster.Get(ResourceTypes.PersistentVolumeClaims, "data-w-0").Uid);

        _cluster.Delete(ResourceTypes.Pods, "w-0");
        _cluster.PassUntil(() => _cluster.ReadyPods.Any(each => each.Uid != pod));

        _cluster.Get(ResourceTypes.PersistentVolumeClaims, "data-w-0").Uid.ShouldBe(claim);
    }

    [Fact]
    public void No_pod_is_made_while_its_claim_is_terminating_and_an_event_says_so()
    {
        _cluster.StatefulSet();
        _cluster.PassUntil(() => _cluster.ReadyPods.Any());
        var claim = _cluster.Get(ResourceTypes.PersistentVolumeClaims, "data-w-0").Uid;
        _cluster.Change(ResourceTypes.PersistentVolumeClaims, "data-w-0", json => Finalizers.Add(json, "example.com/backup"));
        _cluster.Delete(ResourceTypes.PersistentVolumeClaims, "data-w-0");
        _cluster.Delete(ResourceTypes.Pods, "w-0");

        _cluster.Pass(10);

        _cluster.Pods.ShouldBeEmpty();
        _cluster.EventsAbout("w", "FailedCreate").ShouldBe(
            ["create Pod w-0 in StatefulSet w failed error: pvc data-w-0 is being deleted"]);

        _cluster.Change(ResourceTypes.PersistentVolumeClaims, "data-w-0", json => Finalizers.Remove(json, "example.com/backup"));
        _cluster.PassUntil(() => _cluster.ReadyPods.Any());
        _cluster.Get(ResourceTypes.PersistentVolumeClaims, "data-w-0").Uid.ShouldNotBe(claim);
    }

    [Fact]
    public void A_new_template_is_rolled_out_from_the_highest_ordinal()
    {
        _cluster.StatefulSet(replicas: 2);
        _cluster.PassUntil(() => _cluster.ReadyPods.Count() == 2);
        var before = _cluster.Pods.ToDictionary(pod => pod.Name, pod => pod.Uid);

        SetImage("main:2");
        _cluster.PassUntil(() => _cluster.Find(ResourceTypes.Pods, "w-1")?.Uid is { } uid && uid != before["w-1"]);
        _cluster.Pod("w-0").Uid.ShouldBe(before["w-0"]);
        _cluster.PassUntil(() => _cluster.ReadyPods.Count(pod => !before.ContainsValue(pod.Uid)) == 2);
        _cluster.Pass(1);

        var status = _cluster.Get(ResourceTypes.StatefulSets, "w").Json.At("status");
        status.Text("currentRevision").ShouldBe(status.Text("updateRevision"));
        _cluster.Pods.Select(ImageOf).ShouldBe(["main:2", "main:2"]);
    }

    [Fact]
    public void Below_the_partition_pods_keep_the_old_template_even_when_made_anew()
    {
        _cluster.StatefulSet(replicas: 2, spec: "\"updateStrategy\": {\"type\": \"RollingUpdate\", \"rollingUpdate\": {\"partition\": 1}},");
        _cluster.PassUntil(() => _cluster.ReadyPods.Count() == 2);
        SetImage("main:2");
        _cluster.PassUntil(() => _cluster.Find(ResourceTypes.Pods, "w-1") is { } pod && ImageOf(pod) == "main:2");
        var first = _cluster.Pod("w-0").Uid;

        _cluster.PassUntil(() => _cluster.ReadyPods.Count() == 2);
        _cluster.Delete(ResourceTypes.Pods, "w-0");
        _cluster.PassUntil(() => _cluster.ReadyPods.Any(pod => pod.Name == "w-0" && pod.Uid != first));

        ImageOf(_cluster.Pod("w-0")).ShouldBe("main:1");
    }

    [Fact]
    public void OnDelete_leaves_pods_alone_until_they_are_deleted()
    {
        _cluster.StatefulSet(spec: "\"updateStrategy\": {\"type\": \"OnDelete\"},");
        _cluster.PassUntil(() => _cluster.ReadyPods.Any());
        var uid = _cluster.Pod("w-0").Uid;
        SetImage("main:2");
        _cluster.Pass(30);
        _cluster.Pod("w-0").Uid.ShouldBe(uid);

        _cluster.Delete(ResourceTypes.Pods, "w-0");
        _cluster.PassUntil(() => _cluster.ReadyPods.Any(pod => pod.Uid != uid));

        ImageOf(_cluster.Pod("w-0")).ShouldBe("main:2");
    }

    [Fact]
    public void Scaling_down_ends_the_highest_ordinal_first_and_keeps_the_claims()
    {
        _cluster.StatefulSet(replicas: 3);
        _cluster.PassUntil(() => _cluster.ReadyPods.Count() == 3);

        _cluster.Change(ResourceTypes.StatefulSets, "w", json => json.Child("spec")["replicas"] = 1);
        _cluster.Settle();
        _cluster.Pods.Where(pod => pod.IsTerminating).Select(pod => pod.Name).ShouldBe(["w-2"]);
        _cluster.PassUntil(() => _cluster.Pods.Count == 1);

        _cluster.Pods[0].Name.ShouldBe("w-0");
        _cluster.Store.List(ResourceTypes.PersistentVolumeClaims, "n").Count.ShouldBe(3);
    }

    private void SetImage(string image) => _cluster.Change(ResourceTypes.StatefulSets, "w", json =>
        json.Child("spec", "template", "spec").ChildArray("containers")[0]!["image"] = image);

    private static string? ImageOf(StoredObject pod) => pod.Json.At("spec", "containers")[0].Text("image");
}
