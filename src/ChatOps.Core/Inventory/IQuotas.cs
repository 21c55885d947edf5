namespace ChatOps.Inventory;

/// <summary>
/// Effects on quotas. An API server that is away makes the method throw <see cref="ClusterUnavailableException"/>, one that
/// refuses <see cref="ClusterForbiddenException"/>.
/// </summary>
public interface IQuotas
{
    /// <summary>Changes what a quota allows of some resources, unless somebody else has changed one of them meanwhile.</summary>
    /// <param name="from">What they must be at that moment; otherwise nothing is changed.</param>
    /// <param name="to">For the same resources, in Kubernetes' notation.</param>
    /// <returns>All that the quota allows now (spec.hard); null when that quota is gone.</returns>
    Task<IReadOnlyDictionary<string, string>?> ChangeAsync(
        QuotaReference quota,
        IReadOnlyDictionary<string, string> from,
        IReadOnlyDictionary<string, string> to,
        CancellationToken cancellationToken);
}

/// <param name="Uid">Keeps every effect off a quota made anew by the same name.</param>
public sealed record QuotaReference(string Namespace, string Name, string Uid);

public static class HardAmounts
{
    /// <summary>Whether each of these amounts is the same, however it is written: "1Gi" is "1024Mi".</summary>
    public static bool Are(this IReadOnlyDictionary<string, string> hard, IReadOnlyDictionary<string, string> amounts) =>
        amounts.All(amount =>
            Quantity.Read(hard.GetValueOrDefault(amount.Key)) is { } now && now.Value == Quantity.Read(amount.Value)?.Value);
}
