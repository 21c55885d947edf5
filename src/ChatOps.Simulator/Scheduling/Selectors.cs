using System.Globalization;
using k8s.Models;

namespace ChatOps.Simulator.Scheduling;

/// <summary>Label selectors and node selectors, matched against plain label maps.</summary>
public static class Selectors
{
    private static readonly Dictionary<string, string> NoLabels = [];

    /// <summary>A null selector matches nothing, an empty one everything.</summary>
    public static bool Matches(this V1LabelSelector? selector, IDictionary<string, string>? labels) =>
        selector is not null
        && (selector.MatchLabels ?? NoLabels).All(wanted => Value(labels, wanted.Key) == wanted.Value)
        && (selector.MatchExpressions ?? []).All(
            each => Matches(each.OperatorProperty, each.Values, Value(labels, each.Key)));

    /// <summary>The terms are alternatives; a term with neither expressions nor fields matches nothing.</summary>
    public static bool Matches(this V1NodeSelector selector, string nodeName, IDictionary<string, string>? labels) =>
        (selector.NodeSelectorTerms ?? []).Any(term => term.Matches(nodeName, labels));

    public static bool Matches(this V1NodeSelectorTerm term, string nodeName, IDictionary<string, string>? labels) =>
        (term.MatchExpressions is { Count: > 0 } || term.MatchFields is { Count: > 0 })
        && (term.MatchExpressions ?? []).All(
            each => Matches(each.OperatorProperty, each.Values, Value(labels, each.Key)))
        && (term.MatchFields ?? []).All(
            each => each.Key == "metadata.name" && Matches(each.OperatorProperty, each.Values, nodeName));

    private static bool Matches(string how, IList<string>? values, string? actual) => how switch
    {
        "In" => actual is not null && values?.Contains(actual) == true,
        "NotIn" => actual is null || values?.Contains(actual) != true,
        "Exists" => actual is not null,
        "DoesNotExist" => actual is null,
        "Gt" => Compare(actual, values) > 0,
        "Lt" => Compare(actual, values) < 0,
        _ => false,
    };

    /// <summary>Zero, and so neither greater nor less, where one of the two isn't a whole number.</summary>
    private static int Compare(string? actual, IList<string>? values) =>
        values is [var single] && TryParse(actual, out var left) && TryParse(single, out var right)
            ? left.CompareTo(right)
            : 0;

    private static bool TryParse(string? text, out long number) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);

    private static string? Value(IDictionary<string, string>? labels, string key) =>
        labels is not null && labels.TryGetValue(key, out var value) ? value : null;
}
