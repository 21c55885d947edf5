using ChatOps.Fitting;
using ChatOps.Inventory;
using ChatOps.Inventory.Placement;
using Microsoft.Extensions.Options;

namespace ChatOps.Operations.Recovering;

/// <summary>How far the memory of a container can be raised: by options, limit ranges, quotas and nodes.</summary>
public sealed class MemoryPlanner(IInventory inventory, IOptions<RecoveryOptions> options)
{
    private const long Mebibyte = 1L << 20;

    /// <summary>What a cap is rounded down to, so that nobody reads odd amounts.</summary>
    private const long Grain = 64 * Mebibyte;

    /// <summary>By how much it has to grow to be worth a restart, where quota and nodes have no room for as much as was wanted.</summary>
    private const double LeastFactor = 1.1;

    /// <param name="claims">For each pod that gets it, 1 or more, the claims that it keeps: their disks choose the nodes.</param>
    internal Result<MemoryRaise> Plan(
        Workload workload, PodTemplate template, TemplateContainer container, IReadOnlyList<ValueList<string>> claims)
    {
        var now = container.Memory;
        if ((now.Limit ?? now.Request) is not { } most)
        {
            return Problem.Refused(
                $"{container.Name} has no memory limit that could be raised: it may take all that its node has.");
        }

        var room = new SuccessorRoom(inventory, workload);
        var bound = Bounds(workload, template, container, room, claims.Count)
            .MinBy(candidate => candidate.Most)!; // the option always bounds it
        var wanted = (long)(most * options.Value.MemoryFactor);
        var raised = Whole(Math.Min(wanted, bound.Most));
        if (raised <= most)
        {
            return Problem.Refused(
                $"The memory of {container.Name} can't be raised: it has {most.ToKubernetesSize()}, and {bound.Why}.");
        }

        var to = Raised(now, raised, options.Value.MemoryFactor);
        if (Obstacle(to) is not { } obstacle)
        {
            return new MemoryRaise(container.Name, now, to, raised < wanted ? bound.Why : null);
        }

        var fitting = MostThatFits((long)(most * LeastFactor), raised, bytes => Obstacle(InProportion(bytes)) is null);
        return fitting is { } less
            ? new MemoryRaise(container.Name, now, InProportion(less), $"with {raised.ToKubernetesSize()} it could not run: {obstacle}")
            : Problem.Refused($"With {raised.ToKubernetesSize()} for {container.Name} its pod could not run: {obstacle}.");

        ContainerMemory InProportion(long bytes) => Raised(now, bytes, (double)bytes / most);

        string? Obstacle(ContainerMemory memory)
        {
            var successor = Successor(workload, container, memory);
            return room.Lacking([.. claims.Select(own => successor with { Claims = [.. workload.Claims, .. own] })])?.TrimEnd('.');
        }
    }

    /// <summary>Who fits with some memory fits with less.</summary>
    /// <param name="tooMuch">More than the least; does not fit.</param>
    /// <returns>In whole <see cref="Grain"/>s; null when not even the least fits.</returns>
    private static long? MostThatFits(long least, long tooMuch, Func<long, bool> fits)
    {
        var (low, high) = ((least + Grain - 1) / Grain, (tooMuch + Grain - 1) / Grain);
        if (low >= high || !fits(low * Grain))
        {
            return null;
        }

        while (high - low > 1)
        {
            var middle = (low + high) / 2;
            (low, high) = fits(middle * Grain) ? (middle, high) : (low, middle);
        }

        return low * Grain;
    }

    /// <summary>People read it in manifests: no odd bytes.</summary>
    private static long Whole(long bytes) => bytes / Mebibyte * Mebibyte;

    /// <summary>What is requested grows with the limit, and keeps its class: what was equal to the limit stays so.</summary>
    private static ContainerMemory Raised(ContainerMemory now, long most, double factor) => now switch
    {
        { Limit: null } => now with { Request = most },
        { Request: null } => now with { Limit = most },
        { Request: { } request } when request == now.Limit => new ContainerMemory(most, most),
        { Request: { } request } => new ContainerMemory(Math.Min(Whole((long)(request * factor)), most), most),
    };

    private IEnumerable<Bound> Bounds(
        Workload workload, PodTemplate template, TemplateContainer container, SuccessorRoom room, int replicas)
    {
        yield return new Bound(options.Value.MostMemory, $"Recovery:MemoryMax allows no more than {options.Value.MemoryMax}");
        var ceiling = MemoryCeiling.In(workload.Namespace, inventory);
        if (ceiling.Container is { } perContainer)
        {
            yield return new Bound(
                perContainer, $"the limit range of {workload.Namespace} allows a container no more than {perContainer.ToKubernetesSize()}");
        }

        var others = template.Containers.Where(other => other != container).Sum(other => other.Memory.Limit ?? 0);
        if (ceiling.Pod is { } perPod)
        {
            yield return new Bound(
                perPod - others, $"the limit range of {workload.Namespace} allows a pod no more than {perPod.ToKubernetesSize()}");
        }

        foreach (var line in room.Quotas("limits.memory"))
        {
            yield return new Bound(
                (long)(line.Left.Value / replicas) - others,
                $"the quota {line.Quota.Name} leaves no more: without it {line.Used} of {line.Hard} {line.Resource} is used");
        }
    }

    /// <summary>A pod with this memory in the place of what the container has now.</summary>
    private Candidate Successor(Workload workload, TemplateContainer container, ContainerMemory memory)
    {
        var pod = Candidate.Of(workload, inventory.LimitRanges);
        return pod with
        {
            Name = "it",
            Demand = pod.Demand with { Resources = pod.Demand.Resources.With(each => each.Name == container.Name ? Raise(each) : each) },
        };

        ContainerResources Raise(ContainerResources each) => each with
        {
            Requests = Memory(memory.Reserved).Or(each.Requests),
            Limits = memory.Limit is { } limit ? Memory(limit).Or(each.Limits) : each.Limits,
        };
    }

    private static ResourceAmounts Memory(long bytes) => ResourceAmounts.Of(new ResourceAmount(ResourceNames.Memory, bytes));

    /// <param name="Most">Bytes that one container may have at most.</param>
    private sealed record Bound(long Most, string Why);
}
