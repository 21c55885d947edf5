namespace ChatOps.Simulator.Drills;

/// <summary>An exercise: something goes wrong in the simulated cluster, and whoever plays it puts it right.</summary>
/// <param name="Name">As it is asked for: <c>prometheus-disk-full</c>.</param>
/// <param name="Title">What one sees, on one line.</param>
/// <param name="Story">How it came about.</param>
/// <param name="Goal">What is to be reached, in words.</param>
/// <param name="Hint">Where to look and what to try.</param>
/// <param name="Play">What goes wrong, in this order.</param>
/// <param name="End">When it is reached.</param>
/// <param name="After">What is cleared away then; what is gone already is no mistake.</param>
public sealed record Drill(
    string Name,
    string Title,
    string Story,
    string Goal,
    string Hint,
    IReadOnlyList<DrillChange> Play,
    DrillEnd End,
    IReadOnlyList<DrillChange> After);

/// <summary>What must be so for a drill to be over.</summary>
/// <param name="Ready">How many of the pods must be ready.</param>
/// <param name="IsReplacement">Whether they must be other pods than before: what is wrong doesn't show in their state.</param>
/// <param name="KeepsData">Whether they must still be on the claims that they had before.</param>
public sealed record DrillEnd(string Namespace, string Labels, int Ready, bool IsReplacement, bool KeepsData);
