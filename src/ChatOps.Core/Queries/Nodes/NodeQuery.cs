using System.ComponentModel;
using ChatOps.Chat;
using ChatOps.Commands;
using ChatOps.Fitting;
using ChatOps.Inventory;

namespace ChatOps.Queries.Nodes;

/// <summary>Asks what runs on a node.</summary>
/// <param name="Name">The node's name, or an end of it that no other has, as "nodes" shows it.</param>
public sealed record NodeQuery(string Name) : IQuery
{
    public static void Register(CommandCatalog commands) => commands.Add(
            "node",
            "Shows the pods of a node with what they request and may take at most.",
            ([Description("Its name, or the end of it as nodes shows it.")] string name) => new NodeQuery(name))
        .Example("node gke-astronomer-ee-big-e05fa481-3xvd");
}

public sealed class NodeHandler(IInventory inventory, TimeProvider time) : InventoryQueryHandler<NodeQuery>(inventory, time)
{
    private const int MostListed = 5;

    private readonly IInventory _inventory = inventory;

    protected override Result<Message> Answer(NodeQuery query, DateTimeOffset now)
    {
        var landscape = Landscape.Of(_inventory);
        return Find(landscape, query.Name).TryGet(out var node, out var problem)
            ? new NodeAnswer(node, now).Render()
            : problem;
    }

    private static Result<NodeState> Find(Landscape landscape, string typed)
    {
        if (landscape.Find(typed) is { } exact)
        {
            return exact;
        }

        var found = NodePool.Of(landscape)
            .SelectMany(pool => pool.Nodes.Where(node => pool.Shorten(node) == typed || node.Name.EndsWith($"-{typed}", StringComparison.Ordinal)))
            .ToList();
        return found switch
        {
            [] => Unknown(typed, landscape),
            [var only] => only,
            _ => Problem.Invalid(
                $"{found.Count} nodes end with {typed}.",
                $"Which one: {string.Join(" or ", found.Take(MostListed).Select(node => node.Name))}?"),
        };
    }

    private static Problem Unknown(string typed, Landscape landscape)
    {
        var near = Nearest.To(typed, landscape.Nodes.Select(node => node.Name));
        return Problem.NotFound(
            $"There is no node {typed}.", near is [var nearest] ? $"Did you mean {nearest}?" : "See them all: nodes");
    }
}
