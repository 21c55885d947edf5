using System.Globalization;
using System.Text.RegularExpressions;
using ChatOps.Inventory;
using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace ChatOps.Adapters.Cluster.Mapping;

/// <summary>
/// The cluster autoscaler's status in both its forms: text for people until 1.29, YAML since
/// (https://github.com/kubernetes/autoscaler, clusterstate/api).
/// </summary>
internal static partial class AutoscalerText
{
    private const string Setback = "Backoff";
    private const string NoReason = "a scale-up failed a moment ago";
    private const int Limit = 1000;

    private static readonly IDeserializer Yaml = new DeserializerBuilder()
        .WithNamingConvention(CamelCaseNamingConvention.Instance)
        .IgnoreUnmatchedProperties()
        .Build();

    /// <returns>Null for what is neither.</returns>
    public static AutoscalerStatus? Read(string text) =>
        text.StartsWith("Cluster-autoscaler status", StringComparison.Ordinal) ? OfText(text) : OfYaml(text);

    private static AutoscalerStatus OfText(string text) => new(
        [.. Group().Matches(text).Select(match => new NodeGroup(
            match.Groups["name"].Value,
            Number(match, "target"),
            Number(match, "max"),
            match.Groups["up"].Value is Setback ? NoReason : null))],
        Moment(text));

    private static AutoscalerStatus? OfYaml(string text)
    {
        try
        {
            return Yaml.Deserialize<StatusYaml?>(text) is { NodeGroups: { } groups } status
                ? new([.. groups.Where(group => group.Health is not null).Select(Read)], Moment(status.Time ?? ""))
                : null;
        }
        catch (YamlException)
        {
            return null;
        }
    }

    private static NodeGroup Read(GroupYaml group) => new(
        group.Name ?? "",
        group.Health?.CloudProviderTarget ?? 0,
        group.Health?.MaxSize ?? 0,
        group.ScaleUp is { Status: Setback } up ? SecretMask.Hide(Reason(up.BackoffInfo)) : null);

    private static string Reason(BackoffYaml? info) =>
        string.Join(": ", ((string?[])[info?.ErrorCode, info?.ErrorMessage?.TrimEnd('.')]).Where(word => word is { Length: > 0 }))
            is { Length: > 0 } reason ? reason : NoReason;

    private static int Number(Match match, string group) => int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);

    private static DateTimeOffset? Moment(string text) =>
        Time().Match(text) is { Success: true } found
        && DateTimeOffset.TryParseExact(
            $"{found.Groups["time"].Value} {found.Groups["zone"].Value}",
            "yyyy-MM-dd HH:mm:ss zzz",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var moment)
            ? moment
            : null;

    /// <summary>From its name over its health to what it does to grow; a group whose health is not known has no sizes.</summary>
    [GeneratedRegex(
        @"^ +Name: +(?<name>\S+)\n +Health: .*cloudProviderTarget=(?<target>\d{1,9}) \(minSize=\d+, maxSize=(?<max>\d{1,9})\)(.*\n)((?! +Name:).*\n)*? +ScaleUp: +(?<up>\w+)",
        RegexOptions.ExplicitCapture | RegexOptions.Multiline,
        Limit)]
    private static partial Regex Group();

    /// <summary>"2026-03-01 03:16:12.546750398 +0000 UTC".</summary>
    [GeneratedRegex(@"(?<time>\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)(\.\d+)? (?<zone>[+-]\d{4})", RegexOptions.ExplicitCapture, Limit)]
    private static partial Regex Time();

    private sealed class StatusYaml
    {
        public string? Time { get; set; }

        public List<GroupYaml>? NodeGroups { get; set; }
    }

    private sealed class GroupYaml
    {
        public string? Name { get; set; }

        public HealthYaml? Health { get; set; }

        public ScaleUpYaml? ScaleUp { get; set; }
    }

    private sealed class HealthYaml
    {
        public int CloudProviderTarget { get; set; }

        public int MaxSize { get; set; }
    }

    private sealed class ScaleUpYaml
    {
        public string? Status { get; set; }

        public BackoffYaml? BackoffInfo { get; set; }
    }

    private sealed class BackoffYaml
    {
        public string? ErrorCode { get; set; }

        public string? ErrorMessage { get; set; }
    }
}
