using ChatOps.Inventory;

namespace ChatOps.Operations;

/// <summary>Whether the picture of the cluster can be acted on.</summary>
internal static class ClusterSight
{
    /// <summary>Why nothing can be planned now, or null.</summary>
    /// <param name="query">The query that shows when the picture is fresh again: "pods", "volumes".</param>
    public static Problem? OutOfSight(this IInventory inventory, string query) => inventory.Health switch
    {
        { IsComplete: false } => Problem.Unavailable(
            "The bot has not seen the whole cluster yet, so nothing was started.", "Ask again in a moment."),
        { StaleSince: { } since } => Problem.Unavailable(
            $"The cluster has been out of reach since {since:HH:mm:ss} UTC, so nothing was started.",
            $"Ask again when {query} shows a fresh picture."),
        _ => null,
    };

    /// <summary>What a step that only looks does while there is nothing to be seen, or null.</summary>
    public static StepOutcome? Blind(this IInventory inventory) =>
        inventory.Health is { StaleSince: not null } or { IsComplete: false }
            ? StepOutcome.SitOut("the cluster is out of reach, so nothing can be seen")
            : null;
}
