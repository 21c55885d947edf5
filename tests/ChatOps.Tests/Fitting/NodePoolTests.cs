using ChatOps.Chat;
using ChatOps.Fitting;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Fitting;

/// <summary>Nodes are grouped as their cloud groups them, each label from its vendor's documentation, or else by size.</summary>
public sealed class NodePoolTests
{
    private readonly FitRig _rig = new();

    [Theory]
    [InlineData("cloud.google.com/gke-nodepool")]
    [InlineData("eks.amazonaws.com/nodegroup")]
    [InlineData("alpha.eksctl.io/nodegroup-name")]
    [InlineData("karpenter.sh/nodepool")]
    [InlineData("kubernetes.azure.com/agentpool")]
    [InlineData("agentpool")]
    [InlineData("doks.digitalocean.com/node-pool")]
    public void Nodes_of_one_pool_belong_together_whatever_their_size(string label)
    {
        _rig.Node("n1", "\"cpu\":\"2\",\"memory\":\"2Gi\"", Label("workers")).Node("n2", "\"cpu\":\"10\",\"memory\":\"10Gi\"", Label("workers"))
            .Node("n3", "\"cpu\":\"2\",\"memory\":\"2Gi\"", Label("spare"));

        Pools().ShouldBe("spare: n3\nworkers: n1, n2");

        string Label(string pool) => $"\"{label}\":\"{pool}\"";
    }

    [Fact]
    public void Nodes_that_no_cloud_names_belong_together_where_they_are_equally_large()
    {
        _rig.Node("n1", "\"cpu\":\"2\",\"memory\":\"2Gi\"").Node("n2", "\"cpu\":\"10\",\"memory\":\"10Gi\"").Node("n3", "\"cpu\":\"2\",\"memory\":\"2Gi\"")
            .Node("n4", "\"cpu\":\"2\",\"memory\":\"4Gi\"", "\"eks.amazonaws.com/nodegroup\":\"\"");

        Pools().ShouldBe("10 CPU, 10Gi: n2\n2 CPU, 2Gi: n1, n3\n2 CPU, 4Gi: n4");
    }

    [Fact]
    public void The_nearest_miss_names_the_pool_of_the_cloud()
    {
        _rig.Node("n1", "\"cpu\":\"2\",\"memory\":\"2Gi\"", "\"doks.digitalocean.com/node-pool\":\"big\"");

        FitExplanation.Of(_rig.Pending(FitRig.Cpu("3")), _rig.Inventory).Parts.OfType<TextPart>().ShouldHaveSingleItem().Text
            .ShouldStartWith("Nearest, pool big (1 x 2 CPU, 2Gi): short of 1 CPU on n1.");
    }

    private string Pools() => string.Join(
        '\n', NodePool.Of(Landscape.Of(_rig.Inventory)).Select(pool => $"{pool.Name}: {string.Join(", ", pool.Nodes)}"));
}
