using System.Text.Json.Nodes;
using ChatOps.Simulator.Store;

namespace ChatOps.Simulator.Api.Defaulting;

/// <summary>What Deployments, StatefulSets and their like get.</summary>
internal static class WorkloadDefaults
{
    private const int RevisionsKept = 10;

    public static void Fill(string kind, JsonObject workload)
    {
        var spec = workload.Child("spec");
        FillTemplate(kind == "CronJob" ? spec.Child("jobTemplate", "spec") : spec);
        switch (kind)
        {
            case "Deployment":
                FillDeployment(spec);
                break;
            case "StatefulSet":
                FillStatefulSet(spec, workload);
                break;
            case "ReplicaSet" or "ReplicationController":
                spec.Default("replicas", 1);
                break;
            case "DaemonSet":
                FillDaemonSet(spec);
                break;
            case "Job":
                FillJob(spec);
                break;
            case "CronJob":
                spec.Default("concurrencyPolicy", "Allow");
                spec.Default("suspend", false);
                spec.Default("successfulJobsHistoryLimit", 3);
                spec.Default("failedJobsHistoryLimit", 1);
                break;
        }
    }

    private static void FillTemplate(JsonObject spec)
    {
        if (spec["template"] is JsonObject template)
        {
            PodDefaults.Fill(template.Child("spec"));
        }
    }

    private static void FillDeployment(JsonObject spec)
    {
        spec.Default("replicas", 1);
        spec.Default("revisionHistoryLimit", RevisionsKept);
        spec.Default("progressDeadlineSeconds", 600);
        var strategy = spec.Child("strategy");
        strategy.Default("type", "RollingUpdate");
        if (strategy.Text("type") == "RollingUpdate")
        {
            strategy.Child("rollingUpdate").Default("maxUnavailable", "25%");
            strategy.Child("rollingUpdate").Default("maxSurge", "25%");
        }
    }

    private static void FillStatefulSet(JsonObject spec, JsonObject workload)
    {
        spec.Default("replicas", 1);
        spec.Default("revisionHistoryLimit", RevisionsKept);
        spec.Default("podManagementPolicy", "OrderedReady");
        spec.Child("persistentVolumeClaimRetentionPolicy").Default("whenDeleted", "Retain");
        spec.Child("persistentVolumeClaimRetentionPolicy").Default("whenScaled", "Retain");
        spec.Child("updateStrategy").Default("type", "RollingUpdate");
        if (spec.Text("updateStrategy", "type") == "RollingUpdate")
        {
            spec.Child("updateStrategy", "rollingUpdate").Default("partition", 0);
        }

        foreach (var claim in spec.Items("volumeClaimTemplates").OfType<JsonObject>())
        {
            claim["apiVersion"] = ResourceTypes.PersistentVolumeClaims.ApiVersion;
            claim["kind"] = ResourceTypes.PersistentVolumeClaims.Kind;
            claim.Child("spec").Default("volumeMode", "Filesystem");
            claim.Child("status").Default("phase", "Pending");
        }

        workload.Child("status").Default("replicas", 0);
        workload.Child("status").Default("availableReplicas", 0);
    }

    private static void FillDaemonSet(JsonObject spec)
    {
        spec.Default("revisionHistoryLimit", RevisionsKept);
        spec.Child("updateStrategy").Default("type", "RollingUpdate");
        if (spec.Text("updateStrategy", "type") == "RollingUpdate")
        {
            spec.Child("updateStrategy", "rollingUpdate").Default("maxUnavailable", 1);
            spec.Child("updateStrategy", "rollingUpdate").Default("maxSurge", 0);
        }
    }

    private static void FillJob(JsonObject spec)
    {
        spec.Default("parallelism", 1);
        spec.Default("completions", 1);
        spec.Default("backoffLimit", 6);
        spec.Default("completionMode", "NonIndexed");
        spec.Default("suspend", false);
    }
}
