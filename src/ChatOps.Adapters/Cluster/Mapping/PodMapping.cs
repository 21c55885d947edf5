using ChatOps.Adapters.Cluster.Manifests;
using ChatOps.Inventory;

namespace ChatOps.Adapters.Cluster.Mapping;

internal static class PodMapping
{
    // What the API server fills in where a manifest leaves the grace out.
    private const long DefaultGraceSeconds = 30;

    public static Pod ToPod(this PodManifest manifest, SharedValues shared)
    {
        var metadata = manifest.Metadata;
        var row = PodRow.Of(manifest);
        return new Pod(
            shared.Share(metadata.Namespace ?? ""),
            metadata.Name,
            metadata.Uid,
            metadata.ToLabels(shared),
            shared.Share(row.Status),
            shared.Share(manifest.Status?.Phase ?? "Unknown"),
            manifest.HasCondition("Ready"),
            row.ReadyContainers,
            row.Containers,
            row.Restarts,
            row.LastRestart,
            metadata.CreatedAt(),
            metadata.DeletionRequested(),
            Grace(manifest),
            shared.Share(manifest.Spec?.NodeName is { Length: > 0 } node ? node : null),
            metadata.ToOwner(shared),
            PodTrouble.Of(manifest))
        {
            Claims = ClaimNames.In(manifest.Spec?.Volumes, metadata.Name),
            AllLabels = shared.Share(metadata.Labels),
            Demand = shared.Share(manifest.Spec.ToDemand()),
            ReadySince = manifest.Condition("Ready") is { Status: "True" } ready ? ready.LastTransitionTime : null,
            UnreadySince = manifest.Condition("Ready") is { Status: "False" } unready ? unready.LastTransitionTime : null,
            MainContainer = shared.Share(manifest.Spec?.Containers is [var first, ..] ? first.Name : ""),
            Ailing = manifest.ToAiling(shared),
            Finalizers = [.. metadata.Finalizers ?? []],
            Gates = [.. (manifest.Spec?.SchedulingGates ?? []).Select(gate => gate.Name)],
            KeptRoomOn = manifest is { Spec.NodeName: null or "", Status.NominatedNodeName: { Length: > 0 } kept } ? shared.Share(kept) : null,
        };
    }

    /// <summary>Whether a condition of this type is true.</summary>
    public static bool HasCondition(this PodManifest manifest, string type) =>
        manifest.Condition(type) is { Status: "True" };

    public static Condition? Condition(this PodManifest manifest, string type) =>
        Array.Find(manifest.Status?.Conditions ?? [], condition => condition.Type == type);

    private static TimeSpan Grace(PodManifest manifest) => TimeSpan.FromSeconds(
        manifest.Metadata.DeletionGracePeriodSeconds
        ?? manifest.Spec?.TerminationGracePeriodSeconds
        ?? DefaultGraceSeconds);
}
