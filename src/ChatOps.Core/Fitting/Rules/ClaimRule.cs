using ChatOps.Inventory;

namespace ChatOps.Fitting.Rules;

/// <summary>A claim for one pod alone (ReadWriteOncePod) that another has, wherever that is (filter VolumeRestrictions).</summary>
internal sealed class ClaimRule : INodeRule
{
    private const string OnePodAlone = "RWOP";

    private readonly List<ClaimTaken> _taken = [];

    public ClaimRule(PodClaims claims, Landscape landscape)
    {
        foreach (var claim in claims.Found.Where(IsForOnePod))
        {
            var holder = landscape.Nodes.SelectMany(node => node.Pods)
                .FirstOrDefault(pod => pod.Namespace == claim.Namespace && pod.Claims.Contains(claim.Name));
            if (holder is not null)
            {
                _taken.Add(new(claim.Name, holder));
            }
        }
    }

    public void Judge(NodeState node, List<Obstacle> obstacles) => obstacles.AddRange(_taken);

    private static bool IsForOnePod(Claim claim) => claim.Wish.AccessModes.Contains(OnePodAlone);
}
