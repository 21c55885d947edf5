using ChatOps.Simulator.Controllers;
using ChatOps.Simulator.Store;
using k8s.Models;

namespace ChatOps.Simulator.Admission;

/// <summary>Holds claims and volumes in use by a finalizer, and gives a claim that names no class the default one.</summary>
public sealed class StorageAdmission : IAdmission
{
    private const string DefaultClass = "storageclass.kubernetes.io/is-default-class";

    private static readonly string[] Size = ["spec", "resources", "requests", "storage"];

    public void Admit(AdmissionRequest request)
    {
        if (request.Old is { } old)
        {
            RefuseGrowthUnlessAllowed(request, old);
            return;
        }

        if (request.Type == ResourceTypes.PersistentVolumeClaims)
        {
            Finalizers.Add(request.Json, "kubernetes.io/pvc-protection");
            if (request.Json.At("spec", "storageClassName") is null && FindDefault(request.Snapshot) is { } found)
            {
                request.Json.Child("spec")["storageClassName"] = found.Name;
            }
        }
        else if (request.Type == ResourceTypes.PersistentVolumes)
        {
            Finalizers.Add(request.Json, "kubernetes.io/pv-protection");
        }
    }

    private static void RefuseGrowthUnlessAllowed(AdmissionRequest request, StoredObject old)
    {
        var grows = request.Type == ResourceTypes.PersistentVolumeClaims
            && SizeOf(request.Json.Text(Size)) > SizeOf(old.Json.Text(Size));
        if (grows && !MayGrow(request))
        {
            throw ApiException.Forbidden(
                request.Type, request.Name,
                "only dynamically provisioned pvc can be resized and the storageclass that provisions the pvc must support resize");
        }
    }

    private static bool MayGrow(AdmissionRequest request) => request.Json.Text("spec", "storageClassName") is { } name
        && request.Snapshot.Find(ResourceTypes.StorageClasses, null, name) is { } found
        && found.Json.At("allowVolumeExpansion").ValueKind == System.Text.Json.JsonValueKind.True;

    private static decimal SizeOf(string? quantity) => quantity is null ? 0 : new ResourceQuantity(quantity).ToDecimal();

    /// <summary>The newest, should several claim to be the default.</summary>
    private static StoredObject? FindDefault(StoreSnapshot snapshot) =>
        snapshot.List(ResourceTypes.StorageClasses).Where(each => each.Annotation(DefaultClass) == "true").MaxBy(each => each.CreatedAt());
}
