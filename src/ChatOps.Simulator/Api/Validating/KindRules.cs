using System.Text.Json.Nodes;
using ChatOps.Simulator.Store;

namespace ChatOps.Simulator.Api.Validating;

/// <summary>What the fields of a kind must look like.</summary>
internal static class KindRules
{
    private const string NotNegative = "must be greater than or equal to 0";

    public static IEnumerable<FieldError> Check(ResourceType type, JsonObject json) => type.Kind switch
    {
        "Pod" => PodRules.Check(json.Child("spec"), "spec"),
        "Deployment" or "ReplicaSet" or "StatefulSet" => Workload(json.Child("spec"), counted: true),
        "DaemonSet" => Workload(json.Child("spec"), counted: false),
        "Job" => PodRules.Check(json.Child("spec", "template", "spec"), "spec.template.spec"),
        "PersistentVolumeClaim" => Claim(json.Child("spec")),
        "ResourceQuota" => Amounts(json.At("spec", "hard"), "spec.hard"),
        "Event" => Happening(json),
        "Role" or "ClusterRole" => RoleRules.Check(type, json),
        _ => [],
    };

    private static IEnumerable<FieldError> Workload(JsonObject spec, bool counted)
    {
        if (counted && spec.Number("replicas") is { } replicas and < 0)
        {
            yield return FieldError.Invalid("spec.replicas", $"{replicas}", NotNegative);
        }

        var selected = spec.At("selector", "matchLabels") as JsonObject ?? [];
        if (spec["selector"] is null || (selected.Count == 0 && !spec.Items("selector", "matchExpressions").Any()))
        {
            yield return spec["selector"] is null
                ? FieldError.Required("spec.selector")
                : FieldError.Invalid("spec.selector", "{}", "empty selector is invalid for deployment");
        }

        var labels = spec.At("template", "metadata", "labels") as JsonObject ?? [];
        if (selected.Any(label => !JsonNode.DeepEquals(labels[label.Key], label.Value)))
        {
            yield return FieldError.Invalid(
                "spec.template.metadata.labels", labels.ToJsonString(), "`selector` does not match template `labels`");
        }

        foreach (var error in PodRules.Check(spec.Child("template", "spec"), "spec.template.spec"))
        {
            yield return error;
        }
    }

    private static IEnumerable<FieldError> Claim(JsonObject spec)
    {
        if (!spec.Items("accessModes").Any())
        {
            yield return FieldError.Required("spec.accessModes", "at least 1 access mode is required");
        }

        if (spec.Text("resources", "requests", "storage") is null)
        {
            yield return FieldError.Required("spec.resources[storage]");
        }

        foreach (var error in Amounts(spec.At("resources", "requests"), "spec.resources.requests"))
        {
            yield return error;
        }
    }

    private static IEnumerable<FieldError> Amounts(JsonNode? amounts, string field) =>
        PodRules.AmountErrors(amounts as JsonObject ?? [], field);

    private static IEnumerable<FieldError> Happening(JsonObject happening)
    {
        var about = happening.Text("involvedObject", "namespace") is { Length: > 0 } ns ? ns : "default";
        if (happening.Text("metadata", "namespace") != about)
        {
            yield return FieldError.Invalid("involvedObject.namespace", $"\"{about}\"", "does not match event.namespace");
        }
    }
}
