using System.Text.Json;
using ChatOps.Simulator.Store;

namespace ChatOps.Simulator.Api.Tables;

/// <summary>Columns of claims, volumes and their classes.</summary>
internal static class StorageColumns
{
    public static readonly Column[] Claims =
    [
        Column.ObjectName,
        Column.Text("Status", claim => claim.IsTerminating ? "Terminating" : claim.Json.Text("status", "phase") ?? ""),
        Column.Text("Volume", claim => claim.Json.Text("spec", "volumeName") ?? ""),
        Column.Text("Capacity", claim => IsBound(claim) ? claim.Json.Text("status", "capacity", "storage") ?? "" : ""),
        Column.Text("Access Modes", claim => IsBound(claim) ? Cells.AccessModes(claim.Json.Items("status", "accessModes")) : ""),
        Column.Text("StorageClass", claim => claim.Json.Text("spec", "storageClassName") ?? ""),
        Column.Text("VolumeAttributesClass", claim => Cells.OrUnset(claim.Json.Text("spec", "volumeAttributesClassName"))),
        Column.Age,
        Column.Text("VolumeMode", claim => claim.Json.Text("spec", "volumeMode") ?? "<unset>", wide: true),
    ];

    public static readonly Column[] Volumes =
    [
        Column.ObjectName,
        Column.Text("Capacity", volume => volume.Json.Text("spec", "capacity", "storage") ?? ""),
        Column.Text("Access Modes", volume => Cells.AccessModes(volume.Json.Items("spec", "accessModes"))),
        Column.Text("Reclaim Policy", volume => volume.Json.Text("spec", "persistentVolumeReclaimPolicy") ?? ""),
        Column.Text("Status", volume => volume.IsTerminating ? "Terminating" : volume.Json.Text("status", "phase") ?? ""),
        Column.Text("Claim", ClaimOf),
        Column.Text("StorageClass", volume => volume.Json.Text("spec", "storageClassName") ?? ""),
        Column.Text("VolumeAttributesClass", volume => Cells.OrUnset(volume.Json.Text("spec", "volumeAttributesClassName"))),
        Column.Text("Reason", volume => volume.Json.Text("status", "reason") ?? ""),
        Column.Age,
        Column.Text("VolumeMode", volume => volume.Json.Text("spec", "volumeMode") ?? "<unset>", wide: true),
    ];

    public static readonly Column[] Classes =
    [
        Column.ObjectName with { Cell = (storageClass, _) => IsDefault(storageClass) ? $"{storageClass.Name} (default)" : storageClass.Name },
        Column.Text("Provisioner", storageClass => storageClass.Json.Text("provisioner") ?? ""),
        Column.Text("ReclaimPolicy", storageClass => storageClass.Json.Text("reclaimPolicy") ?? "Delete"),
        Column.Text("VolumeBindingMode", storageClass => storageClass.Json.Text("volumeBindingMode") ?? "Immediate"),
        Column.Text("AllowVolumeExpansion", storageClass => MayExpand(storageClass) ? "true" : "false"),
        Column.Age,
    ];

    private static bool IsBound(StoredObject claim) => claim.Json.Text("spec", "volumeName") is { Length: > 0 };

    private static string ClaimOf(StoredObject volume) => volume.Json.At("spec", "claimRef") is { ValueKind: JsonValueKind.Object } claim
        ? $"{claim.Text("namespace")}/{claim.Text("name")}"
        : "";

    private static bool MayExpand(StoredObject storageClass) =>
        storageClass.Json.At("allowVolumeExpansion").ValueKind == JsonValueKind.True;

    private static bool IsDefault(StoredObject storageClass) =>
        storageClass.Json.Text("metadata", "annotations", "storageclass.kubernetes.io/is-default-class") == "true";
}
