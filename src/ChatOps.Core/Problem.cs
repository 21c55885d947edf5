namespace ChatOps;

/// <summary>Why a person's wish was not carried out.</summary>
public enum ProblemKind
{
    /// <summary>The words make no sense: unknown command, missing argument, bad value.</summary>
    Invalid,

    /// <summary>What was named does not exist.</summary>
    NotFound,

    /// <summary>It exists, but doing this to it would be wrong.</summary>
    Refused,

    /// <summary>This person may not.</summary>
    Denied,

    /// <summary>The world moved on meanwhile, or somebody else is at it.</summary>
    Conflict,

    /// <summary>A neighbour (cluster, chat, database) can't be reached right now.</summary>
    Unavailable,
}

/// <summary>An answer a person can act on, phrased for chat; bugs and outages are exceptions instead.</summary>
/// <param name="Text">What happened and why, one or two sentences.</param>
/// <param name="NextStep">What to do now, or null where the text says it all.</param>
public sealed record Problem(ProblemKind Kind, string Text, string? NextStep = null)
{
    /// <summary>What somebody types who does so, offered as a button; null where that is not known.</summary>
    public string? Command { get; init; }

    public static Problem Invalid(string text, string? nextStep = null) => new(ProblemKind.Invalid, text, nextStep);

    public static Problem NotFound(string text, string? nextStep = null) => new(ProblemKind.NotFound, text, nextStep);

    public static Problem Refused(string text, string? nextStep = null) => new(ProblemKind.Refused, text, nextStep);

    public static Problem Denied(string text, string? nextStep = null) => new(ProblemKind.Denied, text, nextStep);

    public static Problem Conflict(string text, string? nextStep = null) => new(ProblemKind.Conflict, text, nextStep);

    public static Problem Unavailable(string text, string? nextStep = null) =>
        new(ProblemKind.Unavailable, text, nextStep);
}
