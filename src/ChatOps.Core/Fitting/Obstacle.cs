using ChatOps.Inventory;
using ChatOps.Inventory.Placement;

namespace ChatOps.Fitting;

/// <summary>What keeps a pod off a node, in the order in which the scheduler's filters look.</summary>
public enum ObstacleKind
{
    Cordoned,
    NodeAway,
    Tainted,
    NotChosen,
    PortTaken,
    OutOfRoom,
    ClaimTaken,
    DiskOutOfReach,
    NoDisk,
    OtherZone,
    NoPlaceLabel,
    Uneven,
    TooFar,
    TooNear,
    KeptAway,
}

/// <summary>One reason why a node can't take a pod.</summary>
public abstract record Obstacle(ObstacleKind Kind)
{
    /// <summary>The same for every node with this kind of trouble: "short of CPU". Begins in lower case.</summary>
    public abstract string Summary { get; }

    /// <summary>With what is particular to the node: "short of 1.2 CPU".</summary>
    public virtual string Words => Summary;

    public sealed override string ToString() => Words;
}

public sealed record Cordoned() : Obstacle(ObstacleKind.Cordoned)
{
    public override string Summary => "cordoned";
}

/// <summary>The node is tainted because it is not ready, or not heard of.</summary>
public sealed record NodeAway(Taint Taint) : Obstacle(ObstacleKind.NodeAway)
{
    public override string Summary => Taint.Key.EndsWith("/unreachable", StringComparison.Ordinal) ? "unreachable" : "not ready";
}

public sealed record Tainted(Taint Taint) : Obstacle(ObstacleKind.Tainted)
{
    public override string Summary => $"tainted {Taint}, which it doesn't tolerate";
}

/// <param name="Wish">What of the pod's selector or affinity the node does not meet.</param>
public sealed record NotChosen(string Wish) : Obstacle(ObstacleKind.NotChosen)
{
    public override string Summary => $"not chosen by its node selector or affinity ({Wish})";
}

public sealed record PortTaken(HostPort Port, Pod By) : Obstacle(ObstacleKind.PortTaken)
{
    public override string Summary => $"port {Port} is taken";

    public override string Words => $"port {Port} is taken by {By}";
}

/// <summary>Too little of a resource is free; amounts as in <see cref="ResourceAmount"/>.</summary>
/// <param name="Wanted">0 or more.</param>
/// <param name="Free">Negative where more is promised than there is.</param>
/// <param name="Allocatable">What the node would have free without any pod.</param>
public sealed record Shortage(string Resource, long Wanted, long Free, long Allocatable) : Obstacle(ObstacleKind.OutOfRoom)
{
    public long By => Wanted - Free;

    /// <summary>Even an empty node of this size would be too small.</summary>
    public bool IsForGood => Wanted > Allocatable;

    /// <summary>How much of the wish is missing: above 0, and above 1 where more is promised than there is.</summary>
    public double Share => By / (double)Math.Max(1, Wanted);

    public override string Summary => Resource switch
    {
        ResourceNames.Pods => "full of pods",
        _ when IsForGood => $"too small: {AmountWords.Free(Resource, Allocatable)} in all",
        _ => $"short of {AmountWords.NameOf(Resource)}",
    };

    public override string Words => Resource is ResourceNames.Pods
        ? $"full: it takes {Allocatable} pods"
        : $"short of {AmountWords.Needed(Resource, By)}";
}

/// <summary>A claim that only one pod may have (ReadWriteOncePod) has one.</summary>
public sealed record ClaimTaken(string Claim, Pod By) : Obstacle(ObstacleKind.ClaimTaken)
{
    public override string Summary => $"claim {Claim} is for one pod only, and {By} has it";
}

/// <summary>The disk behind a claim can't be reached from this node.</summary>
/// <param name="Where">The nodes that reach it.</param>
public sealed record DiskOutOfReach(string Claim, string Where) : Obstacle(ObstacleKind.DiskOutOfReach)
{
    public override string Summary => $"out of reach of the disk of {Claim} ({Where})";
}

/// <summary>A claim that waits for its pod's node has no disk there, and none is made there.</summary>
public sealed record NoDisk(string Claim) : Obstacle(ObstacleKind.NoDisk)
{
    public override string Summary => $"no disk for {Claim} there";
}

/// <summary>The disk behind a claim says by its labels that it is in another zone or region.</summary>
public sealed record OtherZone(string Claim, string Key, string Where) : Obstacle(ObstacleKind.OtherZone)
{
    public override string Summary => $"not where the disk of {Claim} is ({Key}={Where})";
}

/// <summary>Pods are to be spread by a label that this node doesn't have.</summary>
public sealed record NoPlaceLabel(string Key) : Obstacle(ObstacleKind.NoPlaceLabel)
{
    public override string Summary => $"no label {Key}, by which its pods must be spread";
}

/// <param name="Pods">Pods that count in this node's place now.</param>
/// <param name="Least">Pods in the place that has fewest.</param>
public sealed record Uneven(SpreadConstraint Constraint, string Place, int Pods, int Least) : Obstacle(ObstacleKind.Uneven)
{
    public override string Summary => $"its pods would be spread too unevenly over {Constraint.TopologyKey}";

    public override string Words =>
        $"{Summary}: {Place} has {Pods}, the emptiest {Least}, and {Constraint.MaxSkew} more at most is allowed";
}

public sealed record TooFar(PodTerm Term) : Obstacle(ObstacleKind.TooFar)
{
    public override string Summary => $"no pod with {Term}, which it must be near";
}

public sealed record TooNear(PodTerm Term) : Obstacle(ObstacleKind.TooNear)
{
    public override string Summary => $"there is a pod with {Term}, which it must be apart from";
}

/// <param name="By">A pod that is there and doesn't want this one near.</param>
public sealed record KeptAway(PodTerm Term, Pod By) : Obstacle(ObstacleKind.KeptAway)
{
    public override string Summary => $"{By} keeps pods with {Term} away";
}
