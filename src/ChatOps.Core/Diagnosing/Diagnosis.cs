using System.Collections.Immutable;
using ChatOps.Inventory;

namespace ChatOps.Diagnosing;

/// <summary>What is wrong with one workload's pod and how that is known.</summary>
/// <param name="Summary">
/// One sentence without a full stop, the same as long as the cause is the same: no ages, no counters.
/// </param>
/// <param name="Evidence">
/// What was seen, one short line each, secrets masked. These lines hold ages and counters, so they change by themselves:
/// nothing for a plan that is compared.
/// </param>
/// <param name="Pod">The pod that was looked at, or null where there is none.</param>
/// <param name="Container">The container in it that is not well, or null.</param>
/// <param name="Fill">How full the pod's volume is, or null where nobody says.</param>
public sealed record Diagnosis(
    Cause Cause,
    string Summary,
    ImmutableList<string> Evidence,
    PodKey? Pod,
    string? Container,
    StorageFill? Fill)
{
    /// <summary>How its container ended last, without ages and counters: "exit code 137 (OOMKilled)"; null where it never has.</summary>
    public string? LastEnd { get; init; }

    /// <summary>What to do, in sentences, where the cause alone does not say it; else null.</summary>
    public string? WayOut { get; init; }

    /// <summary>What could not be looked at and why, a sentence each: the cause may hide there.</summary>
    public ImmutableList<string> Unseen { get; init; } = [];

    /// <summary>Where the configuration is wrong, as far as that is known.</summary>
    public ConfigMistake? Mistake { get; init; }
}

/// <summary>A place in a configuration file.</summary>
/// <param name="File">The path in the container, or null where only the words are known.</param>
/// <param name="Line">From 1; null where it isn't told.</param>
/// <param name="Problem">What the program says about it.</param>
/// <param name="Text">The line itself, secrets masked; null where it can't be read.</param>
public sealed record ConfigMistake(string? File, int? Line, string Problem, string? Text)
{
    /// <summary>The config map that the file comes from, where it can be mended; null where it isn't known.</summary>
    public string? ConfigMap { get; init; }

    /// <summary>Where to mend it: "line 12 of prometheus.yaml in config map x"; null where neither file nor map is known.</summary>
    public string? Place => this switch
    {
        { ConfigMap: { } map, File: { } file, Line: { } line } => $"line {line} of {Path.GetFileName(file)} in config map {map}",
        { ConfigMap: { } map, Line: { } line } => $"line {line} in config map {map}",
        { File: { } file, Line: { } line } => $"line {line} of {file}",
        { ConfigMap: { } map } => $"config map {map}",
        { File: { } file } => file,
        _ => null,
    };
}
