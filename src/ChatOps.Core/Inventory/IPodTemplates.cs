using System.Collections.Immutable;

namespace ChatOps.Inventory;

/// <summary>
/// What workloads make their pods from. The API server itself is asked: the inventory holds little of it.
/// </summary>
/// <inheritdoc cref="IPods" path="/summary"/>
public interface IPodTemplates
{
    /// <returns>Null when the workload with this UID is gone.</returns>
    Task<PodTemplate?> FindAsync(WorkloadReference workload, CancellationToken cancellationToken);

    /// <summary>
    /// Gives one container of the pods to come other memory, unless somebody else has changed that meanwhile. Every other
    /// container and every other resource stays as it is. Whoever owns the template, such as a Helm release, sets it back
    /// when it is applied again.
    /// </summary>
    /// <param name="from">What it must be at that moment; anything else is left alone.</param>
    /// <returns>What it is now: <paramref name="to"/> or somebody else's wish; null when workload or container are gone.</returns>
    Task<ContainerMemory?> ChangeMemoryAsync(
        WorkloadReference workload,
        string container,
        ContainerMemory from,
        ContainerMemory to,
        CancellationToken cancellationToken);
}

/// <param name="Containers">The main ones.</param>
public sealed record PodTemplate(ImmutableList<TemplateContainer> Containers);

/// <param name="Mounts">The names of the pod's volumes that it mounts; a claim template is one by its name.</param>
/// <param name="Arguments">Command and arguments in order.</param>
public sealed record TemplateContainer(
    string Name, ContainerMemory Memory, ValueList<string> Mounts, ValueList<string> Arguments);

/// <summary>A container's memory in bytes; null for what its manifest leaves open.</summary>
/// <param name="Request">What a node must have free for it.</param>
/// <param name="Limit">What it is killed beyond.</param>
public sealed record ContainerMemory(long? Request, long? Limit)
{
    /// <summary>What counts as requested: the API server takes the limit where no request is named.</summary>
    public long Reserved => Request ?? Limit ?? 0;
}
