using System.Text.Json;
using ChatOps.Simulator.Store;

namespace ChatOps.Simulator.Api.Selecting;

/// <summary>Label selectors as objects have them: <c>matchLabels</c> and <c>matchExpressions</c>.</summary>
internal static class ObjectSelector
{
    /// <summary>Whether the labels meet every requirement; an empty selector selects everything.</summary>
    public static bool Matches(JsonElement selector, IReadOnlyDictionary<string, string> labels) =>
        MatchesLabels(selector.At("matchLabels"), labels)
        && selector.Items("matchExpressions").All(expression => Holds(expression, labels));

    private static bool MatchesLabels(JsonElement wanted, IReadOnlyDictionary<string, string> labels) =>
        wanted.ValueKind != JsonValueKind.Object
        || wanted.EnumerateObject().All(label => labels.TryGetValue(label.Name, out var has) && has == label.Value.GetString());

    private static bool Holds(JsonElement expression, IReadOnlyDictionary<string, string> labels)
    {
        var present = labels.TryGetValue(expression.Text("key") ?? "", out var has);
        var listed = present && expression.Items("values").Any(value => value.GetString() == has);
        return expression.Text("operator") switch
        {
            "In" => listed,
            "NotIn" => !listed,
            "Exists" => present,
            "DoesNotExist" => !present,
            _ => false,
        };
    }
}
