using ChatOps.Inventory;

namespace ChatOps.Quotas;

/// <summary>A limit range finds the pod or one of its containers too large or too small, however much room is left.</summary>
/// <param name="What">The container, or "the pod".</param>
/// <param name="Reason">Goes on after what it is about: "may take 4 CPU, and 2 CPU is the most".</param>
public sealed record SizeRefusal(LimitRange Range, string What, string Reason) : PodRefusal
{
    public override string Summary => $"{What} {Reason}";

    public override string Words => $"limit range {Range.Name} refuses it: {What} {Reason}";

    public override string Rule => $"limit range {Range.Name}";
}
