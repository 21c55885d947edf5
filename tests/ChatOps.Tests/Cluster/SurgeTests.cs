using Shouldly;
using Xunit;

namespace ChatOps.Tests.Cluster;

/// <summary>The rounding is that of https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#max-surge.</summary>
public sealed class SurgeTests
{
    [Theory]
    [InlineData("""{"type":"RollingUpdate","rollingUpdate":{"maxSurge":"25%"} }""", 1, 1)]
    [InlineData("""{"type":"RollingUpdate","rollingUpdate":{"maxSurge":"25%"} }""", 5, 2)]
    [InlineData("""{"type":"RollingUpdate","rollingUpdate":{"maxSurge":3} }""", 5, 3)]
    [InlineData("""{"type":"RollingUpdate","rollingUpdate":{"maxSurge":0} }""", 5, 0)]
    [InlineData("""{"type":"Recreate"}""", 5, 0)]
    [InlineData("null", 4, 1)]
    public void A_Deployment_makes_so_many_pods_before_it_ends_others(string strategy, int replicas, int surge) =>
        Workload("Deployment", strategy, replicas).Surge.ShouldBe(surge);

    [Fact]
    public void A_StatefulSet_ends_a_pod_before_it_makes_the_next() =>
        Workload("StatefulSet", "null", replicas: 3).Surge.ShouldBe(0);

    private static ChatOps.Inventory.Workload Workload(string kind, string strategy, int replicas) => Manifests.Workload(
        $$"""{"metadata":{"name":"w","uid":"w","namespace":"n"},"spec":{"replicas":{{replicas}},"strategy":{{strategy}} } }""", kind);
}
