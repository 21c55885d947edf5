using ChatOps.Simulator.Drills;

namespace ChatOps.Host.Simulation;

/// <summary>How far a drill is, in words.</summary>
internal static class DrillWords
{
    public static string Of(DrillMoment moment) => moment.Stage switch
    {
        DrillStage.Played or DrillStage.Broken => $"Broken: {moment.Text}.",
        DrillStage.Reached => $"Goal reached: {moment.Text}.",
        DrillStage.BrokenOff => $"Broken off: {moment.Text}.",
        DrillStage.Missed => $"Goal missed: {moment.Text}.",
        _ => moment.Text,
    };
}
