using ChatOps.Diagnosing;
using ChatOps.Inventory;

namespace ChatOps.Operations.Recovering;

/// <summary>What helps against a full disk and loses nothing, or less: a person has to do it, for it costs money or history.</summary>
internal static class MoreRoom
{
    /// <summary>Null for another cause, or another rung.</summary>
    public static string? For(RecoverPlan plan)
    {
        if (plan is not { Cause: Cause.DiskFull } || !plan.Rung.LosesData())
        {
            return null;
        }

        var growing = plan.Volumes.Where(volume => volume.CanGrow).Select(volume => Grow(volume)).ToList();
        var larger = growing is []
            ? $"The storage class {plan.Volumes[0].Claim.StorageClass} lets no claim grow."
            : $"To lose nothing, deny this and make the claim larger:\n{string.Join('\n', growing)}\nthen {plan.CommandFor(Rung.Restart)}";
        return plan.Component is "prometheus" ? $"{larger}\n{Shorter(plan, growing is [])}" : larger;
    }

    private static string Grow(LostVolume volume) => Kubectl.Patch(
        "pvc",
        volume.Claim.Namespace,
        volume.Claim.Name,
        $$"""{"spec":{"resources":{"requests":{"storage":"{{(2 * volume.Claim.Capacity).ToKubernetesSize()}}"} } } }""");

    private static string Shorter(RecoverPlan plan, bool isOnlyWay) =>
        $"{(isOnlyWay ? "To lose less" : "To need no larger one")}, keep fewer days ({plan.Component}.retention in the platform's Helm values): only the oldest are lost.{(isOnlyWay ? $" Then {plan.CommandFor(Rung.Restart)}" : "")}";
}
