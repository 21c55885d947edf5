namespace ChatOps.Chat;

/// <summary>
/// Tones and states as one sign each: apart by shape as well as by colour, and spoken by screen readers. Unicode, since no
/// chat platform turns ":name:" into a picture in plain text.
/// </summary>
public static class Marks
{
    public const string Warning = "⚠️";

    /// <summary>The sign with a space behind it; nothing for a neutral tone.</summary>
    public static string Before(Tone tone) => tone switch
    {
        Tone.Working => "⏳ ",
        Tone.Good => "✅ ",
        Tone.Warning => $"{Warning} ",
        Tone.Bad => "❌ ",
        _ => "",
    };

    public static string Of(StepState state) => state switch
    {
        StepState.Pending => "▫️",
        StepState.Running => "⏳",
        StepState.Done => "✅",
        StepState.Undone => "↩️",
        StepState.Unknown => "❔",
        _ => "❌",
    };
}
