using ChatOps.Fitting;
using ChatOps.Inventory;
using ChatOps.Tests.Fakes;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Fitting;

public sealed class CurrentLandscapeTests
{
    private readonly FitRig _cluster = new FitRig().Node("a").Node("b").Pod("one", "a", FitRig.Cpu("1")).Pod("two", "a", FitRig.Cpu("2"));

    public CurrentLandscapeTests() => Cpu().ShouldBe("a 3000, b 0");

    [Fact]
    public void A_pod_counts_where_it_is_now()
    {
        _cluster.Pod("three", "b", FitRig.Cpu("500m"));
        Cpu().ShouldBe("a 3000, b 500");

        _cluster.Inventory.With(Pod("two") with { NodeName = "b" });
        Cpu().ShouldBe("a 1000, b 2500");

        _cluster.Inventory.Remove(Pod("three"));
        Cpu().ShouldBe("a 1000, b 2000");

        _cluster.Inventory.With(Pod("two").Completed());
        Cpu().ShouldBe("a 1000, b 0");
    }

    [Fact]
    public void A_node_that_comes_brings_its_pods_and_one_that_goes_takes_them()
    {
        _cluster.Pod("three", "c", FitRig.Cpu("500m"));
        Cpu().ShouldBe("a 3000, b 0");
        _cluster.Node("c");
        Cpu().ShouldBe("a 3000, b 0, c 500");

        _cluster.Inventory.Nodes = [.. _cluster.Inventory.Nodes.Where(node => node.Name != "a")];
        Cpu().ShouldBe("b 0, c 500");
    }

    [Fact]
    public void A_node_is_as_it_is_now_with_its_pods()
    {
        _cluster.Inventory.Nodes = [.. _cluster.Inventory.Nodes.Select(node => node with { IsSchedulable = false })];

        Landscape.Of(_cluster.Inventory).Nodes.ShouldAllBe(node => !node.Node.IsSchedulable);
        Cpu().ShouldBe("a 3000, b 0");
    }

    [Fact]
    public void A_landscape_that_was_taken_never_changes()
    {
        var before = Landscape.Of(_cluster.Inventory);
        Landscape.Of(_cluster.Inventory).ShouldBeSameAs(before);

        _cluster.Pod("three", "b", FitRig.Cpu("500m"));

        Cpu(before).ShouldBe("a 3000, b 0");
    }

    [Fact]
    public void More_changes_than_are_remembered_are_all_counted()
    {
        var pod = Pod("two");
        for (var change = 0; change <= 20_001; change++)
        {
            _cluster.Inventory.With(pod with { Name = $"p{change % 20_002}", Uid = $"u{change}", NodeName = "b" });
        }

        Cpu().ShouldBe($"a 3000, b {20_002 * 2000}");
    }

    private Pod Pod(string name) => _cluster.Inventory.FindPod(FitRig.Space, name)!; // put in by the test

    private string Cpu() => Cpu(Landscape.Of(_cluster.Inventory));

    private static string Cpu(Landscape landscape) => string.Join(
        ", ", landscape.Nodes.OrderBy(node => node.Name).Select(node => $"{node.Name} {node.Requested("cpu")}"));
}
