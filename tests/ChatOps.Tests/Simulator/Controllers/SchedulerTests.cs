using ChatOps.Simulator.Controllers;
using ChatOps.Simulator.Store;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Simulator.Controllers;

public sealed class SchedulerTests
{
    private readonly ClusterFixture _cluster = new();

    [Fact]
    public void A_pod_too_big_for_every_node_says_so_in_the_words_of_the_real_scheduler()
    {
        Pod("p", cpu: "3");
        _cluster.Settle();

        Why("p").ShouldBe("0/3 nodes are available: 3 Insufficient cpu. preemption: 0/3 nodes are available: 3 Preemption is not helpful for scheduling.");
        _cluster.EventsAbout("p", "FailedScheduling").ShouldHaveSingleItem();
        _cluster.Pod("p").NodeName().ShouldBeNull();
    }

    [Fact]
    public void A_tainted_node_is_told_from_a_full_one()
    {
        _cluster.Store.Change(ResourceTypes.Nodes, null, "node-1", json => json.Child("spec").ChildArray("taints")
            .Add(new System.Text.Json.Nodes.JsonObject { ["key"] = "dedicated", ["value"] = "big", ["effect"] = "NoSchedule" }));
        Pod("a", cpu: "1500m");
        Pod("b", cpu: "1500m");
        _cluster.Settle();
        Pod("c", cpu: "1500m");
        _cluster.Settle();

        Why("c").ShouldBe(
            "0/3 nodes are available: 1 node(s) had untolerated taint {dedicated: big}, 2 Insufficient cpu. "
            + "preemption: 0/3 nodes are available: 1 Preemption is not helpful for scheduling, 2 No preemption victims found for incoming pod.");
    }

    [Fact]
    public void A_waiting_pod_gets_the_room_that_another_gives_back()
    {
        foreach (var name in (string[])["a", "b", "c", "d"])
        {
            Pod(name, cpu: "1500m");
            _cluster.Settle();
        }

        _cluster.Pod("d").NodeName().ShouldBeNull();

        _cluster.Delete(ResourceTypes.Pods, "a");
        _cluster.Pass(15);

        _cluster.Pod("d").NodeName().ShouldNotBeNull();
    }

    [Fact]
    public void A_cordoned_node_is_tainted_and_takes_no_new_pods()
    {
        foreach (var node in (string[])["node-1", "node-2"])
        {
            _cluster.Store.Change(ResourceTypes.Nodes, null, node, json => json.Child("spec")["unschedulable"] = true);
        }

        Pod("p", cpu: "100m");
        _cluster.Settle();

        _cluster.Pod("p").NodeName().ShouldBe("node-3");
        _cluster.Store.Get(ResourceTypes.Nodes, null, "node-1").Json.Items("spec", "taints").Select(taint => taint.Text("key"))
            .ShouldBe(["node.kubernetes.io/unschedulable"]);
    }

    [Fact]
    public void A_deleted_namespace_takes_everything_in_it_along()
    {
        _cluster.StatefulSet(replicas: 2);
        _cluster.PassUntil(() => _cluster.ReadyPods.Count() == 2);

        _cluster.Store.Delete(ResourceTypes.Namespaces, null, "n");
        _cluster.Pass(10);

        _cluster.Store.Find(ResourceTypes.Namespaces, null, "n").ShouldBeNull();
        _cluster.Store.List(ResourceTypes.PersistentVolumes).ShouldBeEmpty();
    }

    [Fact]
    public void A_disruption_budget_counts_what_may_be_evicted()
    {
        _cluster.Deployment(replicas: 3);
        _cluster.Create(ResourceTypes.PodDisruptionBudgets, """
            {"metadata": {"name": "b", "namespace": "n"}, "spec": {"maxUnavailable": 1, "selector": {"matchLabels": {"component": "x"}}}}
            """);
        _cluster.Settle();
        Budget("disruptionsAllowed").ShouldBe(0);

        _cluster.PassUntil(() => _cluster.ReadyPods.Count() == 3);

        (Budget("expectedPods"), Budget("desiredHealthy"), Budget("disruptionsAllowed")).ShouldBe((3, 2, 1));
    }

    [Fact]
    public void A_daemon_set_runs_one_pod_on_each_node()
    {
        _cluster.Create(ResourceTypes.DaemonSets, $$$$$"""
            {"metadata": {"name": "s", "namespace": "n"},
             "spec": {"selector": {"matchLabels": {"component": "x"}}, "template": {{{{{ClusterFixture.Template()}}}}} } }
            """);

        _cluster.PassUntil(() => _cluster.ReadyPods.Count() == 3);

        _cluster.Pods.Select(pod => pod.NodeName()).Order().ShouldBe(["node-1", "node-2", "node-3"]);
    }

    private long? Budget(string field) => _cluster.Get(ResourceTypes.PodDisruptionBudgets, "b").Json.Number("status", field);

    private string? Why(string pod)
    {
        var condition = _cluster.Pod(pod).Condition("PodScheduled").ShouldNotBeNull();
        condition.Text("reason").ShouldBe("Unschedulable");
        return condition.Text("message");
    }

    private void Pod(string name, string cpu) => _cluster.Create(ResourceTypes.Pods, $$"""
        {"metadata": {"name": "{{name}}", "namespace": "n"},
         "spec": {"containers": [{"name": "main", "image": "main:1", "resources": {"requests": {"cpu": "{{cpu}}"} } }] } }
        """);
}
