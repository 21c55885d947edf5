namespace ChatOps.Telemetry;

/// <summary>What all measures share.</summary>
public static class Meters
{
    /// <summary>The meter of all that the bot measures itself.</summary>
    public const string Name = "ChatOps";

    /// <summary>Names of all meters of the bot, the doors' own among them.</summary>
    public const string All = "ChatOps*";

    /// <summary>Seconds that somebody waits for an answer: Slack takes 3 at most.</summary>
    internal static readonly double[] Brief = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

    /// <summary>Seconds that a cluster or a person takes: up to hours.</summary>
    internal static readonly double[] Long = [1, 5, 15, 30, 60, 120, 300, 600, 1800, 3600];
}
