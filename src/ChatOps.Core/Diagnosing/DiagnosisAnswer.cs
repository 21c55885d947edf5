using ChatOps.Chat;
using ChatOps.Inventory;

namespace ChatOps.Diagnosing;

/// <summary>The answer to <see cref="DiagnoseQuery"/>: the cause, what it is known by, and what would cure it.</summary>
internal static class DiagnosisAnswer
{
    /// <param name="examined">At least one.</param>
    public static Message Of(AreaComponent component, IReadOnlyList<Examined> examined)
    {
        var worst = examined.FirstOrDefault(each => each.Diagnosis.Cause is not (Cause.Healthy or Cause.Starting or Cause.Ending))
            ?? examined.FirstOrDefault(each => each.Diagnosis.Cause is not Cause.Healthy)
            ?? examined[0];
        var cure = Cure.For(worst, component);
        var message = Message.Titled($"{Name(worst, component)}: {Word(worst.Diagnosis)}", ToneOf(worst.Diagnosis.Cause))
            .Text($"{worst.Diagnosis.Summary}.");
        message = WithEvidence(WithMistake(message, worst.Diagnosis), worst.Diagnosis);
        message = WithWayOut(message, worst.Diagnosis);
        message = cure.Words is { } words ? message.Field("Cure", words) : message;
        message = worst.Diagnosis.Unseen is [] ? message : message.Warning(string.Join('\n', worst.Diagnosis.Unseen));
        message = WithOthers(message, [.. examined.Where(each => each != worst)], component);
        return cure.Button is { } button ? message.Button(button) : message;
    }

    private static string Name(Examined examined, AreaComponent component) =>
        $"{ShortName.Of(examined.Workload.Name, component.Area.Release)} of {component.Area}";

    private static Message WithMistake(Message message, Diagnosis diagnosis)
    {
        if (diagnosis.Mistake is not { } mistake)
        {
            return message;
        }

        message = mistake.Text is { } text ? message.Field("Line", text) : message;
        return mistake.ConfigMap is { } map ? message.Field("Config map", map) : message;
    }

    public static Message WithEvidence(Message message, Diagnosis diagnosis) =>
        diagnosis.Evidence is [] ? message : message.Text(string.Join('\n', diagnosis.Evidence));

    public static Message WithWayOut(Message message, Diagnosis diagnosis) =>
        diagnosis.WayOut is { } wayOut ? message.Text(wayOut) : message;

    private static Message WithOthers(Message message, IReadOnlyList<Examined> others, AreaComponent component) =>
        others is []
            ? message
            : message.Text(string.Join('\n', others.Select(each =>
                $"{ShortName.Of(each.Workload.Name, component.Area.Release)}: {Word(each.Diagnosis)}")));

    public static Tone ToneOf(Cause cause) => cause switch
    {
        Cause.Healthy => Tone.Good,
        Cause.Starting or Cause.Ending => Tone.Working,
        Cause.Stopped => Tone.Warning,
        _ => Tone.Bad,
    };

    public static string Word(Diagnosis diagnosis) => diagnosis.WayOut is null ? Word(diagnosis.Cause) : "does not end";

    private static string Word(Cause cause) => cause switch
    {
        Cause.Healthy => "well",
        Cause.OutOfMemory => "out of memory",
        Cause.LivenessKilled => "killed by its liveness probe",
        Cause.CorruptData => "corrupt data",
        Cause.DiskFull => "disk full",
        Cause.Unschedulable => "can't be scheduled",
        Cause.ImageUnavailable => "image can't be pulled",
        Cause.BadConfiguration => "wrong configuration",
        Cause.Stopped => "scaled to 0",
        Cause.Starting => "on its way",
        Cause.Stuck => "stuck",
        Cause.Ending => "ending",
        _ => "not well, cause unknown",
    };
}
