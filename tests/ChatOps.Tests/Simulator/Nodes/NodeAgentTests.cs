using System.Text.Json;
using ChatOps.Simulator.Controllers;
using ChatOps.Simulator.Store;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Simulator.Nodes;

public sealed class NodeAgentTests
{
    private const string Fault = "simulator.chatops.dev/fault";
    private readonly ClusterFixture _cluster = new();

    [Theory]
    [InlineData(1, 8)]
    [InlineData(10, 0.8)]
    public void Starting_takes_its_time_divided_by_speed(double speed, double seconds)
    {
        var cluster = new ClusterFixture(speed);
        cluster.Deployment();

        cluster.PassUntil(() => cluster.ReadyPods.Any()).ShouldBeInRange(seconds - 0.3, seconds + 0.3);
    }

    [Fact]
    public void Init_containers_run_one_after_the_other_before_the_others()
    {
        _cluster.Deployment(pod: "\"initContainers\": [{\"name\": \"one\", \"image\": \"i:1\"}, {\"name\": \"two\", \"image\": \"i:1\"}],");
        _cluster.PassUntil(() => Status("initContainerStatuses", 0)?.At("state", "running").Exists() == true);
        Status("initContainerStatuses", 1)?.Text("state", "waiting", "reason").ShouldBe("PodInitializing");
        _cluster.Pods[0].Phase().ShouldBe("Pending");

        _cluster.PassUntil(() => _cluster.ReadyPods.Any());

        Status("initContainerStatuses", 1)?.Text("state", "terminated", "reason").ShouldBe("Completed");
    }

    [Fact]
    public void A_pod_ends_soon_after_it_is_asked_to()
    {
        _cluster.StatefulSet();
        _cluster.PassUntil(() => _cluster.ReadyPods.Any());
        var uid = _cluster.Pod("w-0").Uid;

        _cluster.Delete(ResourceTypes.Pods, "w-0").Json.Number("metadata", "deletionGracePeriodSeconds").ShouldBe(60);

        _cluster.PassUntil(() => _cluster.Find(ResourceTypes.Pods, "w-0")?.Uid != uid).ShouldBeInRange(1, 2);
        _cluster.EventsAbout("w-0", "Killing").ShouldBe(["Stopping container main"]);
    }

    [Fact]
    public void A_pod_of_which_nothing_runs_is_cleared_away_before_its_name_is_free()
    {
        _cluster.StatefulSet(annotations: $"\"{Fault}\": \"crash-always\"");
        _cluster.PassUntil(() => Status("containerStatuses", 0)?.Text("state", "waiting", "reason") == "CrashLoopBackOff");
        var uid = _cluster.Pod("w-0").Uid;

        _cluster.Delete(ResourceTypes.Pods, "w-0");

        _cluster.PassUntil(() => _cluster.Find(ResourceTypes.Pods, "w-0")?.Uid != uid).ShouldBe(1, 0.3);
    }

    [Fact]
    public void A_draining_pod_goes_on_for_as_long_as_it_was_told_but_no_longer_than_its_grace()
    {
        _cluster.StatefulSet(annotations: "\"simulator.chatops.dev/drain\": \"20s\"");
        EndingTakes().ShouldBeInRange(19.5, 20.5);

        _cluster.Change(ResourceTypes.Pods, "w-0", json => json.Child("metadata", "annotations")["simulator.chatops.dev/drain"] = "200s");
        EndingTakes().ShouldBeInRange(59.5, 60.5);
    }

    [Fact]
    public void What_ignores_the_signal_is_killed_when_its_grace_is_over_or_shortened()
    {
        _cluster.StatefulSet(annotations: $"\"{Fault}\": \"ignores-sigterm\"");
        EndingTakes().ShouldBeInRange(59.5, 60.5);

        _cluster.PassUntil(() => _cluster.ReadyPods.Any());
        var uid = _cluster.Pod("w-0").Uid;
        _cluster.Delete(ResourceTypes.Pods, "w-0");
        _cluster.Pass(2);
        _cluster.Delete(ResourceTypes.Pods, "w-0", new() { GracePeriodSeconds = 5 });
        _cluster.PassUntil(() => _cluster.Find(ResourceTypes.Pods, "w-0")?.Uid != uid).ShouldBeInRange(2.5, 3.5);
    }

    [Fact]
    public void A_crashing_pod_is_restarted_later_and_later()
    {
        _cluster.Deployment(annotations: $"\"{Fault}\": \"crash-always\"");
        List<double> started = [];
        _cluster.PassUntil(() => Restarts() >= 1);
        for (var restarts = 2; restarts <= 4; restarts++)
        {
            started.Add(_cluster.PassUntil(() => Restarts() >= restarts));
        }

        // 3 s of running and 1 s to be seen before each back-off of 10, 20, 40 s.
        started.ShouldBe([14, 24, 44], 0.6);
        _cluster.Pass(5);
        Status("containerStatuses", 0)?.Text("state", "waiting", "reason").ShouldBe("CrashLoopBackOff");
        Status("containerStatuses", 0)?.Number("lastState", "terminated", "exitCode").ShouldBe(1);
        _cluster.EventsAbout(_cluster.Pods[0].Name, "BackOff").ShouldHaveSingleItem();
        _cluster.Pods[0].Phase().ShouldBe("Running");
        _cluster.ReadyPods.ShouldBeEmpty();
    }

    [Fact]
    public void Out_of_memory_is_cured_by_a_higher_limit()
    {
        _cluster.StatefulSet(annotations: $"\"{Fault}\": \"oom-below=256Mi\"");
        _cluster.PassUntil(() => Status("containerStatuses", 0)?.Text("state", "terminated", "reason") == "OOMKilled");
        Status("containerStatuses", 0)?.Number("state", "terminated", "exitCode").ShouldBe(137);

        _cluster.Change(ResourceTypes.StatefulSets, "w", json =>
            json.Child("spec", "template", "spec").ChildArray("containers")[0]!["resources"]!["limits"]!["memory"] = "512Mi");
        _cluster.Delete(ResourceTypes.Pods, "w-0");
        _cluster.PassUntil(() => _cluster.ReadyPods.Any());
    }

    [Fact]
    public void A_broken_volume_is_cured_by_a_new_one_and_by_nothing_else()
    {
        _cluster.StatefulSet(annotations: $"\"{Fault}\": \"crash-until-new-volume\"");
        _cluster.PassUntil(() => Restarts() >= 1);
        _cluster.Delete(ResourceTypes.Pods, "w-0");
        _cluster.Pass(30);
        Restarts().ShouldBeGreaterThan(0);

        _cluster.Delete(ResourceTypes.PersistentVolumeClaims, "data-w-0");
        _cluster.Delete(ResourceTypes.Pods, "w-0");
        _cluster.PassUntil(() => _cluster.ReadyPods.Any());
    }

    [Fact]
    public async Task A_stuck_container_runs_on_and_writes_nothing_any_more()
    {
        _cluster.StatefulSet();
        _cluster.Pass(100);
        _cluster.Change(ResourceTypes.Pods, "w-0", json => json.Child("metadata", "annotations")[Fault] = "stuck");
        _cluster.Settle();
        var before = await LogAsync();

        _cluster.Pass(100);

        _cluster.ReadyPods.ShouldHaveSingleItem();
        (await LogAsync()).ShouldBe(before);
    }

    [Fact]
    public void A_claim_grows_only_where_its_class_lets_it()
    {
        _cluster.StatefulSet();
        _cluster.PassUntil(() => _cluster.ReadyPods.Any());
        Grow("2Gi");
        _cluster.Settle();
        _cluster.Get(ResourceTypes.PersistentVolumeClaims, "data-w-0").Json.Text("status", "capacity", "storage").ShouldBe("2Gi");

        _cluster.Store.Change(ResourceTypes.StorageClasses, null, "standard", json => json["allowVolumeExpansion"] = false);
        Should.Throw<ApiException>(() => Grow("3Gi")).Message.ShouldContain("must support resize");

        void Grow(string size) => _cluster.Change(
            ResourceTypes.PersistentVolumeClaims, "data-w-0", json => json.Child("spec", "resources", "requests")["storage"] = size);
    }

    [Fact]
    public void A_lost_node_ends_no_pod_and_its_pods_stop_being_ready()
    {
        var cluster = new ClusterFixture(nodes: 1);
        cluster.StatefulSet();
        cluster.PassUntil(() => cluster.ReadyPods.Any());

        cluster.Store.Change(ResourceTypes.Nodes, null, "node-1", json => json.Child("metadata", "annotations")[Fault] = "lost");
        cluster.Delete(ResourceTypes.Pods, "w-0");
        cluster.Pass(90);

        cluster.Pod("w-0").IsTerminating.ShouldBeTrue();
        var node = cluster.Store.Get(ResourceTypes.Nodes, null, "node-1");
        node.Condition("Ready").ShouldNotBeNull().Text("status").ShouldBe("Unknown");
        node.Json.Items("spec", "taints").Select(taint => taint.Text("key")).ShouldContain("node.kubernetes.io/unreachable");
    }

    [Fact]
    public void The_pods_of_a_lost_node_are_replaced_elsewhere_when_nobody_tolerates_it_any_longer()
    {
        _cluster.Deployment();
        _cluster.PassUntil(() => _cluster.ReadyPods.Any());
        var lost = _cluster.Pods[0];

        _cluster.Store.Change(
            ResourceTypes.Nodes, null, lost.NodeName()!, json => json.Child("metadata", "annotations")[Fault] = "lost");
        _cluster.Pass(280);
        _cluster.Pods.ShouldHaveSingleItem().IsTerminating.ShouldBeFalse();

        _cluster.PassUntil(() => _cluster.ReadyPods.Any());
        _cluster.Pod(lost.Name).IsTerminating.ShouldBeTrue();
        _cluster.ReadyPods.Single().NodeName().ShouldNotBe(lost.NodeName());
        _cluster.EventsAbout(lost.Name, "TaintManagerEviction").ShouldHaveSingleItem();
    }

    [Fact]
    public void The_pods_of_a_deleted_node_are_gone_soon_after_so_that_their_names_are_free()
    {
        _cluster.StatefulSet();
        _cluster.PassUntil(() => _cluster.ReadyPods.Any());
        var lost = _cluster.Pod("w-0");

        _cluster.Store.Delete(ResourceTypes.Nodes, null, lost.NodeName()!);
        _cluster.Pass(35);
        _cluster.Pod("w-0").Uid.ShouldBe(lost.Uid);

        _cluster.Pass(10);
        _cluster.Pod("w-0").Uid.ShouldNotBe(lost.Uid);
    }

    [Fact]
    public void A_job_runs_its_pods_to_completion()
    {
        _cluster.Create(ResourceTypes.Jobs, """
            {"metadata": {"name": "j", "namespace": "n"},
             "spec": {"completions": 2, "template": {"spec": {"restartPolicy": "Never", "containers": [{"name": "main", "image": "main:1"}]}}}}
            """);

        _cluster.PassUntil(() => _cluster.Get(ResourceTypes.Jobs, "j").Condition("Complete") is not null);

        _cluster.Pods.Select(pod => pod.Phase()).ShouldBe(["Succeeded", "Succeeded"]);
    }

    private double EndingTakes()
    {
        _cluster.PassUntil(() => _cluster.ReadyPods.Any());
        var uid = _cluster.Pod("w-0").Uid;
        _cluster.Delete(ResourceTypes.Pods, "w-0");
        var took = _cluster.PassUntil(() => _cluster.Find(ResourceTypes.Pods, "w-0")?.Uid != uid);
        _cluster.PassUntil(() => _cluster.ReadyPods.Any());
        return took;
    }

    private async Task<List<string>> LogAsync()
    {
        List<string> lines = [];
        await foreach (var line in _cluster.Containers.ReadLog(_cluster.Pod("w-0"), "main", new(), TestContext.Current.CancellationToken))
        {
            lines.Add($"{line.Time:O} {line.Text}");
        }

        return lines;
    }

    private long Restarts() => _cluster.Pods.Sum(pod => pod.Restarts());

    private JsonElement? Status(string field, int index) =>
        _cluster.Pods is [var pod, ..] && pod.Json.Items("status", field).ToList() is var all && all.Count > index ? all[index] : null;
}
