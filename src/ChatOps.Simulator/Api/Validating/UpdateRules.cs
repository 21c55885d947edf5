using System.Text.Json;
using System.Text.Json.Nodes;
using ChatOps.Simulator.Store;

namespace ChatOps.Simulator.Api.Validating;

/// <summary>What may not be changed once an object is there.</summary>
internal static class UpdateRules
{
    private static readonly string[] StatefulSetMayChange =
        ["replicas", "ordinals", "template", "updateStrategy", "revisionHistoryLimit", "persistentVolumeClaimRetentionPolicy", "minReadySeconds"];

    public static IEnumerable<FieldError> Check(ResourceType type, JsonElement old, JsonObject json)
    {
        var before = JsonObject.Create(old)!.Child("spec");
        var after = json.Child("spec");
        return NameRules.LabelErrors(json).Concat(type.Kind switch
        {
            "StatefulSet" => StatefulSet(before, after),
            "Deployment" or "ReplicaSet" or "DaemonSet" => Selector(before, after),
            "Pod" => Pod(before, after),
            "RoleBinding" or "ClusterRoleBinding" => Binding(old, json),
            "PersistentVolumeClaim" => Claim(before, after, old.Text("status", "phase") == "Bound"),
            _ => [],
        });
    }

    private static IEnumerable<FieldError> StatefulSet(JsonObject before, JsonObject after)
    {
        if (!Same(Without(before, StatefulSetMayChange), Without(after, StatefulSetMayChange)))
        {
            yield return FieldError.Forbidden(
                "spec",
                "updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template', 'updateStrategy', "
                + "'revisionHistoryLimit', 'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds' are forbidden");
        }
    }

    private static IEnumerable<FieldError> Selector(JsonObject before, JsonObject after)
    {
        if (!Same(before["selector"], after["selector"]))
        {
            yield return FieldError.Invalid("spec.selector", after["selector"]?.ToJsonString() ?? "null", "field is immutable");
        }
    }

    private static IEnumerable<FieldError> Binding(JsonElement old, JsonObject json)
    {
        if (!Same(JsonObject.Create(old)!["roleRef"], json["roleRef"]))
        {
            yield return FieldError.Invalid("roleRef", json["roleRef"]?.ToJsonString() ?? "null", "cannot change roleRef");
        }
    }

    private static IEnumerable<FieldError> Pod(JsonObject before, JsonObject after)
    {
        if (!Same(Fixed(before), Fixed(after)) || !KeepsTolerations(before, after))
        {
            yield return FieldError.Forbidden(
                "spec",
                "pod updates may not change fields other than `spec.containers[*].image`, `spec.initContainers[*].image`, "
                + "`spec.activeDeadlineSeconds`, `spec.tolerations` (only additions to existing tolerations), "
                + "`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)");
        }
    }

    private static IEnumerable<FieldError> Claim(JsonObject before, JsonObject after, bool bound)
    {
        // Only a bound claim may ask for more; an unbound one may be told its volume.
        string[] mayChange = bound ? ["resources"] : before.ContainsKey("volumeName") ? [] : ["volumeName"];
        if (!Same(Without(before, mayChange), Without(after, mayChange)))
        {
            yield return FieldError.Forbidden(
                "spec", "spec is immutable after creation except resources.requests and volumeAttributesClassName for bound claims");
        }
        else if (bound && PodAmount(after) < PodAmount(before))
        {
            yield return FieldError.Forbidden("spec.resources.requests.storage", "field can not be less than status.capacity");
        }
    }

    private static decimal PodAmount(JsonObject spec) =>
        new k8s.Models.ResourceQuantity(spec.Text("resources", "requests", "storage") ?? "0").ToDecimal();

    private static bool KeepsTolerations(JsonObject before, JsonObject after) =>
        before.Items("tolerations").All(old => after.Items("tolerations").Any(now => Same(old, now)));

    /// <summary>The part of a pod's spec that stays.</summary>
    private static JsonObject Fixed(JsonObject spec)
    {
        var kept = Without(spec, ["activeDeadlineSeconds", "tolerations"]);
        foreach (var container in kept.Items("containers").Concat(kept.Items("initContainers")).OfType<JsonObject>())
        {
            container.Remove("image");
        }

        return kept;
    }

    private static JsonObject Without(JsonObject spec, string[] fields)
    {
        var rest = (JsonObject)spec.DeepClone();
        foreach (var field in fields)
        {
            rest.Remove(field);
        }

        return rest;
    }

    private static bool Same(JsonNode? one, JsonNode? other) => JsonNode.DeepEquals(one, other);
}
