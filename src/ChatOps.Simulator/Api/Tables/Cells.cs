using System.Text.Json;
using ChatOps.Simulator.Store;

namespace ChatOps.Simulator.Api.Tables;

/// <summary>Cells that several tables have in common.</summary>
internal static class Cells
{
    public const string None = "<none>";

    public static string OrNone(string? text) => string.IsNullOrEmpty(text) ? None : text;

    public static string OrUnset(string? text) => string.IsNullOrEmpty(text) ? "<unset>" : text;

    public static string Labels(JsonElement labels) => labels.ValueKind == JsonValueKind.Object && labels.EnumerateObject().Any()
        ? string.Join(',', labels.EnumerateObject().Select(label => $"{label.Name}={label.Value.GetString()}").Order(StringComparer.Ordinal))
        : None;

    /// <summary>A label selector object in the words of a query.</summary>
    public static string Selector(JsonElement selector)
    {
        var labels = selector.At("matchLabels") is { ValueKind: JsonValueKind.Object } equal
            ? equal.EnumerateObject().Select(label => $"{label.Name}={label.Value.GetString()}")
            : [];
        var expressions = selector.Items("matchExpressions").Select(Expression);
        return OrNone(string.Join(',', labels.Concat(expressions).Order(StringComparer.Ordinal)));
    }

    public static string ContainerNames(StoredObject workload) => Containers(workload, "name");

    public static string ContainerImages(StoredObject workload) => Containers(workload, "image");

    /// <summary>Short names of access modes, in the order kubectl has them.</summary>
    public static string AccessModes(IEnumerable<JsonElement> modes)
    {
        var given = modes.Select(mode => mode.GetString()).ToHashSet();
        return string.Join(',', new[]
        {
            ("ReadWriteOnce", "RWO"), ("ReadOnlyMany", "ROX"), ("ReadWriteMany", "RWX"), ("ReadWriteOncePod", "RWOP"),
        }.Where(mode => given.Contains(mode.Item1)).Select(mode => mode.Item2));
    }

    private static string Containers(StoredObject workload, string field) => string.Join(
        ',', workload.Json.Items("spec", "template", "spec", "containers").Select(container => container.Text(field)));

    private static string Expression(JsonElement expression)
    {
        var key = expression.Text("key");
        var values = string.Join(',', expression.Items("values").Select(value => value.GetString()));
        return expression.Text("operator") switch
        {
            "In" => $"{key} in ({values})",
            "NotIn" => $"{key} notin ({values})",
            "Exists" => $"{key}",
            _ => $"!{key}",
        };
    }
}
