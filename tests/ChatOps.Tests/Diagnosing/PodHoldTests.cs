using ChatOps.Inventory.Placement;
using ChatOps.Tests.Fakes;
using ChatOps.Tests.Fitting;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Diagnosing;

/// <summary>A pod that was told to end, has had its grace and is still there: who holds it, and what to do.</summary>
public sealed class PodHoldTests : IDisposable
{
    private const string Worker = "zodiac-cosmo-1172-worker-0";

    private readonly DiagnosisRig _rig = new();

    public PodHoldTests() => _rig.Inventory.Nodes = new FitRig().Node("big-1").Node("big-2").Inventory.Nodes;

    public void Dispose() => _rig.Dispose();

    [Fact]
    public async Task A_finalizer_is_named_with_the_way_to_take_it_off()
    {
        Ends("big-1", "example.com/drain");

        (await _rig.AskAsync($"diagnose {Worker}")).ShouldBe(
            """
            zodiac-cosmo-1172-worker-0: does not end
            It was told to end and takes longer than its grace: finalizer example.com/drain holds it.
            now: ending for 20m, 10m longer than its grace of 10m
            Whoever set that has to be done with it first: see whether it runs. If it is gone for good, take the finalizer off: kubectl -n astronomer-ee-zodiac-cosmo-1172 patch pod zodiac-cosmo-1172-worker-0 --type merge -p '{"metadata":{"finalizers":null}}'
            """);
    }

    [Fact]
    public async Task A_lost_node_holds_it_whatever_else_does()
    {
        Ends("big-1", "example.com/drain");
        _rig.Inventory.Nodes = [.. _rig.Inventory.Nodes.Select(node => node.Name is "big-1" ? node with { IsReady = false } : node)];

        var answer = await _rig.AskAsync("diagnose worker zodiac");

        answer.ShouldContain("its node big-1 is lost, so nobody there can say that it has ended.");
        answer.ShouldContain("Only once that machine is off for certain, or two may write to one volume, end it without it: "
            + "restart worker zodiac-cosmo-1172 --pod zodiac-cosmo-1172-worker-0 --force");
        answer.ShouldNotContain("Cure");
    }

    [Fact]
    public async Task A_node_that_is_away_by_its_taint_is_lost_too()
    {
        Ends("big-1");
        _rig.Inventory.Nodes = [.. _rig.Inventory.Nodes.Select(node =>
            node with { Taints = [new Taint("node.kubernetes.io/unreachable", "", "NoExecute")] })];

        (await _rig.AskAsync($"diagnose {Worker}")).ShouldContain("its node big-1 is lost");
    }

    [Theory]
    [InlineData("big-3", "its node big-3 is gone.")]
    [InlineData("big-2", "its node big-2 is well, so a container that does not stop, or a volume that is not let go of, holds it.")]
    public async Task Where_nobody_says_the_node_tells(string node, string words)
    {
        Ends(node);

        (await _rig.AskAsync($"diagnose {Worker}")).ShouldContain(words);
    }

    [Fact]
    public async Task A_pod_that_nothing_would_bring_back_is_left_to_a_shell()
    {
        Ends("big-2");
        _rig.Inventory.With(_rig.PodOf(Worker) with { Owner = null });

        (await _rig.AskAsync($"diagnose {Worker}")).ShouldContain(
            "To end it at once: kubectl -n astronomer-ee-zodiac-cosmo-1172 delete pod zodiac-cosmo-1172-worker-0 --force --grace-period=0");
    }

    [Fact]
    public async Task Within_its_grace_nothing_holds_it()
    {
        Ends("big-1", "example.com/drain");
        _rig.Inventory.With(_rig.PodOf(Worker) with { Grace = TimeSpan.FromMinutes(21) });

        (await _rig.AskAsync($"diagnose {Worker}")).ShouldNotContain("finalizer");
    }

    private void Ends(string node, params string[] finalizers) => _rig.Inventory.With(
        _rig.PodOf(Worker).Ending(TimeSpan.FromMinutes(20)) with
        {
            Grace = TimeSpan.FromMinutes(10),
            NodeName = node,
            Finalizers = [.. finalizers],
        });
}
