using ChatOps.Chat;
using ChatOps.Simulator.Drills;

namespace ChatOps.Host.WebConsole.Drills;

/// <summary>What the room says of a drill.</summary>
public static class DrillMessages
{
    public static Message Of(Drill drill, DrillMoment moment)
    {
        var breaks = moment.Stage == DrillStage.Played ? StepState.Running : StepState.Done;
        var message = Message.Titled(Title(drill, moment), ToneOf(moment.Stage))
            .Text(drill.Story)
            .Field("Goal", drill.Goal)
            .Field("Hint", drill.Hint)
            .Steps([new(breaks, "Something breaks"), Goal(moment)]);
        return message with { Footer = $"Drill {drill.Name}" };
    }

    public static Message Refused(Drill drill, string why) => Message
        .Titled($"The drill {drill.Name} can't be played", Tone.Warning)
        .Text(why);

    private static string Title(Drill drill, DrillMoment moment) => moment.Stage switch
    {
        DrillStage.Reached => $"Drill won in {Words.Of(moment.Elapsed)}: {drill.Title}",
        DrillStage.Missed => $"All is well again after {Words.Of(moment.Elapsed)}, but the goal was missed",
        DrillStage.BrokenOff => $"Drill broken off: {drill.Title}",
        _ => $"Drill: {drill.Title}",
    };

    private static Tone ToneOf(DrillStage stage) => stage switch
    {
        DrillStage.Reached => Tone.Good,
        DrillStage.Missed => Tone.Warning,
        DrillStage.BrokenOff => Tone.Neutral,
        _ => Tone.Working,
    };

    private static StepLine Goal(DrillMoment moment) => moment.Stage switch
    {
        DrillStage.Reached => new(StepState.Done, "You put it right", moment.Text),
        DrillStage.Missed or DrillStage.BrokenOff => new(StepState.Failed, "You put it right", moment.Text),
        DrillStage.Broken => new(StepState.Running, "You put it right", moment.Text),
        _ => new(StepState.Pending, "You put it right"),
    };
}
