using System.Text.Json;
using ChatOps.Simulator.Nodes;
using ChatOps.Simulator.Store;
using Xunit;

namespace ChatOps.Tests.Simulator.Nodes;

/// <summary>A Prometheus with a volume and a configuration, in a cluster whose clock the test owns: pod <c>p-0</c>.</summary>
public sealed class SimulatedPrometheus
{
    public const string Fault = "simulator.chatops.dev/fault";
    public const string GoodConfig = "global:\\n  scrape_interval: 30s\\nscrape_configs: []\\n";

    /// <param name="fault">On the template; null for none.</param>
    /// <param name="config">Its configuration, as within JSON.</param>
    public SimulatedPrometheus(string? fault = null, string image = "astronomerinc/ap-prometheus:0.6.2", string config = GoodConfig)
    {
        Cluster.Create(ResourceTypes.ConfigMaps, $$$"""
            {"metadata": {"name": "p-config", "namespace": "n"}, "data": {"prometheus.yaml": "{{{config}}}"} }
            """);
        Cluster.Create(ResourceTypes.StatefulSets, $$$"""
            {"metadata": {"name": "p", "namespace": "n"},
             "spec": {"serviceName": "p", "replicas": 1, "selector": {"matchLabels": {"component": "prometheus"} },
                      "template": {"metadata": {"labels": {"component": "prometheus"}, "annotations": { {{{(fault is null ? "" : $"\"{Fault}\": \"{fault}\"")}}} } },
                        "spec": {"terminationGracePeriodSeconds": 60,
                          "volumes": [{"name": "config", "configMap": {"name": "p-config"} }],
                          "containers": [{"name": "prometheus", "image": "{{{image}}}", "ports": [{"name": "web", "containerPort": 9090}],
                            "args": ["--config.file=/etc/prometheus/config/prometheus.yaml"],
                            "volumeMounts": [{"name": "data", "mountPath": "/prometheus"}, {"name": "config", "mountPath": "/etc/prometheus/config"}],
                            "resources": {"requests": {"cpu": "100m", "memory": "64Mi"}, "limits": {"memory": "1Gi"} } }] } },
                      "volumeClaimTemplates": [{"metadata": {"name": "data"}, "spec": {"accessModes": ["ReadWriteOnce"], "resources": {"requests": {"storage": "1Gi"} } } }] } }
            """);
    }

    public ClusterFixture Cluster { get; } = new();

    public StoredObject Pod => Cluster.Pod("p-0");

    public StoredObject Volume => Cluster.Store.List(ResourceTypes.PersistentVolumes).Single();

    /// <summary>Its container's entry in the pod's status.</summary>
    public JsonElement Status => Pod.Json.Items("status", "containerStatuses").FirstOrDefault();

    public JsonElement LastState => Status.At("lastState", "terminated");

    public void BecomesReady() => Cluster.PassUntil(() => Cluster.ReadyPods.Any());

    public void CrashLoops() => Cluster.PassUntil(() =>
        Cluster.Find(ResourceTypes.Pods, "p-0") is not null && Status.Text("state", "waiting", "reason") == "CrashLoopBackOff");

    public void Annotate(ResourceType type, StoredObject stored, string value) => Cluster.Store.Change(
        type, stored.Namespace, stored.Name, json => json.Child("metadata", "annotations")[Fault] = value);

    /// <summary>A new claim, as the runbook gets one: the claim goes first, the pod after it.</summary>
    public void GetNewVolume()
    {
        Cluster.Delete(ResourceTypes.PersistentVolumeClaims, "data-p-0");
        Cluster.Delete(ResourceTypes.Pods, "p-0");
    }

    public async Task<List<string>> LogAsync(bool previous = false)
    {
        List<string> lines = [];
        await foreach (var line in Cluster.Containers.ReadLog(
            Pod, "prometheus", new LogRequest(previous), TestContext.Current.CancellationToken))
        {
            lines.Add(line.Text);
        }

        return lines;
    }
}
