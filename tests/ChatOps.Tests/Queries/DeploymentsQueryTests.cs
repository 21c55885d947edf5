using ChatOps.Tests.Fakes;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Queries;

public sealed class DeploymentsQueryTests : IDisposable
{
    private readonly QueryRig _rig = new(RunbookPlatform.Create());

    [Fact]
    public async Task All_well_is_a_short_table() =>
        (await _rig.AskAsync("deployments")).ShouldBe(
            """
            All 2 deployments are well, and so is the platform
            NAME                PODS   STATE
            lunar-nuclear-3725  9/9    well
            zodiac-cosmo-1172   7/7    well
            platform            11/11  well
            """);

    [Fact]
    public async Task What_is_not_well_comes_first_with_its_oldest_trouble()
    {
        _rig.Inventory
            .With(
                FakeInventory.AirflowPod("zodiac-cosmo-1172", "worker").CrashLooping().Aged(TimeSpan.FromHours(51)),
                FakeInventory.AirflowPod("zodiac-cosmo-1172", "redis").CrashLooping().Aged(TimeSpan.FromHours(9)))
            .With(FakeInventory.AirflowWorkload("zodiac-cosmo-1172", "worker") with { ReadyReplicas = 0 });

        (await _rig.AskAsync("deployments")).ShouldBe(
            """
            1 of 2 deployments is not well: zodiac-cosmo-1172; the platform is well
            NAME                PODS   STATE     OLDEST TROUBLE
            zodiac-cosmo-1172   6/7    degraded  worker CrashLoopBackOff, 2d3h old
            lunar-nuclear-3725  9/9    well
            platform            11/11  well
            """);
    }

    [Fact]
    public async Task A_pod_that_never_came_to_be_is_missed()
    {
        _rig.Inventory.With(FakeInventory.AirflowWorkload("zodiac-cosmo-1172", "worker", replicas: 2) with { ReadyReplicas = 1 });

        (await _rig.AskAsync("deployments")).ShouldContain("zodiac-cosmo-1172   7/8    degraded  1 pod missing");
    }

    [Fact]
    public async Task Stopped_on_purpose_is_told_from_down()
    {
        _rig.Inventory.With(
            FakeInventory.AirflowWorkload("nova-1", "scheduler", replicas: 0),
            FakeInventory.AirflowWorkload("nova-2", "scheduler") with { ReadyReplicas = 0 });

        (await _rig.AskAsync("deployments")).ShouldBe(
            """
            1 of 4 deployments is not well: nova-2; the platform is well
            NAME                PODS   STATE    OLDEST TROUBLE
            nova-2              0/1    down     1 pod missing
            lunar-nuclear-3725  9/9    well
            nova-1              0/0    stopped
            zodiac-cosmo-1172   7/7    well
            platform            11/11  well
            """);
    }

    [Fact]
    public async Task A_namespace_is_shown_where_it_is_not_the_usual()
    {
        _rig.Inventory.With(FakeInventory.AirflowWorkload("nova-1", "scheduler") with { Namespace = "pool-7" });

        (await _rig.AskAsync("deployments")).ShouldContain("nova-1              1/1    well   pool-7");
    }

    [Fact]
    public async Task A_failed_task_is_not_held_against_its_deployment()
    {
        var failed = FakeInventory.AirflowPod("zodiac-cosmo-1172", "worker", "load-1").AsTask() with { Phase = "Failed", Status = "Error" };
        _rig.Inventory.With(failed);

        (await _rig.AskAsync("deployments")).ShouldStartWith("All 2 deployments are well");
    }

    [Fact]
    public async Task Hundreds_are_cut_after_those_that_are_not_well()
    {
        _rig.Inventory.With(Enumerable.Range(100, 300).Select(number => FakeInventory.AirflowWorkload($"nova-{number}", "scheduler")));
        _rig.Inventory.With(FakeInventory.AirflowWorkload("nova-399", "scheduler") with { ReadyReplicas = 0 });

        var lines = (await _rig.AskAsync("deployments")).Split('\n');

        lines[0].ShouldBe("1 of 302 deployments is not well: nova-399; the platform is well");
        lines[2].ShouldStartWith("nova-399 ");
        lines[^2].ShouldStartWith("platform ");
        lines[^1].ShouldBe("and 242 more deployments, all well");
    }

    public void Dispose() => _rig.Dispose();
}
