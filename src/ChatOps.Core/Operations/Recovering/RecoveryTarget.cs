using System.Collections.Immutable;
using ChatOps.Commands;
using ChatOps.Diagnosing;
using ChatOps.Inventory;
using ChatOps.Operations.Volumes;

namespace ChatOps.Operations.Recovering;

/// <summary>Finds what a recovery is about: by labels and templates, never by how names are put together.</summary>
internal static class RecoveryTarget
{
    public static Result<Workload> Of(AreaComponent found) => found.Workloads switch
    {
        [{ IsStateful: true } only] => only,
        [_] => Problem.Refused(
            $"{found.Component} of {found.Area} keeps nothing on a volume of its own, so a restart is all that a recovery could do.",
            $"Ask for that: restart {found.Component}{(found.Area.IsPlatform ? "" : $" {found.Area.Name}")}"),
        [] => Problem.Refused($"No StatefulSet looks after {found.Component} of {found.Area}.", "See its pods with pods."),
        var several => Problem.Refused(
            $"{found.Component} of {found.Area} is {several.Count} workloads: {string.Join(", ", several.Select(workload => workload.Name))}.",
            "A recovery is for one of its own; restart pods of it one at a time, or change a volume with volume delete."),
    };

    /// <summary>
    /// The container that does the component's work: the one that the diagnosis names, or is named like the component (with
    /// the release in front until August 2019), or mounts the volume; side-cars do neither.
    /// </summary>
    public static TemplateContainer? ContainerIn(
        PodTemplate template, Workload workload, Component component, Diagnosis diagnosis)
    {
        var containers = template.Containers;
        return containers.Find(container => container.Name == component.Value)
            ?? containers.Find(container => container.Name.EndsWith($"-{component}", StringComparison.Ordinal))
            ?? containers.Find(container => container.Name == diagnosis.Container)
            ?? containers.Find(container => workload.ClaimTemplates.Any(claim => container.Mounts.Contains(claim.Name)))
            ?? containers.FirstOrDefault();
    }

    /// <summary>The claims of these pods by the set's templates; those of all its pods where it has none now.</summary>
    public static IReadOnlyList<ClaimUse> Volumes(
        Workload workload, ImmutableList<StoppedPod> pods, IInventory inventory) =>
    [
        .. ClaimUse.In(inventory)
            .Where(use => use.Workload?.Uid == workload.Uid && use.Ordinal is { } ordinal
                && (pods is [] ? ordinal < Math.Max(workload.Replicas, 1) : pods.Exists(pod => pod.Name == $"{workload.Name}-{ordinal}")))
            .OrderBy(use => use.Claim.Name, StringComparer.Ordinal),
    ];

    /// <summary>For each of its pods the claims of its own, or none where they will be new.</summary>
    public static IReadOnlyList<ValueList<string>> ClaimsOfPods(
        Workload workload, int pods, bool isKept, IInventory inventory)
    {
        var own = ClaimUse.In(inventory).Where(use => isKept && use.Workload?.Uid == workload.Uid && use.Ordinal is not null)
            .ToLookup(use => use.Ordinal, use => use.Claim.Name);
        return [.. Enumerable.Range(0, pods).Select(ordinal => (ValueList<string>)[.. own[ordinal]])];
    }
}
