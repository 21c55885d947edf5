namespace ChatOps.Doctor;

/// <summary>How well something is.</summary>
public enum FindingState
{
    Good,

    /// <summary>Not set up, or switched off: nothing is wrong with that.</summary>
    Off,

    /// <summary>It works, and something about it should be seen to.</summary>
    Doubtful,

    /// <summary>What stands on it will not work.</summary>
    Bad,
}

/// <summary>What a checkup found.</summary>
/// <param name="Subject">What was looked at, such as "Slack token".</param>
/// <param name="Text">What was found, in one sentence.</param>
/// <param name="NextStep">What to do about it; null where there is nothing to do.</param>
public sealed record Finding(string Subject, FindingState State, string Text, string? NextStep = null)
{
    public static Finding Good(string subject, string text) => new(subject, FindingState.Good, text);

    public static Finding Off(string subject, string text, string? nextStep = null) =>
        new(subject, FindingState.Off, text, nextStep);

    public static Finding Doubtful(string subject, string text, string? nextStep = null) =>
        new(subject, FindingState.Doubtful, text, nextStep);

    public static Finding Bad(string subject, string text, string? nextStep = null) =>
        new(subject, FindingState.Bad, text, nextStep);
}
