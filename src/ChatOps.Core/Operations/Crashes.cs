using ChatOps.Inventory;

namespace ChatOps.Operations;

/// <summary>When it is clear that a new pod fails as the one before it did, and waiting longer would tell nothing new.</summary>
internal static class Crashes
{
    /// <summary>One or two may be bad luck, such as a neighbour that starts later.</summary>
    private const int Enough = 3;

    /// <param name="pods">Pods made by the operation that asks, so that each of their restarts counts.</param>
    /// <param name="release">What their names begin with, or null.</param>
    public static Problem? Of(IEnumerable<Pod> pods, string? release, DateTimeOffset now) =>
        pods.FirstOrDefault(pod => pod is { IsTerminating: false, Restarts: >= Enough }) is { } crashing
            ? Problem.Conflict(
                $"{ShortName.Of(crashing.Name, release)} ended {crashing.Restarts} times again: {crashing.Why(now)}.")
            : null;
}
