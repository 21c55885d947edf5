using k8s.Models;

namespace ChatOps.Simulator.Scheduling;

/// <summary>A quantity that can be added up, and remembers the notation it was written in.</summary>
/// <param name="Value">In the resource's own unit: cores, bytes, pieces.</param>
/// <param name="Format">Decides whether 1073741824 prints as 1Gi or as 1073741824.</param>
public readonly record struct Amount(decimal Value, ResourceQuantity.SuffixFormat Format)
{
    public static Amount Of(ResourceQuantity quantity) => new(quantity.ToDecimal(), quantity.Format);

    public static Amount Count(decimal pieces) => new(pieces, ResourceQuantity.SuffixFormat.DecimalSI);

    /// <summary>As the API machinery adds: the sum keeps the notation of the first summand that isn't zero.</summary>
    public static Amount operator +(Amount left, Amount right) =>
        new(left.Value + right.Value, left.Value == 0 ? right.Format : left.Format);

    public static Amount operator -(Amount left, Amount right) => new(left.Value - right.Value, left.Format);

    public static Amount Max(Amount left, Amount right) => right.Value > left.Value ? right : left;

    public override string ToString() => new ResourceQuantity(Value, 0, Format).CanonicalizeString();
}
