using System.Collections.Immutable;

namespace ChatOps.Inventory;

/// <summary>
/// What workloads make their pods from. The API server itself is asked: the inventory holds nothing of it.
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

/// <param name="NodeSelector">Labels that a node must have, as "key=value".</param>
/// <param name="Tolerations">Taints that its pods put up with.</param>
/// <param name="Containers">The main ones.</param>
public sealed record PodTemplate(
    ImmutableList<TemplateContainer> Containers, NameList NodeSelector, ImmutableList<Toleration> Tolerations);

/// <param name="Mounts">The names of the pod's volumes that it mounts; a claim template is one by its name.</param>
/// <param name="Arguments">Command and arguments in order.</param>
public sealed record TemplateContainer(
    string Name, ContainerMemory Memory, long CpuRequestMillis, NameList Mounts, NameList Arguments);

/// <summary>A container's memory in bytes; null for what its manifest leaves open.</summary>
/// <param name="Request">What a node must have free for it.</param>
/// <param name="Limit">What it is killed beyond.</param>
public sealed record ContainerMemory(long? Request, long? Limit)
{
    /// <summary>What counts as requested: the API server takes the limit where no request is named.</summary>
    public long Reserved => Request ?? Limit ?? 0;
}

/// <param name="Key">Null tolerates every key.</param>
/// <param name="Value">Null tolerates every value of the key.</param>
/// <param name="Effect">Null tolerates every effect.</param>
public sealed record Toleration(string? Key, string? Value, string? Effect)
{
    /// <param name="taint">As "key=value:effect", as <see cref="Node.Taints"/> has them.</param>
    public bool Covers(string taint)
    {
        var effect = taint[(taint.LastIndexOf(':') + 1)..];
        var pair = taint[..taint.LastIndexOf(':')].Split('=', 2);
        return (Effect is null || Effect == effect)
            && (Key is null || Key == pair[0])
            && (Value is null || Value == pair[1]);
    }
}
