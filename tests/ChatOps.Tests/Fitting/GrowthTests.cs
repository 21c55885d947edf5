using ChatOps.Fitting;
using ChatOps.Inventory;
using ChatOps.Tests.Fakes;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Fitting;

/// <summary>Whether the autoscaler brings the node that would help, as each cloud names its groups of nodes.</summary>
public sealed class GrowthTests
{
    private const string Google = "https://www.googleapis.com/compute/v1/projects/p/zones/z/instanceGroups/gke-ee-big-e05fa481-grp";
    private const string Uuid = "0a1b2c3d-0a1b-0a1b-0a1b-0a1b2c3d4e5f";

    [Theory]
    [InlineData("gke-ee-big-e05fa481-3xvd", "\"cloud.google.com/gke-nodepool\":\"big\"", Google)]
    [InlineData("ip-10-0-0-1.ec2.internal", "\"eks.amazonaws.com/nodegroup\":\"big\"", $"eks-big-{Uuid}")]
    [InlineData("ip-10-0-0-1.ec2.internal", "\"alpha.eksctl.io/nodegroup-name\":\"big\"", "eksctl-ee-nodegroup-big-NodeGroup-1ABC2DEF")]
    [InlineData("aks-big-12345678-vmss000000", "\"kubernetes.azure.com/agentpool\":\"big\"", "aks-big-12345678-vmss")]
    [InlineData("big-x1", $"\"doks.digitalocean.com/node-pool\":\"big\",\"doks.digitalocean.com/node-pool-id\":\"{Uuid}\"", Uuid)]
    [InlineData("n1", "\"cloud.google.com/gke-nodepool\":\"big\"", "big")]
    public void The_group_of_a_pool_is_found(string node, string labels, string group) =>
        Words(node, labels, new NodeGroup(group, Target: 3, Max: 3, Setback: null), new NodeGroup("other", 1, 9, Setback: null)).ShouldBe(
            "The autoscaler brings no more node to pool big: it has 3, which is its maximum. Raise that, or solve it otherwise.");

    [Theory]
    [InlineData("\"eks.amazonaws.com/nodegroup\":\"big\"", $"eks-very-big-{Uuid}")]
    [InlineData("\"eks.amazonaws.com/nodegroup\":\"big\"", $"eks-big-memory-{Uuid}")]
    [InlineData("\"cloud.google.com/gke-nodepool\":\"big\"", "gke-ee-big-mem-11112222-grp")]
    public void A_group_of_another_pool_is_not_taken_for_it(string labels, string group) =>
        Words("gke-ee-big-e05fa481-3xvd", labels, new NodeGroup(group, 3, 3, Setback: null), new NodeGroup("other", 1, 9, Setback: null)).ShouldBeNull();

    [Fact]
    public void Nodes_that_no_cloud_names_are_known_by_their_group_s_name() =>
        Words("gke-ee-big-e05fa481-3xvd", "", new NodeGroup(Google, 3, 3, Setback: null)).ShouldNotBeNull()
            .ShouldStartWith("The autoscaler brings no more node to the nodes of 4 CPU, 8Gi: it has 3");

    [Fact]
    public void Groups_of_several_zones_count_together() => Words(
        "gke-ee-big-e05fa481-3xvd",
        "\"cloud.google.com/gke-nodepool\":\"big\"",
        new NodeGroup("gke-ee-big-e05fa481-grp", 3, 3, Setback: null),
        new NodeGroup("big", 1, 3, Setback: null)).ShouldBe("The autoscaler may bring a node to pool big by itself: it has 4 of at most 6.");

    [Fact]
    public void One_that_has_given_up_for_a_while_says_why() => Words(
        "big-1", "\"agentpool\":\"big\"", new NodeGroup("big", 3, 5, "QUOTA_EXCEEDED: CPUS, limit 57")).ShouldBe(
            "The autoscaler could bring a node to pool big (3 of at most 5), but has given up for a while: QUOTA_EXCEEDED: CPUS, limit 57.");

    [Fact]
    public void Where_no_group_may_grow_it_does_not_matter_which_one_it_is() => Words(
        "n1", "", new NodeGroup("a", 3, 3, Setback: null), new NodeGroup("b", 0, 0, Setback: null)).ShouldBe(
            "The autoscaler brings no node: all its 2 node groups have as many as they may.");

    [Fact]
    public void A_status_that_is_old_says_so() =>
        Growth.WordsOf(
                Pool("n1", "\"agentpool\":\"big\""),
                new AutoscalerStatus([new NodeGroup("big", 3, 3, Setback: null)], FakeInventory.Now - TimeSpan.FromHours(3)),
                FakeInventory.Now)
            .ShouldNotBeNull().ShouldContain("which is its maximum (it said so 3h ago, and nothing since).");

    [Fact]
    public void Without_groups_it_says_nothing() => Words("n1", "").ShouldBeNull();

    private static string? Words(string node, string labels, params NodeGroup[] groups) =>
        Growth.WordsOf(Pool(node, labels), new AutoscalerStatus([.. groups], FakeInventory.Now), FakeInventory.Now);

    private static NodePool Pool(string node, string labels) =>
        NodePool.Of(Landscape.Of(new FitRig().Node(node, labels: labels).Inventory)).Single();
}
