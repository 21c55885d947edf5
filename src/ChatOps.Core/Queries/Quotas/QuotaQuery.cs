using System.ComponentModel;
using ChatOps.Chat;
using ChatOps.Commands;
using ChatOps.Inventory;

namespace ChatOps.Queries.Quotas;

/// <summary>Asks what quotas leave.</summary>
/// <param name="Deployment">One deployment (a unique beginning of its name will do) or the platform; null for all.</param>
public sealed record QuotaQuery(DeploymentName? Deployment) : IQuery, IAreaCommand
{
    public static void Register(CommandCatalog commands) => commands.Add(
            "quota",
            "Shows what the quotas leave, and whether a rolling restart would fit beside what runs.",
            (
                [Argument("deployment|platform"), Description("All of them in a line each when left out; the beginning of a name will do.")]
                DeploymentName? deployment) => new QuotaQuery(deployment))
        .Example("quota zodiac-cosmo-1172")
        .Example("quota");
}

public sealed class QuotaHandler(IInventory inventory, DeploymentDirectory directory, TimeProvider time)
    : InventoryQueryHandler<QuotaQuery>(inventory, time)
{
    private readonly IInventory _inventory = inventory;

    protected override Result<Message> Answer(QuotaQuery query, DateTimeOffset now)
    {
        if (query.Deployment is not { } name)
        {
            return AllQuotasAnswer.Of(directory.List(), _inventory);
        }

        return directory.Find(name, allowPrefix: true).TryGet(out var area, out var problem)
            ? QuotaAnswer.Of(area, _inventory)
            : problem;
    }
}
