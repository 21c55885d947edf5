namespace ChatOps.Simulator.Scheduling.Filters;

/// <summary>A volume labelled with a zone or region is reachable only from nodes of one of these.</summary>
internal sealed class VolumeZoneFilter(PodVolumes pod) : INodeFilter
{
    // A label may name several zones, joined by this.
    private const string ZoneDelimiter = "__";

    private static readonly string[] Keys =
    [
        "topology.kubernetes.io/zone", "topology.kubernetes.io/region",
        "failure-domain.beta.kubernetes.io/zone", "failure-domain.beta.kubernetes.io/region",
    ];

    private static readonly FitReason[] WrongZone =
        [new(FitFilter.VolumeZone, "node(s) had no available volume zone", Removable: false)];

    public IReadOnlyList<FitReason> Check(NodeState node)
    {
        // A node without any zone is a cluster without zones: nothing to conflict with.
        if (!Keys.Any(node.Labels.ContainsKey))
        {
            return [];
        }

        var labels = pod.Bound.SelectMany(volume => volume.Metadata.Labels ?? new Dictionary<string, string>());
        return labels.Where(label => Keys.Contains(label.Key)).All(
            label => node.Labels.TryGetValue(label.Key, out var zone) && label.Value.Split(ZoneDelimiter).Contains(zone))
            ? []
            : WrongZone;
    }
}
