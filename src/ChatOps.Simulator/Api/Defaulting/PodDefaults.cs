using System.Text.Json.Nodes;
using ChatOps.Simulator.Store;

namespace ChatOps.Simulator.Api.Defaulting;

/// <summary>What pods and pod templates get.</summary>
internal static class PodDefaults
{
    private static readonly string[] Probes = ["livenessProbe", "readinessProbe", "startupProbe"];

    /// <param name="spec">Of a pod or of a template.</param>
    public static void Fill(JsonObject spec)
    {
        spec.Default("restartPolicy", "Always");
        spec.Default("terminationGracePeriodSeconds", 30);
        spec.Default("dnsPolicy", "ClusterFirst");
        spec.Default("securityContext", new JsonObject());
        spec.Default("schedulerName", "default-scheduler");
        foreach (var container in Containers(spec))
        {
            FillContainer(container);
        }

        foreach (var volume in spec.Items("volumes").OfType<JsonObject>())
        {
            FillVolume(volume);
        }
    }

    /// <summary>What only a pod itself gets, once.</summary>
    public static void FillNew(JsonObject pod)
    {
        var spec = pod.Child("spec");
        spec.Default("enableServiceLinks", true);
        spec.Default("serviceAccountName", "default");
        spec.Default("serviceAccount", spec.Text("serviceAccountName"));
        spec.Default("priority", 0);
        spec.Default("preemptionPolicy", "PreemptLowerPriority");
        foreach (var container in Containers(spec))
        {
            FillRequests(container.Child("resources"));
        }

        pod.Child("status").Default("phase", "Pending");
    }

    private static IEnumerable<JsonObject> Containers(JsonObject spec) =>
        spec.Items("initContainers").Concat(spec.Items("containers")).OfType<JsonObject>();

    private static void FillContainer(JsonObject container)
    {
        var image = container.Text("image") ?? "";
        container.Default("imagePullPolicy", image.EndsWith(":latest") || !image.Split('/')[^1].Contains(':') ? "Always" : "IfNotPresent");
        container.Default("terminationMessagePath", "/dev/termination-log");
        container.Default("terminationMessagePolicy", "File");
        container.Default("resources", new JsonObject());
        foreach (var port in container.Items("ports").OfType<JsonObject>())
        {
            port.Default("protocol", "TCP");
        }

        foreach (var probe in Probes.Select(name => container[name]).OfType<JsonObject>())
        {
            FillProbe(probe);
        }
    }

    /// <summary>A limit without a request is a request too.</summary>
    private static void FillRequests(JsonObject resources)
    {
        if (resources["limits"] is not JsonObject limits)
        {
            return;
        }

        foreach (var (name, limit) in limits)
        {
            resources.Child("requests").Default(name, limit?.DeepClone());
        }
    }

    private static void FillProbe(JsonObject probe)
    {
        probe.Default("timeoutSeconds", 1);
        probe.Default("periodSeconds", 10);
        probe.Default("successThreshold", 1);
        probe.Default("failureThreshold", 3);
        if (probe["httpGet"] is JsonObject http)
        {
            http.Default("path", "/");
            http.Default("scheme", "HTTP");
        }
    }

    private static void FillVolume(JsonObject volume)
    {
        const int OwnerMayWrite = 0b110_100_100;
        foreach (var source in (string[])["configMap", "secret", "projected", "downwardAPI"])
        {
            if (volume[source] is JsonObject files)
            {
                files.Default("defaultMode", OwnerMayWrite);
            }
        }

        if (volume.Count == 1)
        {
            volume["emptyDir"] = new JsonObject();
        }
    }
}
