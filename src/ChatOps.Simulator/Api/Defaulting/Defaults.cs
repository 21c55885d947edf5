using System.Text.Json.Nodes;
using ChatOps.Simulator.Store;

namespace ChatOps.Simulator.Api.Defaulting;

/// <summary>Fills in what a client leaves out, with the values a real API server gives. Filling in twice changes nothing.</summary>
public sealed class Defaults : IAdmission
{
    private const string InUse = "kubernetes.io/pvc-protection";
    private const string VolumeInUse = "kubernetes.io/pv-protection";
    private const string DefaultClass = "storageclass.kubernetes.io/is-default-class";

    public void Admit(AdmissionRequest request)
    {
        Fill(request.Type, request.Json);
        if (request.IsCreate)
        {
            FillNew(request);
        }
    }

    /// <summary>Fills in what a type always has.</summary>
    public static void Fill(ResourceType type, JsonObject json)
    {
        switch (type.Kind)
        {
            case "Pod":
                PodDefaults.Fill(json.Child("spec"));
                break;
            case "Deployment" or "ReplicaSet" or "StatefulSet" or "DaemonSet" or "Job" or "CronJob" or "ReplicationController":
                WorkloadDefaults.Fill(type.Kind, json);
                break;
            case "PersistentVolumeClaim":
                json.Child("spec").Default("volumeMode", "Filesystem");
                break;
            case "PersistentVolume":
                json.Child("spec").Default("volumeMode", "Filesystem");
                json.Child("spec").Default("persistentVolumeReclaimPolicy", "Retain");
                break;
            case "StorageClass":
                json.Default("reclaimPolicy", "Delete");
                json.Default("volumeBindingMode", "Immediate");
                break;
            case "Service":
                FillService(json.Child("spec"));
                break;
            case "Secret":
                json.Default("type", "Opaque");
                break;
        }
    }

    private static void FillNew(AdmissionRequest request)
    {
        var json = request.Json;
        switch (request.Type.Kind)
        {
            case "Namespace":
                json.Child("metadata", "labels").Default("kubernetes.io/metadata.name", request.Name);
                json.Child("spec").Default("finalizers", new JsonArray("kubernetes"));
                json.Child("status").Default("phase", "Active");
                break;
            case "Pod":
                PodDefaults.FillNew(json);
                break;
            case "PersistentVolumeClaim":
                FillClaim(request);
                break;
            case "PersistentVolume":
                AddFinalizer(json, VolumeInUse);
                json.Child("status").Default("phase", "Pending");
                break;
            case "Service":
                GiveAddress(json.Child("spec"));
                json.Child("status").Default("loadBalancer", new JsonObject());
                break;
        }
    }

    private static void FillClaim(AdmissionRequest request)
    {
        var spec = request.Json.Child("spec");
        var standard = request.Snapshot.List(ResourceTypes.StorageClasses)
            .FirstOrDefault(storageClass => storageClass.Json.Text("metadata", "annotations", DefaultClass) == "true");
        if (!spec.ContainsKey("storageClassName") && standard is not null)
        {
            spec["storageClassName"] = standard.Name;
        }

        AddFinalizer(request.Json, InUse);
        request.Json.Child("status").Default("phase", "Pending");
    }

    private static void FillService(JsonObject spec)
    {
        spec.Default("type", "ClusterIP");
        spec.Default("sessionAffinity", "None");
        spec.Default("internalTrafficPolicy", "Cluster");
        foreach (var port in spec.Items("ports").OfType<JsonObject>())
        {
            port.Default("protocol", "TCP");
            port.Default("targetPort", port["port"]?.DeepClone());
        }
    }

    private static void GiveAddress(JsonObject spec)
    {
        if (spec.Text("type") == "ExternalName")
        {
            return;
        }

        var random = Random.Shared;
        spec.Default("clusterIP", $"10.96.{random.Next(256)}.{random.Next(1, 255)}");
        spec.Default("clusterIPs", new JsonArray(spec["clusterIP"]!.DeepClone()));
        spec.Default("ipFamilies", new JsonArray("IPv4"));
        spec.Default("ipFamilyPolicy", "SingleStack");
    }

    private static void AddFinalizer(JsonObject json, string finalizer)
    {
        if (!json.Items("metadata", "finalizers").Any(held => (string?)held == finalizer))
        {
            json.Child("metadata").ChildArray("finalizers").Add(finalizer);
        }
    }
}
