using System.Globalization;
using System.Text.RegularExpressions;

namespace ChatOps.Diagnosing;

/// <summary>Where programs say that their configuration is wrong, in their own words.</summary>
internal static partial class ConfigSigns
{
    private const RegexOptions Way = RegexOptions.ExplicitCapture | RegexOptions.Multiline;
    private const int Limit = 1000;

    // Quoted as in logfmt, where a quote within is escaped.
    private const string Quoted = @"""(?<problem>([^""\\\n]|\\.)*)""";

    private static readonly Regex[] Patterns =
    [
        PrometheusParsing(), PrometheusRules(), PrometheusLoading(), PrometheusApplying(), PrometheusFlag(),
        Registry(), RegistryDriver(), Redis(),
    ];

    /// <returns>The first mistake that the log tells of, and the words that tell it; or null.</returns>
    public static (ConfigMistake Mistake, string Proof)? In(string log) =>
        Patterns.Select(pattern => pattern.Match(log)).FirstOrDefault(match => match.Success) is { } found
            ? (Read(found), found.Value)
            : null;

    private static ConfigMistake Read(Match found)
    {
        var problem = Wording.Unescape(found.Groups["problem"].Value);
        return new ConfigMistake(
            Value(found, "file"),
            LineIn(Value(found, "line") ?? Value(LineNumber().Match(problem), "line")),
            Wording.OneLine(Noise().Replace(problem, "")),
            Value(found, "text") is { } text ? SecretMask.Hide(text) : null);
    }

    private static string? Value(Match match, string group) =>
        match.Groups[group] is { Success: true, Length: > 0 } found ? found.Value : null;

    private static int? LineIn(string? digits) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var line) ? line : null;

    /// <summary>msg="Error loading config ..." err="parsing YAML file /etc/x.yml: yaml: line 12: ...".</summary>
    [GeneratedRegex(
        @"^.*parsing YAML file (?<file>[^\s:]+): (?<problem>([^""\\\n]|\\.)*).*$", Way, Limit)]
    private static partial Regex PrometheusParsing();

    /// <summary>msg="loading groups failed" err="/etc/rules.yml: 5:11: group ..."; the next lines only say that it gives up.</summary>
    [GeneratedRegex(
        @"^.*loading groups failed.*err=""(?<file>[^\s:""]+): ((?<line>\d+):\d+: )?(?<problem>([^""\\\n]|\\.)*)"".*$", Way, Limit)]
    private static partial Regex PrometheusRules();

    /// <summary>The file isn't there, or may not be read.</summary>
    [GeneratedRegex(@"^.*Error loading config \(--config\.file=(?<file>[^)]+)\).*err=" + Quoted + ".*$", Way, Limit)]
    private static partial Regex PrometheusLoading();

    [GeneratedRegex(
        @"^.*error loading config from \\?""(?<file>[^""\\]+)\\?"": (?<problem>([^""\\\n]|\\.)*).*$", Way, Limit)]
    private static partial Regex PrometheusApplying();

    [GeneratedRegex("^Error parsing command ?line arguments: (?<problem>.*)$", Way, Limit)]
    private static partial Regex PrometheusFlag();

    [GeneratedRegex(@"^.*configuration error: error parsing (?<file>[^\s:]+): (?<problem>.*)$", Way, Limit)]
    private static partial Regex Registry();

    [GeneratedRegex("^panic: (?<problem>StorageDriver not registered: .*)$", Way, Limit)]
    private static partial Regex RegistryDriver();

    [GeneratedRegex(
        @"FATAL CONFIG FILE ERROR.*\nReading the configuration file, at line (?<line>\d+)\n>>> '(?<text>.*)'\n(?<problem>.*)", Way, Limit)]
    private static partial Regex Redis();

    [GeneratedRegex(@"\bline (?<line>\d+)", Way, Limit)]
    private static partial Regex LineNumber();

    /// <summary>What the place has said already.</summary>
    [GeneratedRegex(@"\b(yaml: |unmarshal errors:\s*|line \d+: )", Way, Limit)]
    private static partial Regex Noise();
}
