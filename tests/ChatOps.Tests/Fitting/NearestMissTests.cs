using ChatOps.Chat;
using ChatOps.Fitting;
using ChatOps.Inventory.Placement;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Fitting;

public sealed class NearestMissTests
{
    private const string Small = "\"cpu\":\"2\",\"memory\":\"2G\"";
    private const string Big = "\"cpu\":\"10\",\"memory\":\"10G\"";

    private readonly FitRig _rig = new();

    /// <summary>The case of the runbook: enough is free in total, but nowhere enough on one node.</summary>
    [Fact]
    public void Enough_in_all_but_not_on_one_node_is_said_in_one_line()
    {
        Runbook();

        Explain(FitRig.Cpu("3")).Verdict.ShouldBe(
            "No node has 3 CPU free for new: pool 10 CPU, 9.3Gi has 4.8 free in all, 1.8 at most on one node");
    }

    [Fact]
    public void The_nearest_node_is_told_with_all_that_would_be_enough()
    {
        Runbook();

        Text(FitRig.Cpu("3")).ShouldBe(
            """
            Nearest, 3 x 10 CPU, 9.3Gi: short of 1.2 CPU on big-2. It asks for 3 CPU.
            It would fit by lowering its request to 1.8 CPU, by moving b2 (it fits on big-1), or by one more node like those of 3 x 10 CPU, 9.3Gi.
            """);
    }

    [Fact]
    public void A_pod_that_is_ending_is_waited_for_before_anything_else()
    {
        _rig.Node("n1", Big).Pod("old", "n1", FitRig.Cpu("9"), isEnding: true);

        Miss(FitRig.Cpu("3"))!.WaysOut[0].Words.ShouldBe("waiting for old to end"); // it fits nowhere
    }

    [Fact]
    public void A_pod_of_a_DaemonSet_is_never_moved()
    {
        _rig.Node("n1", Big).Node("n2", Big, spec: "\"taints\":[{\"key\":\"spot\",\"effect\":\"NoSchedule\"}]")
            .Pod("agent", "n1", $"{FitRig.Cpu("8")},\"tolerations\":[{{\"operator\":\"Exists\"}}]", owner: "DaemonSet");

        Miss(FitRig.Cpu("5"))!.WaysOut.OfType<MovePod>().ShouldBeEmpty(); // it fits nowhere
    }

    [Fact]
    public void A_pod_that_fits_nowhere_else_is_never_moved()
    {
        _rig.Node("n1", Big).Pod("heavy", "n1", FitRig.Cpu("9"));

        Miss(FitRig.Cpu("5"))!.WaysOut.OfType<MovePod>().ShouldBeEmpty(); // it fits nowhere
    }

    [Fact]
    public void More_nodes_of_a_size_that_is_too_small_are_no_help()
    {
        _rig.Node("n1", Small);

        Miss(FitRig.Cpu("3"))!.WaysOut.ShouldBe([new LowerRequest(Amounts(2000))]); // it fits nowhere
    }

    [Fact]
    public void The_node_that_comes_nearest_is_the_one_that_needs_least()
    {
        _rig.Node("n1", Big, spec: "\"taints\":[{\"key\":\"a\",\"effect\":\"NoSchedule\"},{\"key\":\"b\",\"effect\":\"NoSchedule\"}]")
            .Node("n2", Small)
            .Node("n3", Big).Pod("p3", "n3", FitRig.Cpu("9"))
            .Node("n4", Big).Pod("p4", "n4", FitRig.Cpu("8"));

        Miss(FitRig.Cpu("3"))!.Verdict.Node.Name.ShouldBe("n4"); // it fits nowhere
    }

    [Theory]
    [InlineData("\"unschedulable\":true", "", "uncordoning n1")]
    [InlineData("\"taints\":[{\"key\":\"node.kubernetes.io/not-ready\",\"effect\":\"NoSchedule\"}]", "", "bringing n1 back: it is not ready")]
    [InlineData("\"taints\":[{\"key\":\"spot\",\"effect\":\"NoSchedule\"}]", "", "tolerating spot:NoSchedule, or taking that taint off the node")]
    [InlineData("", "\"nodeSelector\":{\"pool\":\"big\"}", "giving up pool=big in its node selector or affinity, or labelling the node so")]
    public void One_thing_in_the_way_is_told_with_how_to_lift_it(string node, string pod, string expected)
    {
        _rig.Node("n1", Big, spec: node);

        Miss(pod)!.WaysOut.ShouldHaveSingleItem().Words.ShouldBe(expected); // it fits nowhere
    }

    [Fact]
    public void Several_things_at_once_have_no_way_out_that_is_enough_alone()
    {
        _rig.Node("n1", Big, spec: "\"unschedulable\":true");

        Miss("\"nodeSelector\":{\"pool\":\"big\"}")!.WaysOut.ShouldBeEmpty(); // it fits nowhere
    }

    [Fact]
    public void A_pod_that_fits_has_no_nearest_miss()
    {
        _rig.Node("n1", Big);

        Miss(FitRig.Cpu("3")).ShouldBeNull();
        Explain(FitRig.Cpu("3")).Verdict.ShouldBe("new fits on n1 now");
    }

    [Fact]
    public void A_claim_in_the_way_is_told_with_the_next_thing_to_do()
    {
        _rig.Node("n1", Big);

        var explanation = Explain("\"volumes\":[{\"name\":\"d\",\"persistentVolumeClaim\":{\"claimName\":\"data\"}}]");

        explanation.Verdict.ShouldBe("new can go nowhere: claim data does not exist");
        explanation.Parts.ShouldBe([new TextPart(
            "Claim data does not exist. Its StatefulSet makes it anew when the pod is deleted once.")]);
    }

    [Fact]
    public void Without_nodes_there_is_nothing_to_miss() =>
        Explain("").Verdict.ShouldBe("There is no node that could take new");

    [Fact]
    public void Nodes_of_a_pool_that_say_the_same_are_a_row()
    {
        Runbook();
        _rig.Node("away", Big, labels: "\"cloud.google.com/gke-nodepool\":\"spare\"", spec: "\"unschedulable\":true");

        var table = Explain(FitRig.Cpu("3")).Parts.OfType<TablePart>().ShouldHaveSingleItem();

        string.Join('\n', table.Rows.Select(row => string.Join(" | ", row))).ShouldBe(
            """
            10 CPU, 9.3Gi | 3 | short of CPU | 
            2 CPU, 1.8Gi | 3 | too small: 2 CPU in all | 
            spare | 1 | cordoned | 
            """);
    }

    private void Runbook()
    {
        foreach (var number in (string[])["1", "2", "3"])
        {
            _rig.Node($"small-{number}", Small).Node($"big-{number}", Big);
        }

        _rig.Pod("a", "big-1", FitRig.Cpu("8500m")).Pod("b", "big-2", FitRig.Cpu("6800m")).Pod("b2", "big-2", FitRig.Cpu("1400m"))
            .Pod("c", "big-3", FitRig.Cpu("8500m"));
    }

    private string Text(string spec) => Explain(spec).Parts.OfType<TextPart>().ShouldHaveSingleItem().Text;

    private FitExplanation Explain(string spec) => FitExplanation.Of(_rig.Pending(spec), _rig.Inventory);

    private NearestMiss? Miss(string spec)
    {
        var landscape = Landscape.Of(_rig.Inventory);
        return NearestMiss.Of(FitReport.Of(Candidate.Of(_rig.Pending(spec)), landscape), landscape);
    }

    private static ResourceAmounts Amounts(long cpu) =>
        ResourceAmounts.Of(new ResourceAmount("cpu", cpu));
}
