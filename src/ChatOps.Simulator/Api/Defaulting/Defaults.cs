using System.Text.Json.Nodes;
using ChatOps.Simulator.Store;

namespace ChatOps.Simulator.Api.Defaulting;

/// <summary>Fills in what a client leaves out, with the values a real API server gives. Filling in twice changes nothing.</summary>
public sealed class Defaults : IAdmission
{
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
            case "PersistentVolume":
                json.Child("status").Default("phase", "Pending");
                break;
            case "Service":
                GiveAddress(json.Child("spec"));
                json.Child("status").Default("loadBalancer", new JsonObject());
                break;
        }
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
}
