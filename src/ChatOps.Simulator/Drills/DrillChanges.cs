using System.Text.Json;
using System.Text.Json.Nodes;
using ChatOps.Simulator.Store;

namespace ChatOps.Simulator.Drills;

/// <summary>Does to the cluster what a drill says.</summary>
internal sealed class DrillChanges(DrillCluster cluster)
{
    /// <exception cref="DrillException">Something that it needs isn't there, or was refused.</exception>
    public async Task MakeAsync(IEnumerable<DrillChange> changes, CancellationToken cancellationToken)
    {
        foreach (var change in changes)
        {
            if (!await MakeAsync(change, cancellationToken))
            {
                throw new DrillException("The cluster lacks something that this drill needs; it is made for the built-in scenario.");
            }
        }
    }

    /// <summary>As <see cref="MakeAsync(IEnumerable{DrillChange}, CancellationToken)"/>, but what isn't there needs no clearing.</summary>
    public async Task ClearAsync(IEnumerable<DrillChange> changes, CancellationToken cancellationToken)
    {
        foreach (var change in changes)
        {
            await MakeAsync(change, cancellationToken);
        }
    }

    /// <returns>Whether there was anything to change.</returns>
    private async Task<bool> MakeAsync(DrillChange change, CancellationToken cancellationToken)
    {
        if (change is CreateChange create)
        {
            await cluster.CreateAsync(create.Type, create.Manifest, cancellationToken);
            return true;
        }

        var (target, patch) = change switch
        {
            PatchChange patching => (patching.Target, patching.Patch),
            DeleteChange deleting => (deleting.Target, (JsonObject?)null),
            _ => throw new InvalidOperationException($"{change.GetType().Name} is no change that a drill makes."),
        };
        var any = false;
        foreach (var (ns, name) in await FindAsync(target, cancellationToken))
        {
            any |= patch is null
                ? await cluster.DeleteAsync(target.Type, ns, name, cancellationToken)
                : await cluster.PatchAsync(target.Type, ns, name, patch, cancellationToken);
        }

        return any;
    }

    private async Task<IEnumerable<(string? Namespace, string Name)>> FindAsync(DrillTarget target, CancellationToken cancellationToken) => target switch
    {
        { Name: { } name } => [(target.Namespace, name)],
        { OfPods: { } pods } => await VolumesOfAsync(target.Namespace, pods, cancellationToken),
        _ => (await cluster.ListAsync(target.Type, target.Namespace, target.Labels ?? "", cancellationToken)).Items
            .Select(each => (target.Namespace, NameOf(each))),
    };

    private async Task<List<(string? Namespace, string Name)>> VolumesOfAsync(string? ns, string labels, CancellationToken cancellationToken)
    {
        List<(string? Namespace, string Name)> volumes = [];
        var pods = await cluster.ListAsync(ResourceTypes.Pods, ns, labels, cancellationToken);
        foreach (var claimName in pods.Items.SelectMany(ClaimsOf))
        {
            var claim = await cluster.FindAsync(ResourceTypes.PersistentVolumeClaims, ns, claimName, cancellationToken);
            if (claim?.Text("spec", "volumeName") is { Length: > 0 } volume)
            {
                volumes.Add((null, volume));
            }
        }

        return volumes;
    }

    private static IEnumerable<string> ClaimsOf(JsonElement pod) => pod.Items("spec", "volumes")
        .Select(volume => volume.Text("persistentVolumeClaim", "claimName")).OfType<string>();

    private static string NameOf(JsonElement stored) => stored.Text("metadata", "name")!; // every stored object has a name
}
