using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChatOps.Simulator.Store;

namespace ChatOps.Simulator.Controllers;

/// <summary>Pods made from the template of a workload.</summary>
public static class PodTemplates
{
    public const string HashLabel = "pod-template-hash";

    private const string HashLetters = "bcdfghjklmnpqrstvwxz2456789";

    /// <param name="template">A PodTemplateSpec; not changed.</param>
    public static JsonObject NewPod(StoredObject owner, JsonElement template)
    {
        var metadata = new JsonObject { ["namespace"] = owner.Namespace };
        foreach (var part in (string[])["labels", "annotations", "finalizers"])
        {
            if (template.At("metadata", part) is var value && value.Exists())
            {
                metadata[part] = JsonNode.Parse(value.GetRawText());
            }
        }

        metadata["ownerReferences"] = new JsonArray(Ownership.ReferenceTo(owner));
        return new() { ["metadata"] = metadata, ["spec"] = JsonNode.Parse(template.At("spec").GetRawText()) };
    }

    /// <summary>The template without the label that the Deployment controller itself adds to it.</summary>
    public static JsonObject WithoutHash(JsonElement template)
    {
        var copy = (JsonObject)JsonNode.Parse(template.GetRawText())!;
        (copy.At("metadata", "labels") as JsonObject)?.Remove(HashLabel);
        (copy["metadata"] as JsonObject)?.Remove("creationTimestamp");
        return copy;
    }

    public static bool AreEqual(JsonElement left, JsonElement right) =>
        JsonNode.DeepEquals(WithoutHash(left), WithoutHash(right));

    /// <summary>
    /// A short name for a template, of the look Kubernetes gives it: FNV-1a, its decimal digits spelt with letters that
    /// form no words. Equal templates may get different hashes when their fields are in another order, so equality is
    /// never judged by it.
    /// </summary>
    public static string Hash(JsonElement template, long collisions)
    {
        var hash = 2166136261u;
        foreach (var each in Encoding.UTF8.GetBytes(WithoutHash(template).ToJsonString() + (collisions == 0 ? "" : collisions)))
        {
            hash = unchecked((hash ^ each) * 16777619u);
        }

        return string.Concat(hash.ToString().Select(digit => HashLetters[digit % HashLetters.Length]));
    }
}
