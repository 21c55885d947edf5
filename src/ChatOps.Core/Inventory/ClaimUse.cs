using System.Globalization;

namespace ChatOps.Inventory;

/// <summary>A claim with all that refers to it at one moment.</summary>
/// <param name="Volume">The disk behind it, or null while it has none.</param>
/// <param name="Workload">The workload that it belongs to, whether or not a pod of it runs; or null.</param>
/// <param name="Pods">The pods that mount it, by name.</param>
public sealed record ClaimUse(Claim Claim, Volume? Volume, Workload? Workload, IReadOnlyList<Pod> Pods)
{
    /// <summary>Nothing refers to it, so nothing will ever use it again.</summary>
    public bool IsOrphan => Workload is null && Pods.Count == 0;

    /// <summary>The number of the StatefulSet's pod that it belongs to; null when it came from no template.</summary>
    public int? Ordinal => Workload is null ? null : OrdinalIn(Workload, Claim.Name);

    /// <summary>A pod has it, or its workload is about to give it to one.</summary>
    public bool IsInUse => Pods.Count > 0 || (Workload is { Replicas: > 0 } && (Ordinal is null || Ordinal < Workload.Replicas));

    public override string ToString() => Claim.Name;

    /// <summary>Everything that is claimed now.</summary>
    public static IReadOnlyList<ClaimUse> In(IInventory inventory)
    {
        var pods = inventory.Pods
            .SelectMany(pod => pod.Claims.Select(claim => (Key: (pod.Namespace, Claim: claim), Pod: pod)))
            .ToLookup(mount => mount.Key, mount => mount.Pod);
        var workloads = inventory.Workloads
            .Where(workload => workload.Claims.Count + workload.ClaimTemplates.Count > 0)
            .ToLookup(workload => workload.Namespace);
        var volumes = inventory.Volumes.ToDictionary(volume => volume.Name);
        return
        [
            .. inventory.Claims.Select(claim => new ClaimUse(
                claim,
                volumes.GetValueOrDefault(claim.VolumeName ?? ""),
                workloads[claim.Namespace].FirstOrDefault(workload => Has(workload, claim.Name)),
                [.. pods[(claim.Namespace, claim.Name)].OrderBy(pod => pod.Name, StringComparer.Ordinal)])),
        ];
    }

    /// <summary>The workload that a claim by this name belongs to, whether or not there is one now.</summary>
    public static Workload? OwnerOf(IInventory inventory, string @namespace, string claim) =>
        inventory.Workloads.FirstOrDefault(workload => workload.Namespace == @namespace && Has(workload, claim));

    /// <summary>The pods that mount a claim by this name, those that wait for it included.</summary>
    public static IReadOnlyList<Pod> PodsWith(IInventory inventory, string @namespace, string claim) =>
    [
        .. inventory.Pods.Where(pod => pod.Namespace == @namespace && pod.Claims.Contains(claim))
            .OrderBy(pod => pod.Name, StringComparer.Ordinal),
    ];

    private static bool Has(Workload workload, string claim) =>
        workload.Claims.Contains(claim) || OrdinalIn(workload, claim) is not null;

    private static int? OrdinalIn(Workload workload, string claim)
    {
        foreach (var template in workload.ClaimTemplates)
        {
            var prefix = $"{template.Name}-{workload.Name}-";
            if (claim.StartsWith(prefix, StringComparison.Ordinal)
                && int.TryParse(claim.AsSpan(prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var ordinal))
            {
                return ordinal;
            }
        }

        return null;
    }
}
