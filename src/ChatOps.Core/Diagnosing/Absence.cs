using ChatOps.Inventory;

namespace ChatOps.Diagnosing;

/// <summary>Pods that a workload is to have and that do not exist.</summary>
/// <param name="Pods">How many; at least 1.</param>
/// <param name="Reason">Why, in words without a full stop.</param>
/// <param name="Next">What would keep them from running once that is solved, or null.</param>
/// <param name="Unseen">What could not be looked at, in a sentence, or null.</param>
internal sealed record Absence(Workload Workload, int Pods, string Reason, string? Next, string? Unseen)
{
    /// <summary>What a person says to solve it; null where no command can.</summary>
    public string? Command { get; init; }

    /// <param name="release">What the names of the area's objects begin with.</param>
    public string Words(string? release) =>
        $"{ShortName.Of(Workload.Name, release)} lacks {ChatOps.Words.Count(Pods, "pod")}: {Reason}."
        + (Command is null ? "" : $"\nSay: {Command}")
        + (Next is null ? "" : $"\nNext, once that is solved: {Next}.")
        + (Unseen is null ? "" : $"\n{Unseen}");
}
