using ChatOps.Inventory;
using ChatOps.Inventory.Placement;

namespace ChatOps.Fitting;

/// <summary>One thing that would be enough to let the pod onto a node.</summary>
public abstract record WayOut
{
    /// <summary>Goes on after "fits by": "lowering its request to 1.8 CPU".</summary>
    public abstract string Words { get; }

    /// <summary>What a person types to do it, to the bot or to a shell; null where nothing can be typed.</summary>
    public virtual string? Command => null;

    public sealed override string ToString() => Words;
}

/// <param name="To">For each resource that is short what is free of it; 0 where nothing is.</param>
public sealed record LowerRequest(ResourceAmounts To) : WayOut
{
    public override string Words => $"lowering its request to {string.Join(" and ", To.All.Select(Amount))}";

    private static string Amount(ResourceAmount amount) => amount.Name is ResourceNames.Cpu
        ? $"{amount.Value / 1000m} CPU"
        : $"{AmountWords.InManifest(amount.Name, amount.Value)} {AmountWords.NameOf(amount.Name)}";
}

/// <param name="Pod">Another node takes it as soon as it is deleted here.</param>
/// <param name="To">That node.</param>
public sealed record MovePod(Pod Pod, NodeState To) : WayOut
{
    public override string Words => $"moving {Pod} (it fits on {To})";
}

/// <param name="Pods">They are ending, and give enough back when they are gone.</param>
public sealed record AwaitEnd(ValueList<Pod> Pods) : WayOut
{
    public override string Words => $"waiting for {string.Join(", ", Pods.Select(pod => pod.Name))} to end";
}

/// <param name="Pool">Its nodes are large enough, and would take the pod while they are empty.</param>
public sealed record AddNode(NodePool Pool) : WayOut
{
    public override string Words => $"one more node like those of {Pool.Title}";
}

public sealed record Uncordon(NodeState Node) : WayOut
{
    public override string Words => $"uncordoning {Node}";

    public override string Command => $"kubectl uncordon {Node}";
}

public sealed record HealNode(NodeState Node) : WayOut
{
    public override string Words => $"bringing {Node} back: it is not ready";
}

/// <param name="Node">The node that has it.</param>
public sealed record Tolerate(Taint Taint, NodeState Node) : WayOut
{
    public override string Words => $"tolerating {Taint}, or taking that taint off the node";

    public override string Command => $"kubectl taint nodes {Node} {Taint.Key}:{Taint.Effect}-";
}

/// <param name="Claim">Its disk is where no node is.</param>
/// <param name="Deployment">What commands call the deployment that has it.</param>
public sealed record NewVolume(string Claim, string Deployment) : WayOut
{
    public override string Words => "a node that reaches its disk, or a new volume, which loses what is on this one";

    public override string Command => $"volume delete {Claim} {Deployment}";
}

/// <param name="Wish">The requirement that the node does not meet.</param>
public sealed record ChooseOtherwise(string Wish) : WayOut
{
    public override string Words => $"giving up {Wish} in its node selector or affinity, or labelling the node so";
}
