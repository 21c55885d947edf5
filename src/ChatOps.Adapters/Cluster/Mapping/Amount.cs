using ChatOps.Inventory.Placement;
using k8s.Models;

namespace ChatOps.Adapters.Cluster.Mapping;

/// <summary>Reads amounts in Kubernetes' notation: "250m", "10", "7829Mi", "50Gi".</summary>
internal static class Amount
{
    private const int ThousandthsOfCore = 1000;

    /// <summary>In cores, bytes or pieces; 0 where the amount is not told.</summary>
    public static decimal Of(IReadOnlyDictionary<string, string>? amounts, string resource) =>
        amounts?.GetValueOrDefault(resource) is { } text ? Read(text) : 0;

    /// <summary>All of them in the scheduler's units.</summary>
    public static ResourceAmounts AllOf(IReadOnlyDictionary<string, string>? amounts) => amounts is null
        ? ResourceAmounts.None
        : ResourceAmounts.Of(amounts.Select(amount => new ResourceAmount(Name(amount.Key), Whole(amount.Key, amount.Value))));

    private static long Whole(string resource, string text)
    {
        var amount = Math.Ceiling(Read(text) * (resource == ResourceNames.Cpu ? ThousandthsOfCore : 1));
        return amount >= long.MaxValue ? long.MaxValue : (long)amount;
    }

    private static decimal Read(string text) => new ResourceQuantity(text).ToDecimal();

    // The names that every pod has are kept once.
    private static string Name(string resource) => string.IsInterned(resource) ?? resource;
}
