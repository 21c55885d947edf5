using System.ComponentModel;
using ChatOps.Chat;
using ChatOps.Commands;
using ChatOps.Inventory;

namespace ChatOps.Queries.Volumes;

/// <summary>Asks which volume claims there are and who uses them.</summary>
/// <param name="Deployment">One deployment (a unique beginning of its name will do) or the platform; null for all.</param>
/// <param name="Orphaned">Only claims that nothing refers to any more.</param>
public sealed record VolumesQuery(DeploymentName? Deployment, bool Orphaned) : IQuery, IAreaCommand
{
    public static void Register(CommandCatalog commands) => commands.Add(
            "volumes",
            "Shows the volume claims of a deployment, of the platform or of all, who uses them, and which are orphans.",
            (
                [Argument("deployment|platform"), Description("All of them when left out; the beginning of a name will do.")]
                DeploymentName? deployment,
                [Description("Only claims of releases that are gone.")] bool orphaned) => new VolumesQuery(deployment, orphaned))
        .Example("volumes zodiac-cosmo-1172")
        .Example("volumes platform")
        .Example("volumes --orphaned");
}

public sealed class VolumesHandler(IInventory inventory, ClaimDirectory directory, TimeProvider time)
    : InventoryQueryHandler<VolumesQuery>(inventory, time)
{
    protected override Result<Message> Answer(VolumesQuery query, DateTimeOffset now)
    {
        if (query.Deployment is not { } name)
        {
            return new VolumesAnswer(directory.List(), query.Orphaned, now).Render(whose: "");
        }

        return directory.Find(name, allowPrefix: true).TryGet(out var group, out var problem)
            ? new VolumesAnswer([group], query.Orphaned, now).Render($" of {group}")
            : problem;
    }
}
