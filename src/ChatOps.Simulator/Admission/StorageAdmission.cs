using ChatOps.Simulator.Controllers;
using ChatOps.Simulator.Store;

namespace ChatOps.Simulator.Admission;

/// <summary>Holds claims and volumes in use by a finalizer, and gives a claim that names no class the default one.</summary>
public sealed class StorageAdmission : IAdmission
{
    private const string DefaultClass = "storageclass.kubernetes.io/is-default-class";

    public void Admit(AdmissionRequest request)
    {
        if (!request.IsCreate)
        {
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

    /// <summary>The newest, should several claim to be the default.</summary>
    private static StoredObject? FindDefault(StoreSnapshot snapshot) =>
        snapshot.List(ResourceTypes.StorageClasses).Where(each => each.Annotation(DefaultClass) == "true").MaxBy(each => each.CreatedAt());
}
