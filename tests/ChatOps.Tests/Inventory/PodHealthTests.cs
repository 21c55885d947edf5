using ChatOps.Inventory;
using ChatOps.Tests.Fakes;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Inventory;

public sealed class PodHealthTests
{
    private static readonly Pod Well = FakeInventory.AirflowPod("zodiac-cosmo-1172", "worker") with { Containers = 2, ReadyContainers = 2 };

    [Fact]
    public void Running_with_all_containers_ready_is_well() => Well.IsWell(FakeInventory.Now).ShouldBeTrue();

    [Fact]
    public void Finished_is_well_only_when_it_succeeded()
    {
        Well.Completed().IsWell(FakeInventory.Now).ShouldBeTrue();
        (Well.Completed() with { Phase = "Failed" }).IsWell(FakeInventory.Now).ShouldBeFalse();
    }

    [Fact]
    public void Ending_is_well_until_the_grace_is_over()
    {
        var ending = Well.Ending(since: Well.Grace) with { IsReady = false };

        ending.IsWell(FakeInventory.Now).ShouldBeTrue();
        ending.IsWell(FakeInventory.Now + TimeSpan.FromSeconds(1)).ShouldBeFalse();
        ending.Why(FakeInventory.Now + TimeSpan.FromSeconds(1)).ShouldBe("ending for 31s, 1s longer than its grace of 30s");
    }

    [Fact]
    public void One_container_short_is_not_well()
    {
        var half = Well with { ReadyContainers = 1, IsReady = false };

        half.IsWell(FakeInventory.Now).ShouldBeFalse();
        half.Why(FakeInventory.Now).ShouldBe("1 of 2 containers ready");
    }

    [Fact]
    public void A_pod_of_a_lost_node_is_not_well_though_its_containers_were_ready()
    {
        var lost = Well with { IsReady = false };

        lost.IsWell(FakeInventory.Now).ShouldBeFalse();
        lost.Why(FakeInventory.Now).ShouldBe("not ready, though all its containers are");
    }

    [Theory]
    [InlineData("ContainerCreating", null, "ContainerCreating")]
    [InlineData("ImagePullBackOff", "no such image", "ImagePullBackOff: no such image")]
    [InlineData("OOMKilled", "OOMKilled with exit code 137", "OOMKilled with exit code 137")]
    public void Trouble_is_told_after_the_status_word(string status, string? trouble, string why) =>
        (Well with { Status = status, Phase = "Pending", Trouble = trouble }).Why(FakeInventory.Now).ShouldBe(why);
}
