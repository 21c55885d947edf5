using System.ComponentModel;
using ChatOps.Chat;
using ChatOps.Commands;
using ChatOps.Fitting;
using ChatOps.Inventory;

namespace ChatOps.Queries.Nodes;

/// <summary>Asks how full the nodes are, or which of them could take a pod.</summary>
/// <param name="Pool">One pool, or null for all.</param>
/// <param name="For">A pod by its name, or by namespace/name; null when no pod is meant.</param>
public sealed record NodesQuery(string? Pool, string? For) : IQuery
{
    public static void Register(CommandCatalog commands) => commands.Add(
            "nodes",
            "Shows how full the nodes are, or what each of them says to a pod.",
            (
                [Option("NAME"), Description("Only the nodes of this pool.")] string? pool,
                [Option("POD"), Description("Which nodes could take this pod, and why the others can't.")] string? @for) =>
                new NodesQuery(pool, @for))
        .Example("nodes")
        .Example("nodes --pool big")
        .Example("nodes --for zodiac-cosmo-1172-worker-0");
}

public sealed class NodesHandler(IInventory inventory, TimeProvider time) : InventoryQueryHandler<NodesQuery>(inventory, time)
{
    private readonly IInventory _inventory = inventory;

    protected override Result<Message> Answer(NodesQuery query, DateTimeOffset now)
    {
        var landscape = Landscape.Of(_inventory);
        if (!Choose(NodePool.Of(landscape), query.Pool).TryGet(out var pools, out var problem))
        {
            return problem;
        }

        if (query.For is not { } typed)
        {
            return NodesAnswer.Of(pools);
        }

        return PodSearch.Find(_inventory, typed).TryGet(out var pod, out problem)
            ? FitAnswer.Of(pod, pools, landscape.Without(pod))
            : problem;
    }

    private static Result<IReadOnlyList<NodePool>> Choose(IReadOnlyList<NodePool> pools, string? name)
    {
        if (name is null)
        {
            return Result.Of(pools);
        }

        IReadOnlyList<NodePool> chosen = [.. pools.Where(pool => pool.Name.Equals(name, StringComparison.OrdinalIgnoreCase))];
        return chosen.Count > 0
            ? Result.Of(chosen)
            : Problem.NotFound($"There is no pool {name}.", $"The pools are {string.Join(", ", pools.Select(pool => pool.Name))}.");
    }
}
