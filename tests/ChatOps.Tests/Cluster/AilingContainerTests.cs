using ChatOps.Inventory;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Cluster;

public sealed class AilingContainerTests
{
    [Fact]
    public void A_container_that_waits_for_its_next_try_tells_all_about_its_last_one()
    {
        var pod = Pod(
            """
            "containerStatuses":[
              {"name":"prometheus","ready":false,"restartCount":7,
               "state":{"waiting":{"reason":"CrashLoopBackOff","message":"back-off 5m0s"}},
               "lastState":{"terminated":{"exitCode":137,"reason":"OOMKilled",
                 "startedAt":"2026-03-01T03:00:00Z","finishedAt":"2026-03-01T03:04:00Z"}}},
              {"name":"configmap-reloader","ready":true,"restartCount":0,"state":{"running":{}}}]
            """);

        pod.MainContainer.ShouldBe("prometheus");
        pod.Ailing.ShouldBe(new AilingContainer(
            "prometheus",
            IsReady: false,
            Waiting: "CrashLoopBackOff",
            Message: "back-off 5m0s",
            Restarts: 7,
            HasEnded: false,
            new ContainerEnd(137, "OOMKilled", Message: null, At(0), At(4)),
            MemoryLimit: 8L << 30));
        pod.Ailing!.LastRun.ShouldBe(ContainerRun.Previous); // checked above
    }

    [Fact]
    public void A_container_that_has_just_ended_has_its_log_in_the_current_run()
    {
        var ailing = Pod(
            """
            "containerStatuses":[{"name":"prometheus","restartCount":1,
              "state":{"terminated":{"exitCode":2,"reason":"Error"}},
              "lastState":{"terminated":{"exitCode":1,"reason":"Error"}}}]
            """).Ailing.ShouldNotBeNull();

        ailing.LastEnd.ShouldNotBeNull().ExitCode.ShouldBe(2);
        ailing.LastRun.ShouldBe(ContainerRun.Current);
        ailing.IsRunning.ShouldBeFalse();
    }

    [Fact]
    public void A_side_car_in_trouble_comes_before_a_main_container_that_once_restarted() =>
        Pod(
            """
            "containerStatuses":[
              {"name":"prometheus","ready":true,"restartCount":1,"state":{"running":{}},
               "lastState":{"terminated":{"exitCode":1}}},
              {"name":"configmap-reloader","restartCount":0,"state":{"waiting":{"reason":"ImagePullBackOff"}}}]
            """).Ailing.ShouldNotBeNull().Name.ShouldBe("configmap-reloader");

    [Fact]
    public void A_main_container_that_is_not_ready_comes_before_a_side_car_that_once_restarted()
    {
        var ailing = Pod(
            """
            "containerStatuses":[
              {"name":"prometheus","ready":false,"restartCount":0,"state":{"running":{}}},
              {"name":"configmap-reloader","ready":true,"restartCount":1,"state":{"running":{}},
               "lastState":{"terminated":{"exitCode":1}}}]
            """).Ailing.ShouldNotBeNull();

        ailing.Name.ShouldBe("prometheus");
        ailing.IsRunning.ShouldBeTrue();
        ailing.LastRun.ShouldBe(ContainerRun.Current);
    }

    [Theory]
    [InlineData("""{"name":"prometheus","ready":true,"restartCount":0,"state":{"running":{}}}""")]
    [InlineData("""{"name":"prometheus","ready":false,"state":{"waiting":{"reason":"ContainerCreating"}}}""")]
    [InlineData("""{"name":"prometheus","ready":false}""")]
    public void A_container_that_is_well_or_only_being_made_ails_nothing(string status) =>
        Pod($"\"containerStatuses\":[{status}]").Ailing.ShouldBeNull();

    private static DateTimeOffset At(int minute) => new(2026, 3, 1, 3, minute, 0, TimeSpan.Zero);

    private static Pod Pod(string status) => Manifests.Pod($$"""
        {"metadata":{"name":"prometheus-0","namespace":"astronomer-ee","uid":"u1","resourceVersion":"1"},
         "spec":{"containers":[
           {"name":"prometheus","resources":{"limits":{"cpu":"2","memory":"8Gi"} } },{"name":"configmap-reloader"}]},
         "status":{"phase":"Running",{{status}} } }
        """);
}
