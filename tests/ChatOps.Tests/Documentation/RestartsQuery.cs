using System.Collections.Immutable;
using System.ComponentModel;
using ChatOps.Chat;
using ChatOps.Commands;
using ChatOps.Inventory;

namespace ChatOps.Queries.Restarts;

/// <summary>Asks which pods were restarted most.</summary>
public sealed record RestartsQuery(DeploymentName Deployment) : IQuery, IAreaCommand
{
    DeploymentName? IAreaCommand.Deployment => Deployment;

    public static void Register(CommandCatalog commands) => commands
        .Add(
            "restarts",
            "Shows which pods of a deployment were restarted most.",
            ([Argument("deployment|platform"), Description("The beginning of a name will do.")] DeploymentName deployment) =>
                new RestartsQuery(deployment))
        .Example("restarts zodiac-cosmo-1172");
}

public sealed class RestartsHandler(IInventory inventory, DeploymentDirectory directory, TimeProvider time)
    : InventoryQueryHandler<RestartsQuery>(inventory, time)
{
    protected override Result<Message> Answer(RestartsQuery query, DateTimeOffset now)
    {
        if (!directory.Find(query.Deployment, allowPrefix: true).TryGet(out var area, out var problem))
        {
            return problem;
        }

        var restarted = area.Pods.Where(pod => pod.Restarts > 0).OrderByDescending(pod => pod.Restarts).ToList();
        return restarted.Count == 0
            ? Message.Titled($"No pod of {area.Name} was ever restarted", Tone.Good)
            : Message.Titled($"{Words.Count(restarted.Count, "pod")} of {area.Name} restarted")
                .Table(new TablePart(Caption: null, ["POD", "RESTARTS"], [.. restarted.Select(Row)]));
    }

    private static ImmutableList<string> Row(Pod pod) => [pod.Name, $"{pod.Restarts}"];
}
