namespace ChatOps.Simulator.Drills;

/// <summary>How far a drill is.</summary>
public enum DrillStage
{
    /// <summary>What goes wrong has been done.</summary>
    Played,

    /// <summary>It shows.</summary>
    Broken,

    /// <summary>The goal is reached.</summary>
    Reached,

    /// <summary>All is well again, but not as the goal wanted it.</summary>
    Missed,

    /// <summary>The cluster is another one by now, in which nothing was broken: neither reached nor missed.</summary>
    BrokenOff,
}

/// <summary>Something worth telling in the course of a drill.</summary>
/// <param name="Elapsed">Since it was played.</param>
/// <param name="Text">What is to be seen.</param>
public sealed record DrillMoment(DrillStage Stage, TimeSpan Elapsed, string Text);
