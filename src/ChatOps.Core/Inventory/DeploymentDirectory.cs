using ChatOps.Commands;
using Microsoft.Extensions.Options;

namespace ChatOps.Inventory;

/// <summary>
/// Which deployments there are now, and which one somebody means. A deployment is found by its labels alone, since its
/// namespace may have any name; each call looks at the inventory of that moment.
/// </summary>
public sealed class DeploymentDirectory(IInventory inventory, IOptions<PlatformOptions> options) : IKnownNames
{
    private const int MostListed = 10;

    private readonly AreaRegister _register = new(inventory, options.Value.PlatformNamespace);

    IEnumerable<string> IKnownNames.Deployments => List().Select(area => area.Name.Value);

    IEnumerable<string> IKnownNames.Components =>
        List().SelectMany(area => area.Components).Select(component => component.Value).Distinct();

    /// <summary>Every deployment by name, then the platform.</summary>
    public IReadOnlyList<Area> List()
    {
        var (deployments, platform) = _register.Read();
        return [.. deployments.Values.OrderBy(area => area.Name.Value, StringComparer.Ordinal), platform];
    }

    /// <summary>The deployment (or the platform, by that word) of this name.</summary>
    /// <param name="allowPrefix">
    /// Whether the beginning of a name will do where only one deployment begins so. For queries only: a change must not
    /// hit another deployment because a new one came.
    /// </param>
    /// <returns>The area, or a problem that names what was probably meant.</returns>
    public Result<Area> Find(DeploymentName name, bool allowPrefix)
    {
        var (deployments, platform) = _register.Read();
        if (name == DeploymentName.Platform)
        {
            return platform;
        }

        if (deployments.TryGetValue(name.Value, out var exact))
        {
            return exact;
        }

        var begun = allowPrefix
            ? deployments.Values.Where(area => area.Name.Value.StartsWith(name.Value, StringComparison.Ordinal)).ToList()
            : [];
        return begun.Count switch
        {
            0 => Unknown(name, deployments.Keys),
            1 => begun[0],
            _ => Ambiguous(name, begun),
        };
    }

    /// <summary>
    /// Whose pod this is, or was: a pod that is gone is known by the workload that its name begins with. Several where pods of
    /// several have the name.
    /// </summary>
    /// <param name="typed">A pod by its name, or by namespace/name.</param>
    public IReadOnlyList<Area> OfPod(string typed)
    {
        var (space, name) = typed.Split('/') is [var first, var second] ? (first, second) : (null, typed);
        var areas = List();
        List<Area> living = [.. areas.Where(area => area.Pods.Any(pod => pod.Name == name && (space ?? pod.Namespace) == pod.Namespace))];
        return living.Count > 0
            ? living
            : [.. areas.Where(area => area.Workloads.Any(workload =>
                name.StartsWith($"{workload.Name}-", StringComparison.Ordinal) && (space ?? workload.Namespace) == workload.Namespace))];
    }

    /// <summary>One component of a deployment, or of the platform where none is named; for changes, so by whole names only.</summary>
    /// <returns>The component, or a problem that names what was probably meant: two words in the wrong order included.</returns>
    public Result<AreaComponent> FindComponent(Component component, DeploymentName? deployment)
    {
        if (Find(deployment ?? DeploymentName.Platform, allowPrefix: false).TryGet(out var area, out var problem))
        {
            return area.Find(component);
        }

        var isSwapped = Find(new DeploymentName(component.Value), allowPrefix: false).TryGet(out var meant, out _);
        return isSwapped ? Problem.Invalid($"First the component, then the deployment: {deployment} {meant!.Name}.") : problem;
    }

    /// <summary>The namespace that a deployment has unless somebody chose another.</summary>
    public string UsualNamespace(DeploymentName name) => $"{options.Value.PlatformNamespace}-{name}";

    private static Problem Unknown(DeploymentName name, IEnumerable<string> names)
    {
        var near = Nearest.To(name.Value, names.Append(DeploymentName.Platform.Value), count: 3);
        return Problem.NotFound(
            $"There is no deployment {name}.",
            near.Count == 0 ? "Say deployments to see them all." : $"Did you mean {string.Join(" or ", near)}?");
    }

    private static Problem Ambiguous(DeploymentName name, List<Area> begun)
    {
        var names = begun.Select(area => area.Name.Value).Order(StringComparer.Ordinal).Take(MostListed);
        var more = begun.Count > MostListed ? $" and {begun.Count - MostListed} more" : "";
        return Problem.Invalid(
            $"{begun.Count} deployments begin with {name}.", $"They are {string.Join(", ", names)}{more}. Which one?");
    }
}
