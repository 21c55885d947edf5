using ChatOps.Inventory;

namespace ChatOps.Adapters.Cluster;

/// <summary>Effects on pods.</summary>
internal sealed class ClusterPods(Effects effects) : IPods
{
    public Task<Deletion> DeleteAsync(
        string @namespace, string name, string uid, TimeSpan? grace, CancellationToken cancellationToken) =>
        effects.DeleteAsync(
            $"delete pods in {@namespace}", ObjectPath.Pod(@namespace, name), uid, grace, cancellationToken);
}
