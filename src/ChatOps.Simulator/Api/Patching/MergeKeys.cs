using System.Text.Json.Nodes;
using ChatOps.Simulator.Store;

namespace ChatOps.Simulator.Api.Patching;

/// <summary>By which field the items of a list are told apart in a strategic merge. Lists not named here are replaced as a whole.</summary>
internal static class MergeKeys
{
    private static readonly Dictionary<string, string[]> Keys = new()
    {
        ["containers"] = ["name"],
        ["initContainers"] = ["name"],
        ["ephemeralContainers"] = ["name"],
        ["env"] = ["name"],
        ["volumes"] = ["name"],
        ["imagePullSecrets"] = ["name"],
        ["secrets"] = ["name"],
        ["resourceClaims"] = ["name"],
        ["volumeMounts"] = ["mountPath"],
        ["volumeDevices"] = ["devicePath"],
        ["ports"] = ["containerPort", "port"],
        ["conditions"] = ["type"],
        ["addresses"] = ["type"],
        ["ownerReferences"] = ["uid"],
        ["hostAliases"] = ["ip"],
        ["podIPs"] = ["ip"],
        ["topologySpreadConstraints"] = ["topologyKey"],
    };

    /// <summary>Lists of plain values that are merged as sets.</summary>
    private static readonly HashSet<string> Sets = ["finalizers", "podCIDRs"];

    /// <summary>The key of a list's items; null when the list is replaced as a whole.</summary>
    /// <param name="field">The list's name.</param>
    public static string? Of(string field, JsonArray items) => Keys.TryGetValue(field, out var keys)
        ? keys.FirstOrDefault(key => items.OfType<JsonObject>().Any(item => item.ContainsKey(key)))
        : null;

    public static bool IsSet(string field) => Sets.Contains(field);

    /// <summary>The item of a list with the same key; null when there is none.</summary>
    public static JsonObject? Find(JsonArray list, string key, JsonNode? value) =>
        list.OfType<JsonObject>().FirstOrDefault(item => JsonNode.DeepEquals(item.At(key), value));
}
