using ChatOps.Fitting;
using ChatOps.Inventory;
using ChatOps.Inventory.Placement;
using Microsoft.Extensions.Options;

namespace ChatOps.Operations.Recovering;

/// <summary>How far the memory of a container can be raised: by options, limit ranges, quotas and nodes.</summary>
public sealed class MemoryPlanner(IInventory inventory, IOptions<RecoveryOptions> options)
{
    private const long Mebibyte = 1L << 20;

    private static readonly string[] RequestNames = ["requests.memory", "memory"];

    /// <param name="claims">For each pod that gets it, 1 or more, the claims that it keeps: their disks choose the nodes.</param>
    internal Result<MemoryRaise> Plan(
        Workload workload, PodTemplate template, TemplateContainer container, IReadOnlyList<ValueList<string>> claims)
    {
        var replicas = claims.Count;
        var now = container.Memory;
        if ((now.Limit ?? now.Request) is not { } most)
        {
            return Problem.Refused(
                $"{container.Name} has no memory limit that could be raised: it may take all that its node has.");
        }

        var ceiling = MemoryCeiling.In(workload.Namespace, inventory);
        var bound = Bounds(workload, template, container, ceiling, replicas)
            .MinBy(candidate => candidate.Most)!; // the option always bounds it
        var wanted = Scaled(most);
        var raised = Whole(Math.Min(wanted, bound.Most));
        if (raised <= most)
        {
            return Problem.Refused(
                $"The memory of {container.Name} can't be raised: it has {most.ToKubernetesSize()}, and {bound.Why}.");
        }

        var to = Raised(now, raised);
        var overdrawn = RequestBounds(workload, container, replicas).FirstOrDefault(quota => to.Reserved > quota.Most)?.Why;
        var homeless = NodeRoom.Lacking(inventory, workload, Demand(workload, container, to), claims);
        return (overdrawn ?? homeless) is { } obstacle
            ? Problem.Refused($"With {raised.ToKubernetesSize()} for {container.Name} its pod could not run: {obstacle}.")
            : new MemoryRaise(container.Name, now, to, raised < wanted ? bound.Why : null);
    }

    /// <summary>People read it in manifests: no odd bytes.</summary>
    private static long Whole(long bytes) => bytes / Mebibyte * Mebibyte;

    private long Scaled(long bytes) => (long)(bytes * options.Value.MemoryFactor);

    /// <summary>What is requested grows with the limit, and keeps its class: what was equal to the limit stays so.</summary>
    private ContainerMemory Raised(ContainerMemory now, long most) => now switch
    {
        { Limit: null } => now with { Request = most },
        { Request: null } => now with { Limit = most },
        { Request: { } request } when request == now.Limit => new ContainerMemory(most, most),
        { Request: { } request } => new ContainerMemory(Math.Min(Whole(Scaled(request)), most), most),
    };

    private IEnumerable<Bound> Bounds(
        Workload workload, PodTemplate template, TemplateContainer container, MemoryCeiling ceiling, int replicas)
    {
        yield return new Bound(options.Value.MostMemory, $"Recovery:MemoryMax allows no more than {options.Value.MemoryMax}");
        if (ceiling.Container is { } perContainer)
        {
            yield return new Bound(
                perContainer, $"the limit range of {workload.Namespace} allows a container no more than {perContainer.ToKubernetesSize()}");
        }

        if (ceiling.Pod is { } perPod)
        {
            var others = template.Containers.Where(other => other != container).Sum(other => other.Memory.Limit ?? 0);
            yield return new Bound(
                perPod - others, $"the limit range of {workload.Namespace} allows a pod no more than {perPod.ToKubernetesSize()}");
        }

        foreach (var quota in inventory.Quotas.Where(quota => quota.Namespace == workload.Namespace))
        {
            yield return Bound.Of(quota, "limits.memory", container.Memory.Limit ?? 0, Pods(workload), replicas);
        }
    }

    /// <summary>The quotas' bounds for what is requested, by both names of that resource.</summary>
    private IEnumerable<Bound> RequestBounds(Workload workload, TemplateContainer container, int replicas) =>
        from quota in inventory.Quotas
        where quota.Namespace == workload.Namespace
        from resource in RequestNames
        select Bound.Of(quota, resource, container.Memory.Reserved, Pods(workload), replicas);

    private int Pods(Workload workload) =>
        inventory.Pods.Count(pod => !pod.IsFinished && inventory.WorkloadOf(pod)?.Uid == workload.Uid);

    /// <summary>What a pod asks for with this memory in the place of what the container has now.</summary>
    private PodDemand Demand(Workload workload, TemplateContainer container, ContainerMemory memory)
    {
        var demand = Candidate.Of(workload, inventory.LimitRanges).Demand;
        return demand with { Resources = demand.Resources.With(each => each.Name == container.Name ? Raise(each) : each) };

        ContainerResources Raise(ContainerResources each) => each with
        {
            Requests = ResourceAmounts.Of(new ResourceAmount(ResourceNames.Memory, memory.Reserved)).Or(each.Requests),
        };
    }

    /// <param name="Most">Bytes that one container may have at most.</param>
    private sealed record Bound(long Most, string Why)
    {
        /// <summary>What the quota leaves to each pod once those of now, which it counts, are gone.</summary>
        public static Bound Of(Quota quota, string resource, long now, int pods, int replicas)
        {
            if (KubernetesSize.Read(quota.Hard.GetValueOrDefault(resource)) is not { } hard)
            {
                return new Bound(long.MaxValue, "");
            }

            var used = KubernetesSize.Read(quota.Used.GetValueOrDefault(resource)) ?? 0;
            return new Bound(
                (hard - used + (pods * now)) / replicas,
                $"the quota {quota.Name} has no more room: {resource} is {used.ToReadableSize()} of {hard.ToReadableSize()}");
        }
    }
}
