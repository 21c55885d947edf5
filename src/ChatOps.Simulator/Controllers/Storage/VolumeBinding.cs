using System.Text.Json.Nodes;
using ChatOps.Simulator.Store;
using k8s.Models;

namespace ChatOps.Simulator.Controllers.Storage;

/// <summary>The two halves of a binding: the volume's claimRef and the claim's volumeName.</summary>
public static class VolumeBinding
{
    public const string Completed = "pv.kubernetes.io/bind-completed";
    public const string SelectedNode = "volume.kubernetes.io/selected-node";

    private const string ByController = "pv.kubernetes.io/bound-by-controller";
    private const string ProvisionedBy = "pv.kubernetes.io/provisioned-by";
    private const string Zone = "topology.kubernetes.io/zone";

    /// <summary>Whether no claim has it, and none is meant to get it.</summary>
    public static bool IsFree(StoredObject volume) => !volume.Json.At("spec", "claimRef").Exists() && !volume.IsTerminating;

    /// <summary>Whether it is bound to exactly this claim.</summary>
    public static bool IsFor(StoredObject volume, StoredObject claim) =>
        NamesIt(volume, claim.Namespace, claim.Name) && volume.Json.Text("spec", "claimRef", "uid") is var uid
        && (uid is null or "" || uid == claim.Uid);

    /// <summary>Whether somebody reserved it for a claim of this name that has no volume yet.</summary>
    public static bool IsKeptFor(StoredObject volume, V1PersistentVolumeClaim claim) =>
        NamesIt(volume, claim.Metadata.NamespaceProperty, claim.Metadata.Name)
        && volume.Json.Text("spec", "claimRef", "uid") is var uid && (uid is null or "" || uid == claim.Metadata.Uid);

    public static void WriteVolume(JsonObject volume, StoredObject claim)
    {
        var reference = volume.Child("spec", "claimRef");
        reference["apiVersion"] = "v1";
        reference["kind"] = claim.Type.Kind;
        reference["namespace"] = claim.Namespace;
        reference["name"] = claim.Name;
        reference["uid"] = claim.Uid;
        volume.Child("status")["phase"] = "Bound";
    }

    public static void WriteClaim(JsonObject claim, StoredObject volume)
    {
        var annotations = claim.Child("metadata", "annotations");
        annotations[Completed] = "yes";
        if (claim.Text("spec", "volumeName") is null or "")
        {
            annotations[ByController] = "yes";
            claim.Child("spec")["volumeName"] = volume.Name;
        }

        var status = claim.Child("status");
        status["phase"] = "Bound";
        status["accessModes"] = Copy(volume, "spec", "accessModes");
        status["capacity"] = Copy(volume, "spec", "capacity");
    }

    /// <summary>A new disk for a claim, in the zone of the node that the pod was given, if the class waited for that.</summary>
    public static JsonObject NewVolume(StoredObject claim, V1StorageClass storageClass, StoredObject? node)
    {
        var name = $"pvc-{claim.Uid}";
        var spec = new JsonObject
        {
            ["capacity"] = new JsonObject { ["storage"] = claim.Json.Text("spec", "resources", "requests", "storage") },
            ["accessModes"] = Copy(claim, "spec", "accessModes"),
            ["persistentVolumeReclaimPolicy"] = storageClass.ReclaimPolicy ?? "Delete",
            ["storageClassName"] = storageClass.Metadata.Name,
            ["volumeMode"] = claim.Json.Text("spec", "volumeMode") ?? "Filesystem",
            ["gcePersistentDisk"] = new JsonObject { ["pdName"] = name, ["fsType"] = "ext4" },
        };
        if (node?.Labels.GetValueOrDefault(Zone) is { } zone)
        {
            spec["nodeAffinity"] = InZone(zone);
        }

        return new()
        {
            ["metadata"] = new JsonObject
            {
                ["name"] = name,
                ["annotations"] = new JsonObject { [ProvisionedBy] = storageClass.Provisioner },
            },
            ["spec"] = spec,
            ["status"] = new JsonObject { ["phase"] = "Pending" },
        };
    }

    private static JsonObject InZone(string zone) => new()
    {
        ["required"] = new JsonObject
        {
            ["nodeSelectorTerms"] = new JsonArray(new JsonObject
            {
                ["matchExpressions"] = new JsonArray(new JsonObject
                {
                    ["key"] = Zone,
                    ["operator"] = "In",
                    ["values"] = new JsonArray(zone),
                }),
            }),
        },
    };

    private static bool NamesIt(StoredObject volume, string? ns, string name) =>
        volume.Json.Text("spec", "claimRef", "name") == name && volume.Json.Text("spec", "claimRef", "namespace") == ns;

    private static JsonNode? Copy(StoredObject from, params ReadOnlySpan<string> path) =>
        from.Json.At(path) is var value && value.Exists() ? JsonNode.Parse(value.GetRawText()) : null;
}
