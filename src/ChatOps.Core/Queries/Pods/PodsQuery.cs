using System.ComponentModel;
using ChatOps.Chat;
using ChatOps.Commands;
using ChatOps.Inventory;

namespace ChatOps.Queries.Pods;

/// <summary>Asks how the pods are.</summary>
/// <param name="Deployment">One deployment (a unique beginning of its name will do) or the platform; null for all.</param>
/// <param name="Unhealthy">Only those that are not well.</param>
public sealed record PodsQuery(DeploymentName? Deployment, bool Unhealthy) : IQuery, IAreaCommand
{
    public static void Register(CommandCatalog commands) => commands.Add(
            "pods",
            "Shows the pods of a deployment, of the platform or of all, and which are not well.",
            (
                [Argument("deployment|platform"), Description("All of them when left out; the beginning of a name will do.")]
                DeploymentName? deployment,
                [Description("Only the pods that are not well.")] bool unhealthy) => new PodsQuery(deployment, unhealthy))
        .Example("pods zodiac-cosmo-1172")
        .Example("pods platform")
        .Example("pods --unhealthy");
}

public sealed class PodsHandler(IInventory inventory, DeploymentDirectory directory, TimeProvider time)
    : InventoryQueryHandler<PodsQuery>(inventory, time)
{
    protected override Result<Message> Answer(PodsQuery query, DateTimeOffset now)
    {
        if (query.Deployment is not { } name)
        {
            return PodsAnswer.OfAll([.. directory.List().Select(area => new PodGroup(area, now))], query.Unhealthy);
        }

        return directory.Find(name, allowPrefix: true).TryGet(out var area, out var problem)
            ? PodsAnswer.OfOne(new PodGroup(area, now), query.Unhealthy)
            : problem;
    }
}
