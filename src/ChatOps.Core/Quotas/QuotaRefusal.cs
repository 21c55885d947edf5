using ChatOps.Inventory;

namespace ChatOps.Quotas;

/// <summary>A line of a quota would not let pods be created.</summary>
public abstract record QuotaRefusal(QuotaLine Line) : PodRefusal
{
    public override string Rule => $"{Line.Resource} of {Line.Quota.Name}";
}

/// <summary>Too little is left.</summary>
/// <param name="Wanted">By all the pods.</param>
public sealed record QuotaShortage(QuotaLine Line, Quantity Wanted, int Pods) : QuotaRefusal(Line)
{
    public Quantity By => Wanted - Line.Left;

    public override string Summary => $"{Line.Resource} is {By} short";

    public override string Words =>
        $"quota {Line.Quota.Name} is {By} short of {Line.Resource}: {ChatOps.Words.Count(Pods, "pod")} would take {Wanted}, "
        + $"and {Line.Used} of {Line.Hard} is used";
}

/// <summary>A container says nothing about what the quota limits.</summary>
public sealed record QuotaSilence(QuotaLine Line, string Container) : QuotaRefusal(Line)
{
    public override string Summary => $"{Container} names no {Line.Resource}";

    public override string Words =>
        $"quota {Line.Quota.Name} takes only pods whose containers all name {Line.Resource}, and {Container} names none";
}
