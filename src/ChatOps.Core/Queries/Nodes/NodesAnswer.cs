using System.Collections.Immutable;
using ChatOps.Chat;
using ChatOps.Fitting;
using ChatOps.Inventory;
using ChatOps.Inventory.Placement;

namespace ChatOps.Queries.Nodes;

/// <summary>The answer to <see cref="NodesQuery"/>: a table for each pool while that is little, a line for each beyond.</summary>
internal static class NodesAnswer
{
    private const int MostRows = 60;

    /// <summary>A table takes up to three of the 50 blocks that a Slack message may have, the text below it one more.</summary>
    private const int MostTables = 10;
    private const int MostLines = 20;
    private const int MostPodsNamed = 3;

    public static Message Of(IReadOnlyList<NodePool> pools)
    {
        var nodes = pools.SelectMany(pool => pool.Nodes).ToList();
        var isWell = nodes.Count > 0 && nodes.TrueForAll(node => StateOf(node.Node).Length == 0);
        var message = Message.Titled(Title(nodes, pools.Count), isWell ? Tone.Good : Tone.Warning);
        var rows = 0;
        List<NodePool> tables = [.. pools.TakeWhile((pool, number) => number < MostTables && (rows += pool.Nodes.Count) <= MostRows)];
        foreach (var pool in tables)
        {
            message = message.Table(Table(pool));
            message = Largest(pool) is { Length: > 0 } largest ? message.Text(largest) : message;
        }

        var lines = pools.Skip(tables.Count).Select(Line).ToList();
        return lines.Count == 0
            ? message
            : message.Text(string.Join('\n', lines.Count > MostLines ? [.. lines.Take(MostLines), $"and {lines.Count - MostLines:N0} more"] : lines));
    }

    /// <summary>"cordoned, not ready", or nothing where all is well.</summary>
    public static string StateOf(Node node) =>
        string.Join(", ", [.. node.IsSchedulable ? [] : (string[])["cordoned"], .. node.IsReady ? [] : (string[])["not ready"]]);

    /// <summary>"4.2 of 10 CPU".</summary>
    public static string Taken(IEnumerable<NodeState> nodes, string resource)
    {
        var list = nodes.ToList();
        var all = AmountWords.FreeValue(resource, list.Sum(node => node.Allocatable(resource)));
        return $"{AmountWords.FreeValue(resource, list.Sum(node => node.Requested(resource)))} of {all}";
    }

    private static string Title(List<NodeState> nodes, int pools)
    {
        if (nodes.Count == 0)
        {
            return "I see no nodes";
        }

        var unwell = nodes.Count(node => StateOf(node.Node).Length > 0);
        var taken = $"{Taken(nodes, ResourceNames.Cpu)} CPU and {Taken(nodes, ResourceNames.Memory)} requested";
        return $"{Words.Count(nodes.Count, "node")} in {Words.Count(pools, "pool")}: {taken}"
            + (unwell == 0 ? "" : $"; {unwell} cordoned or not ready");
    }

    private static TablePart Table(NodePool pool)
    {
        var columns = new List<(string Header, Func<NodeState, string> Cell)>
        {
            ("NODE", pool.Shorten),
            ("CPU", node => Taken(node, ResourceNames.Cpu)),
            ("FREE", node => Free(node, ResourceNames.Cpu)),
            ("MEMORY", node => Taken(node, ResourceNames.Memory)),
            ("FREE", node => Free(node, ResourceNames.Memory)),
            ("STATE", node => StateOf(node.Node)),
            ("PODS", node => $"{node.Pods.Count}/{node.Allocatable(ResourceNames.Pods)}"),
            ("CPU REQ", node => AmountWords.FreeValue(ResourceNames.Cpu, node.Requested(ResourceNames.Cpu))),
            ("MEM REQ", node => AmountWords.FreeValue(ResourceNames.Memory, node.Requested(ResourceNames.Memory))),
            ("TAINTS", node => string.Join(", ", node.Node.Taints.Where(taint => taint.Key != Taint.UnschedulableKey))),
        };

        columns.RemoveAll(column => pool.Nodes.All(node => column.Cell(node).Length == 0));
        return new TablePart(
            Line(pool),
            [.. columns.Select(column => column.Header)],
            [.. pool.Nodes.Select(node => columns.Select(column => column.Cell(node)).ToImmutableList())])
        {
            More = $"nodes --pool {pool.Name}",
        };
    }

    private static string Line(NodePool pool) =>
        $"{pool.Title}: {AmountWords.Free(ResourceNames.Cpu, pool.Free(ResourceNames.Cpu))} "
        + $"and {AmountWords.FreeValue(ResourceNames.Memory, pool.Free(ResourceNames.Memory))} free";

    private static string Taken(NodeState node, string resource) => Bar.Of(node.Requested(resource), node.Allocatable(resource));

    private static string Free(NodeState node, string resource) => AmountWords.FreeValue(resource, node.Free(resource));

    /// <summary>A line for each node that has pods; in the table their names would make every row a screen high.</summary>
    private static string Largest(NodePool pool) => string.Join('\n', pool.Nodes
        .Select(node => (Node: node, Pods: Largest(node)))
        .Where(each => each.Pods.Length > 0)
        .Select(each => $"{pool.Shorten(each.Node)}: {each.Pods}"));

    private static string Largest(NodeState node) => string.Join(", ", PodShare.Of(node)
        .Where(share => share.Largest > 0)
        .Take(MostPodsNamed)
        .Select(share => $"{share.Pod} {share.Largest * 100:0}%"));
}
