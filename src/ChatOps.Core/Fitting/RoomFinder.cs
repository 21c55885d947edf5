using ChatOps.Inventory;
using ChatOps.Inventory.Placement;

namespace ChatOps.Fitting;

/// <summary>Looks for room on a node that is only too full for a pod.</summary>
internal sealed class RoomFinder(
    FitReport report, NodeVerdict full, NodePool pool, Landscape landscape, int mostMovesTried)
{
    private readonly List<Shortage> _shortages = [.. full.Obstacles.OfType<Shortage>()];

    public IEnumerable<WayOut> WaysOut()
    {
        if (Ending() is { } ending)
        {
            yield return ending;
        }

        if (Lowering() is { } lower)
        {
            yield return lower;
        }

        if (Moving() is { } move)
        {
            yield return move;
        }

        if (WouldFitWhenEmpty())
        {
            yield return new AddNode(pool);
        }
    }

    private AwaitEnd? Ending()
    {
        ValueList<Pod> ending = [.. full.Node.Pods.Where(pod => pod.IsTerminating).OrderBy(pod => pod.Name, StringComparer.Ordinal)];
        return ending.Count > 0 && GiveEnough(ending) ? new AwaitEnd(ending) : null;
    }

    /// <summary>A pod that asks for next to nothing runs badly, so lowering is no way out where nothing is free.</summary>
    private LowerRequest? Lowering() => _shortages.TrueForAll(IsLowerable)
        ? new LowerRequest(ResourceAmounts.Of(_shortages.Select(each => new ResourceAmount(each.Resource, each.Free))))
        : null;

    private static bool IsLowerable(Shortage shortage) =>
        shortage is { Resource: ResourceNames.Cpu or ResourceNames.Memory or ResourceNames.EphemeralStorage, Free: > 0 };

    private MovePod? Moving() => full.Node.Pods
        .Where(pod => !pod.IsTerminating && pod.Owner is { Kind: not "DaemonSet" } && GiveEnough([pod]))
        .OrderBy(Size)
        .ThenBy(pod => pod.Name, StringComparer.Ordinal)
        .Take(mostMovesTried)
        .Select(TryMove)
        .FirstOrDefault(move => move is not null);

    /// <summary>Where a pod would go that has to leave; the one that waits must not lose its place to it again.</summary>
    private MovePod? TryMove(Pod pod)
    {
        var target = FitReport.FirstTaker(Candidate.Of(pod), landscape.Without(pod), but: full.Node);
        return target is null ? null : new MovePod(pod, target);
    }

    private double Size(Pod pod) =>
        _shortages.Max(shortage => Given(pod, shortage.Resource) / (double)Math.Max(1, shortage.Allocatable));

    private bool GiveEnough(IEnumerable<Pod> pods) =>
        _shortages.TrueForAll(shortage => pods.Sum(pod => Given(pod, shortage.Resource)) >= shortage.By);

    private static long Given(Pod pod, string resource) =>
        resource is ResourceNames.Pods ? 1 : pod.Demand.Requests[resource];

    /// <summary>A new node brings its own share of every DaemonSet; those here are as good a guess as any.</summary>
    private bool WouldFitWhenEmpty() => _shortages.TrueForAll(shortage =>
        shortage.Wanted <= shortage.Allocatable - full.Node.Pods
            .Where(pod => pod.Owner is { Kind: "DaemonSet" })
            .Sum(pod => Given(pod, shortage.Resource)))
        && report.Candidate.Demand.Requests.All.All(wanted => wanted.Value <= full.Node.Allocatable(wanted.Name));
}
