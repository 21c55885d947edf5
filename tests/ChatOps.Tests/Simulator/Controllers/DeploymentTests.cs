using ChatOps.Simulator.Controllers;
using ChatOps.Simulator.Store;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Simulator.Controllers;

public sealed class DeploymentTests
{
    private readonly ClusterFixture _cluster = new();

    [Fact]
    public void Its_pods_are_named_after_the_replica_set_and_its_hash()
    {
        _cluster.Deployment();
        _cluster.PassUntil(() => _cluster.ReadyPods.Any());

        var set = _cluster.Store.List(ResourceTypes.ReplicaSets, "n").ShouldHaveSingleItem();
        set.Name.ShouldBe($"d-{set.Labels["pod-template-hash"]}");
        _cluster.Pods[0].Name.ShouldStartWith(set.Name + "-");
        _cluster.Pods[0].Name.Length.ShouldBe(set.Name.Length + 6);
    }

    [Fact]
    public void A_rolling_update_never_has_fewer_available_pods_than_allowed_nor_more_than_the_surge()
    {
        _cluster.Deployment(replicas: 4, spec: "\"strategy\": {\"type\": \"RollingUpdate\", \"rollingUpdate\": {\"maxSurge\": 1, \"maxUnavailable\": 1}},");
        _cluster.PassUntil(() => _cluster.ReadyPods.Count() == 4);
        var old = _cluster.Pods.Select(pod => pod.Uid).ToHashSet();

        Restart();
        _cluster.PassUntil(() =>
        {
            _cluster.ReadyPods.Count().ShouldBeGreaterThanOrEqualTo(3);
            _cluster.Pods.Count(pod => pod.IsActive()).ShouldBeLessThanOrEqualTo(5);
            return _cluster.ReadyPods.Count(pod => !old.Contains(pod.Uid)) == 4 && _cluster.Pods.Count == 4;
        });

        _cluster.Get(ResourceTypes.Deployments, "d").Annotation("deployment.kubernetes.io/revision").ShouldBe("2");
    }

    [Fact]
    public void Recreate_ends_every_old_pod_before_it_makes_a_new_one()
    {
        _cluster.Deployment(replicas: 2, spec: "\"strategy\": {\"type\": \"Recreate\"},");
        _cluster.PassUntil(() => _cluster.ReadyPods.Count() == 2);
        var old = _cluster.Pods.Select(pod => pod.Uid).ToHashSet();

        Restart();
        _cluster.PassUntil(() =>
        {
            _cluster.Pods.Select(pod => old.Contains(pod.Uid)).Distinct().Count().ShouldBeLessThanOrEqualTo(1);
            return _cluster.ReadyPods.Count(pod => !old.Contains(pod.Uid)) == 2;
        });
    }

    [Fact]
    public void Undoing_brings_back_the_old_replica_set()
    {
        _cluster.Deployment();
        _cluster.PassUntil(() => _cluster.ReadyPods.Any());
        SetImage("main:2");
        _cluster.Settle();
        SetImage("main:1");
        _cluster.Settle();

        _cluster.Store.List(ResourceTypes.ReplicaSets, "n").Count.ShouldBe(2);
        _cluster.Get(ResourceTypes.Deployments, "d").Annotation("deployment.kubernetes.io/revision").ShouldBe("3");
    }

    [Fact]
    public void A_refused_pod_shows_as_replica_failure()
    {
        Quota("""{"pods": "1"}""");
        _cluster.Deployment(replicas: 2);
        _cluster.Pass(20);

        var deployment = _cluster.Get(ResourceTypes.Deployments, "d");
        var failure = deployment.Condition("ReplicaFailure").ShouldNotBeNull();
        failure.Text("reason").ShouldBe("FailedCreate");
        failure.Text("message").ShouldNotBeNull().ShouldContain("exceeded quota: q, requested: pods=1, used: pods=1, limited: pods=1");
        deployment.Json.Number("status", "readyReplicas").ShouldBe(1);

        _cluster.Store.Change(ResourceTypes.ResourceQuotas, "n", "q", json => json.Child("spec", "hard")["pods"] = "2");
        _cluster.PassUntil(() => _cluster.ReadyPods.Count() == 2);
        _cluster.Pass(1);
        _cluster.Get(ResourceTypes.Deployments, "d").Condition("ReplicaFailure").ShouldBeNull();
    }

    [Fact]
    public void A_rollout_that_gets_nowhere_is_reported_after_its_deadline()
    {
        _cluster.Deployment(spec: "\"progressDeadlineSeconds\": 30,", annotations: "\"simulator.chatops.dev/fault\": \"never-ready\"");
        _cluster.Pass(60);

        var deployment = _cluster.Get(ResourceTypes.Deployments, "d");
        deployment.Condition("Progressing").ShouldNotBeNull().Text("reason").ShouldBe("ProgressDeadlineExceeded");
        deployment.Condition("Available").ShouldNotBeNull().Text("status").ShouldBe("False");
        _cluster.Pods[0].Phase().ShouldBe("Running");
    }

    [Fact]
    public void Deleting_it_takes_its_replica_sets_and_pods_with_it()
    {
        _cluster.Deployment(replicas: 2);
        _cluster.PassUntil(() => _cluster.ReadyPods.Count() == 2);

        _cluster.Delete(ResourceTypes.Deployments, "d");
        _cluster.Pass(5);

        _cluster.Pods.ShouldBeEmpty();
        _cluster.Store.List(ResourceTypes.ReplicaSets, "n").ShouldBeEmpty();
    }

    [Fact]
    public void Deleted_in_the_foreground_it_goes_last()
    {
        _cluster.Deployment();
        _cluster.PassUntil(() => _cluster.ReadyPods.Any());

        _cluster.Delete(ResourceTypes.Deployments, "d", new() { Propagation = Propagation.Foreground });
        _cluster.Settle();
        _cluster.Get(ResourceTypes.Deployments, "d").IsTerminating.ShouldBeTrue();
        _cluster.Pass(5);

        _cluster.Find(ResourceTypes.Deployments, "d").ShouldBeNull();
        _cluster.Pods.ShouldBeEmpty();
    }

    [Fact]
    public void Orphaned_pods_are_taken_in_by_a_new_deployment_of_the_same_template()
    {
        _cluster.Deployment();
        _cluster.PassUntil(() => _cluster.ReadyPods.Any());
        var pod = _cluster.Pods[0].Uid;

        _cluster.Delete(ResourceTypes.Deployments, "d", new() { Propagation = Propagation.Orphan });
        _cluster.Settle();
        _cluster.Find(ResourceTypes.Deployments, "d").ShouldBeNull();
        _cluster.Deployment();
        _cluster.Pass(1);

        _cluster.Pods.ShouldHaveSingleItem().Uid.ShouldBe(pod);
    }

    private void Quota(string hard) => _cluster.Create(
        ResourceTypes.ResourceQuotas, $$$"""{"metadata": {"name": "q", "namespace": "n"}, "spec": {"hard": {{{hard}}} } }""");

    private void Restart() => _cluster.Change(ResourceTypes.Deployments, "d", json =>
        json.Child("spec", "template", "metadata", "annotations")["kubectl.kubernetes.io/restartedAt"] = "now");

    private void SetImage(string image) => _cluster.Change(ResourceTypes.Deployments, "d", json =>
        json.Child("spec", "template", "spec").ChildArray("containers")[0]!["image"] = image);
}
