using ChatOps.Inventory;

namespace ChatOps.Fitting.Rules;

/// <summary>Whether the disks of the pod's claims are, or can be, where the node is (filters VolumeBinding and VolumeZone).</summary>
internal sealed class DiskRule : INodeRule
{
    // The beta labels are those of disks and nodes made before 1.17.
    private static readonly Dictionary<string, string> ZoneLabels = new()
    {
        ["topology.kubernetes.io/zone"] = "topology.kubernetes.io/zone",
        ["topology.kubernetes.io/region"] = "topology.kubernetes.io/region",
        ["failure-domain.beta.kubernetes.io/zone"] = "topology.kubernetes.io/zone",
        ["failure-domain.beta.kubernetes.io/region"] = "topology.kubernetes.io/region",
    };

    // How several zones are written in one label (k8s.io/cloud-provider, volume helpers).
    private const string ZoneSeparator = "__";

    private readonly List<(Claim Claim, Volume Volume)> _bound = [];
    private readonly List<Claim> _waiting = [];
    private readonly Landscape _landscape;

    public DiskRule(PodClaims claims, Landscape landscape)
    {
        _landscape = landscape;
        foreach (var claim in claims.Found)
        {
            if (claim.VolumeName is null)
            {
                _waiting.Add(claim);
            }
            else if (claim.IsBound && landscape.FindVolume(claim.VolumeName) is { } volume)
            {
                _bound.Add((claim, volume));
            }
        }

        // The smallest wish takes the smallest disk first, so that the larger ones are left for the others.
        _waiting.Sort((one, two) => one.Wish.Bytes.CompareTo(two.Wish.Bytes));
    }

    public void Judge(NodeState node, List<Obstacle> obstacles)
    {
        foreach (var (claim, volume) in _bound.Where(each => !Reaches(each.Volume, node.Node)))
        {
            obstacles.Add(new DiskOutOfReach(claim.Name, string.Join(" or ", volume.NodeTerms ?? [])));
        }

        HashSet<string> taken = [];
        foreach (var claim in _waiting.Where(each => !CanBind(each, node.Node, taken)))
        {
            obstacles.Add(new NoDisk(claim.Name));
        }

        foreach (var (claim, volume) in _bound)
        {
            if (OtherZoneOf(claim, volume, node.Node) is { } obstacle)
            {
                obstacles.Add(obstacle);
            }
        }
    }

    private static bool Reaches(Volume volume, Node node) =>
        volume.NodeTerms is null || volume.NodeTerms.Any(term => term.Chooses(node));

    private bool CanBind(Claim claim, Node node, HashSet<string> taken)
    {
        if (claim.SelectedNode is { } selected)
        {
            return selected == node.Name;
        }

        if (FindFree(claim, node, taken) is { } volume)
        {
            taken.Add(volume.Name);
            return true;
        }

        return _landscape.FindClass(claim.StorageClass) is { MakesDisks: true } storage
            && (storage.Topologies is null || storage.Topologies.Any(topology => topology.Chooses(node)));
    }

    private Volume? FindFree(Claim claim, Node node, HashSet<string> taken) => _landscape.Volumes
        .Where(volume => !taken.Contains(volume.Name) && IsFreeFor(volume, claim) && Reaches(volume, node))
        .MinBy(volume => volume.Capacity);

    private static bool IsFreeFor(Volume volume, Claim claim)
    {
        if (volume.ClaimName is not null)
        {
            return volume.ClaimName == claim.Name
                && volume.ClaimNamespace == claim.Namespace
                && (volume.ClaimUid is null || volume.ClaimUid == claim.Uid);
        }

        return volume is { Phase: "Available", DeletionRequested: null }
            && (volume.StorageClass ?? "") == (claim.StorageClass ?? "")
            && volume.Capacity >= claim.Wish.Bytes
            && volume.Mode == claim.Wish.Mode
            && claim.Wish.AccessModes.All(mode => volume.AccessModes.Contains(mode))
            && claim.Wish.Selector.Selects(volume.Labels);
    }

    private static OtherZone? OtherZoneOf(Claim claim, Volume volume, Node node)
    {
        // A node without any such label is on a cluster that has no zones.
        if (!ZoneLabels.Keys.Any(key => node.Labels[key] is not null))
        {
            return null;
        }

        return volume.Labels
            .Where(label => ZoneLabels.ContainsKey(label.Key))
            .Where(label => !label.Value.Split(ZoneSeparator)
                .Contains(node.Labels[label.Key] ?? node.Labels[ZoneLabels[label.Key]]))
            .Select(label => new OtherZone(claim.Name, label.Key, label.Value))
            .FirstOrDefault();
    }
}
