using System.Collections.Immutable;
using k8s.Models;

namespace ChatOps.Simulator.Scheduling;

/// <summary>Amounts by resource name (<c>cpu</c>, <c>memory</c>, <c>example.com/gpu</c> ...); what is absent is zero.</summary>
public sealed class ResourceAmounts
{
    public static readonly ResourceAmounts None = new(ImmutableSortedDictionary<string, Amount>.Empty);

    private readonly ImmutableSortedDictionary<string, Amount> _amounts;

    private ResourceAmounts(ImmutableSortedDictionary<string, Amount> amounts) => _amounts = amounts;

    public IEnumerable<string> Names => _amounts.Keys;

    public decimal this[string name] => _amounts.TryGetValue(name, out var amount) ? amount.Value : 0;

    public static ResourceAmounts Of(IDictionary<string, ResourceQuantity>? quantities) =>
        quantities is null or { Count: 0 }
            ? None
            : new(quantities.ToImmutableSortedDictionary(each => each.Key, each => Amount.Of(each.Value), StringComparer.Ordinal));

    public static ResourceAmounts Of(IReadOnlyDictionary<string, Amount> amounts) =>
        new(amounts.ToImmutableSortedDictionary(StringComparer.Ordinal));

    public static ResourceAmounts One(string name, Amount amount) =>
        new(ImmutableSortedDictionary.Create<string, Amount>(StringComparer.Ordinal).Add(name, amount));

    public bool Has(string name) => _amounts.ContainsKey(name);

    public Amount Find(string name) => _amounts.TryGetValue(name, out var amount) ? amount : Amount.Count(0);

    /// <summary>Adds these amounts to those of the same names.</summary>
    public void AddTo(IDictionary<string, Amount> totals)
    {
        foreach (var (name, amount) in _amounts)
        {
            if (totals.TryGetValue(name, out var total))
            {
                totals[name] = total + amount;
            }
        }
    }

    public ResourceAmounts Plus(ResourceAmounts other) => Combine(other, static (mine, theirs) => mine + theirs);

    public ResourceAmounts Minus(ResourceAmounts other) => Combine(other, static (mine, theirs) => mine - theirs);

    public ResourceAmounts Max(ResourceAmounts other) => Combine(other, Amount.Max);

    /// <summary>These amounts, each one that <paramref name="others"/> names replaced by theirs.</summary>
    public ResourceAmounts OverriddenBy(ResourceAmounts others) => Combine(others, static (_, theirs) => theirs);

    private ResourceAmounts Combine(ResourceAmounts other, Func<Amount, Amount, Amount> combine)
    {
        if (other._amounts.IsEmpty)
        {
            return this;
        }

        var result = _amounts.IsEmpty
            ? ImmutableSortedDictionary.CreateBuilder<string, Amount>(StringComparer.Ordinal)
            : _amounts.ToBuilder();
        foreach (var (name, theirs) in other._amounts)
        {
            result[name] = combine(result.TryGetValue(name, out var mine) ? mine : Amount.Count(0), theirs);
        }

        return new(result.ToImmutable());
    }
}
