using ChatOps.Chat;
using ChatOps.Commands;
using ChatOps.Houston.Deployments;
using ChatOps.Inventory;

namespace ChatOps.Queries.Deployments;

/// <summary>Asks which Airflow deployments there are, and how each is.</summary>
public sealed record DeploymentsQuery : IQuery
{
    public static void Register(CommandCatalog commands) => commands
        .Add("deployments", "Shows every Airflow deployment, and the platform, with its state.", () => new DeploymentsQuery())
        .Example("deployments");
}

public sealed class DeploymentsHandler(
    IInventory inventory, DeploymentDirectory directory, HoustonLabels labels, TimeProvider time)
    : InventoryQueryHandler<DeploymentsQuery>(inventory, time)
{
    protected override Result<Message> Answer(DeploymentsQuery query, DateTimeOffset now)
    {
        List<AreaState> areas = [.. directory.List().Select(area => new AreaState(area, UnusualNamespace(area), now))];
        return DeploymentsAnswer.Of(areas, new(labels.Current));
    }

    private string UnusualNamespace(Area area)
    {
        var namespaces = area.Namespaces;
        var isUsual = area.IsPlatform || (namespaces is [var only] && only == directory.UsualNamespace(area.Name));
        return isUsual ? "" : string.Join(", ", namespaces);
    }
}
