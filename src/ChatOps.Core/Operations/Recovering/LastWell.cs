using System.Text.Json;
using ChatOps.Inventory;
using Microsoft.Extensions.Options;

namespace ChatOps.Operations.Recovering;

/// <summary>Since when a workload has not been well: by its pods, and by a recovery before this one that did not help.</summary>
public sealed class LastWell(IPastOperations past, IOptions<RecoveryOptions> options)
{
    /// <param name="target">What the recovery is about, as <see cref="IPlan.Target"/> has it.</param>
    /// <param name="pods">All pods that it has.</param>
    /// <returns>Null when it is well, or nobody knows since when it isn't.</returns>
    internal async Task<DateTimeOffset?> BeforeAsync(
        string target, Workload workload, IReadOnlyList<Pod> pods, CancellationToken cancellationToken)
    {
        if (workload.Replicas > 0 && pods.Count >= workload.Replicas && pods.All(pod => pod.IsReady))
        {
            return null;
        }

        var shown = pods.Select(pod => pod.UnreadySince).Min();
        return await past.LatestAsync(RecoverCapability.Name, target, cancellationToken) is { } former && GoesOnFrom(former, shown)
            ? Since(former) ?? shown
            : shown;
    }

    /// <summary>
    /// A pod made anew by a rung that did not help was never well, or not for long enough to count. With no pod at all it is
    /// as that one left it.
    /// </summary>
    private bool GoesOnFrom(Operation former, DateTimeOffset? shown) =>
        former.State is OperationState.Failed or OperationState.Cancelled
        && (shown is null || shown - former.EndedAt < options.Value.StableFor);

    private static DateTimeOffset? Since(Operation former) =>
        JsonSerializer.Deserialize<RecoverPlan>(former.PlanJson) is { } plan ? new BlindWindow(plan, former).Since : null;
}
