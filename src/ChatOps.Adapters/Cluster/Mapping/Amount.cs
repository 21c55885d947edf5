using k8s.Models;

namespace ChatOps.Adapters.Cluster.Mapping;

/// <summary>Reads amounts in Kubernetes' notation: "250m", "10", "7829Mi", "50Gi".</summary>
internal static class Amount
{
    /// <summary>In cores, bytes or pieces; 0 where the amount is not told.</summary>
    public static decimal Of(IReadOnlyDictionary<string, string>? amounts, string resource) =>
        amounts?.GetValueOrDefault(resource) is { } text ? new ResourceQuantity(text).ToDecimal() : 0;
}
