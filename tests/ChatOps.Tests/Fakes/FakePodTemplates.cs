using ChatOps.Inventory;

namespace ChatOps.Tests.Fakes;

/// <summary>One pod template with a main container and a side-car, for every workload without one of its own.</summary>
internal sealed class FakePodTemplates : IPodTemplates
{
    private const long Gi = 1L << 30;

    /// <summary>Null for a workload that is gone.</summary>
    public PodTemplate? Template { get; set; } = new(
        [
            new TemplateContainer("configmap-reloader", new ContainerMemory(Gi / 8, Gi / 8), ["config"], []),
            new TemplateContainer(
                "prometheus", new ContainerMemory(2 * Gi, 4 * Gi), ["prometheus-data-volume"], ["--storage.tsdb.retention.time=30d"]),
        ]);

    /// <summary>Templates of single workloads, by their names.</summary>
    public Dictionary<string, PodTemplate> Own { get; } = [];

    /// <summary>Every change that was asked for and made, in order.</summary>
    public List<string> Changes { get; } = [];

    /// <summary>Thrown by every call, if set.</summary>
    public Exception? Trouble { get; set; }

    public Task<PodTemplate?> FindAsync(WorkloadReference workload, CancellationToken cancellationToken) =>
        Trouble is null ? Task.FromResult(Own.GetValueOrDefault(workload.Name) ?? Template) : throw Trouble;

    public Task<ContainerMemory?> ChangeMemoryAsync(
        WorkloadReference workload, string container, ContainerMemory from, ContainerMemory to, CancellationToken cancellationToken)
    {
        var found = Template?.Containers.Find(candidate => candidate.Name == container);
        if (found?.Memory != from)
        {
            return Task.FromResult(found?.Memory);
        }

        Change(container, each => each with { Memory = to });
        Changes.Add($"{container} {to.Request?.ToKubernetesSize()}/{to.Limit?.ToKubernetesSize()}");
        return Task.FromResult<ContainerMemory?>(to);
    }

    /// <summary>As somebody else does it.</summary>
    public void Change(string container, Func<TemplateContainer, TemplateContainer> change) => Template = Template! with
    {
        Containers = [.. Template.Containers.Select(each => each.Name == container ? change(each) : each)],
    };
}
