using Shouldly;
using Xunit;

namespace ChatOps.Tests.Cluster;

public sealed class PodTroubleTests
{
    [Fact]
    public void A_crashing_container_tells_how_it_ended_last() =>
        Trouble("""
            "containerStatuses":[{"name":"prometheus","restartCount":7,
              "state":{"waiting":{"reason":"CrashLoopBackOff","message":"back-off 5m0s restarting failed container"}},
              "lastState":{"terminated":{"exitCode":137,"reason":"OOMKilled"}}}]
            """).ShouldBe(
            "prometheus: back-off 5m0s restarting failed container; last ended with OOMKilled (exit code 137)");

    [Fact]
    public void An_image_that_cannot_be_pulled_is_named_by_Kubernetes() =>
        Trouble("""
            "containerStatuses":[
              {"name":"web","state":{"waiting":{"reason":"ErrImagePull","message":"no such image\n"}}}]
            """).ShouldBe("web: no such image");

    [Fact]
    public void A_container_that_failed_tells_its_exit_code() =>
        Trouble("""
            "containerStatuses":[
              {"name":"job","state":{"terminated":{"exitCode":3,"reason":"Error","message":"bad input"}}}]
            """).ShouldBe("job: bad input; Error (exit code 3)");

    [Fact]
    public void An_init_container_comes_first() =>
        Trouble("""
            "initContainerStatuses":[{"name":"wait-for-db","state":{"terminated":{"exitCode":1,"signal":9}}}],
            "containerStatuses":[{"name":"web","state":{"waiting":{"reason":"ErrImagePull"}}}]
            """).ShouldBe("wait-for-db: Signal:9 (exit code 1)");

    [Fact]
    public void A_pod_without_a_node_tells_why() =>
        Trouble("""
            "conditions":[{"type":"PodScheduled","status":"False","reason":"Unschedulable",
              "message":"0/6 nodes are available: 6 Insufficient cpu."}]
            """).ShouldBe("0/6 nodes are available: 6 Insufficient cpu.");

    [Fact]
    public void An_evicted_pod_tells_why() =>
        Trouble("""
            "reason":"Evicted","message":"The node was low on resource: memory."
            """).ShouldBe("Evicted: The node was low on resource: memory.");

    [Fact]
    public void A_running_pod_that_is_not_ready_tells_which_container() =>
        Trouble("""
            "phase":"Running",
            "conditions":[{"type":"Ready","status":"False","message":"containers with unready status: [web]"}]
            """).ShouldBe("containers with unready status: [web]");

    [Theory]
    [InlineData("""{"waiting":{"reason":"ContainerCreating"}}""")]
    [InlineData("""{"waiting":{"reason":"PodInitializing"}}""")]
    [InlineData("""{"terminated":{"exitCode":0,"reason":"Completed"}}""")]
    [InlineData("""{"running":{}}""")]
    [InlineData("{}")]
    public void What_is_on_its_way_is_no_trouble(string state) =>
        Trouble($$"""
            "containerStatuses":[{"name":"web","state":{{state}} }]
            """).ShouldBeNull();

    private static string? Trouble(string status) =>
        Manifests.Pod($$"""{"metadata":{"name":"p"},"status":{ {{status}} } }""").Trouble;
}
