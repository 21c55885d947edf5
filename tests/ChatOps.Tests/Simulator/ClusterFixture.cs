using System.Text.Json.Nodes;
using ChatOps.Simulator.Api.Defaulting;
using ChatOps.Simulator.Controllers;
using ChatOps.Simulator.Nodes;
using ChatOps.Simulator.Store;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Simulator;

/// <summary>
/// A live cluster without HTTP, at speed 1, whose clock the test owns: namespace <c>n</c>, three nodes of 2 CPU / 4Gi,
/// class <c>standard</c>.
/// </summary>
public sealed class ClusterFixture
{
    private readonly ControlPlane _controlPlane;

    public ClusterFixture(double speed = 1, int nodes = 3)
    {
        Store = new(Time, [new Defaults(), .. ControlPlane.Admissions]);
        _controlPlane = new(Store, speed, Time, NullLoggerFactory.Instance);
        foreach (var ns in (string[])["n", "kube-node-lease", "default"])
        {
            Create(ResourceTypes.Namespaces, $$$"""{"metadata": {"name": "{{{ns}}}"}}""");
        }

        Create(ResourceTypes.StorageClasses, """
            {"metadata": {"name": "standard", "annotations": {"storageclass.kubernetes.io/is-default-class": "true"}},
             "provisioner": "kubernetes.io/gce-pd", "allowVolumeExpansion": true}
            """);
        for (var i = 1; i <= nodes; i++)
        {
            Create(ResourceTypes.Nodes, $$$"""
                {"metadata": {"name": "node-{{{i}}}", "labels": {"topology.kubernetes.io/zone": "zone-{{{i}}}"} },
                 "status": {"allocatable": {"cpu": "2", "memory": "4Gi", "pods": "110", "ephemeral-storage": "10Gi"} } }
                """);
        }

        Settle();
    }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2018, 10, 12, 12, 0, 0, TimeSpan.Zero));

    public ClusterStore Store { get; }

    /// <summary>Logs of the containers, and commands inside them.</summary>
    public IContainerRuntime Containers => _controlPlane.Containers;

    public IReadOnlyList<StoredObject> Pods => Store.List(ResourceTypes.Pods, "n");

    public IEnumerable<StoredObject> ReadyPods => Pods.Where(pod => pod.IsReady() && !pod.IsTerminating);

    public StoredObject Create(ResourceType type, string json) => Store.Create(type, JsonNode.Parse(json)!.AsObject());

    public StoredObject Change(ResourceType type, string name, Action<JsonObject> change) => Store.Change(type, "n", name, change);

    public StoredObject Delete(ResourceType type, string name, DeleteRequest? request = null) => Store.Delete(type, "n", name, request);

    public StoredObject Get(ResourceType type, string name) => Store.Get(type, "n", name);

    public StoredObject? Find(ResourceType type, string name) => Store.Find(type, "n", name);

    public StoredObject Pod(string name) => Get(ResourceTypes.Pods, name);

    /// <summary>Lets everything happen that can happen now.</summary>
    public void Settle() => _controlPlane.RunUntilIdle(TestContext.Current.CancellationToken);

    /// <summary>Lets time pass, a quarter of a second at a time.</summary>
    public void Pass(double seconds)
    {
        Settle();
        for (var passed = 0.0; passed < seconds; passed += 0.25)
        {
            Time.Advance(TimeSpan.FromSeconds(0.25));
            Settle();
        }
    }

    /// <summary>Lets time pass until something holds.</summary>
    /// <returns>The seconds it took.</returns>
    public double PassUntil(Func<bool> holds, double atMost = 120)
    {
        var began = Time.GetUtcNow();
        Settle();
        while (!holds())
        {
            (Time.GetUtcNow() - began).TotalSeconds.ShouldBeLessThan(atMost, "it never came to that");
            Pass(0.25);
        }

        return (Time.GetUtcNow() - began).TotalSeconds;
    }

    public IReadOnlyList<string> EventsAbout(string name, string reason) =>
    [
        .. Store.List(ResourceTypes.Events, "n")
            .Where(each => each.Json.Text("involvedObject", "name") == name && each.Json.Text("reason") == reason)
            .Select(each => each.Json.Text("message")!),
    ];

    /// <summary>A StatefulSet <c>w</c> with one claim a pod.</summary>
    public StoredObject StatefulSet(int replicas = 1, string spec = "", string pod = "", string annotations = "") => Create(ResourceTypes.StatefulSets, $$$$$"""
        {"metadata": {"name": "w", "namespace": "n"},
         "spec": {"serviceName": "w", "replicas": {{{{{replicas}}}}}, "selector": {"matchLabels": {"component": "x"}}, {{{{{spec}}}}}
                  "template": {{{{{Template(pod, annotations)}}}}},
                  "volumeClaimTemplates": [{"metadata": {"name": "data"}, "spec": {"accessModes": ["ReadWriteOnce"], "resources": {"requests": {"storage": "1Gi"}}}}]}}
        """);

    /// <summary>A Deployment <c>d</c>.</summary>
    public StoredObject Deployment(int replicas = 1, string spec = "", string pod = "", string annotations = "") => Create(ResourceTypes.Deployments, $$$$$"""
        {"metadata": {"name": "d", "namespace": "n"},
         "spec": {"replicas": {{{{{replicas}}}}}, "selector": {"matchLabels": {"component": "x"}}, {{{{{spec}}}}} "template": {{{{{Template(pod, annotations)}}}}} } }
        """);

    public static string Template(string pod = "", string annotations = "") => $$$$$"""
        {"metadata": {"labels": {"component": "x"}, "annotations": { {{{{{annotations}}}}} } },
         "spec": { {{{{{pod}}}}} "terminationGracePeriodSeconds": 60,
                  "containers": [{"name": "main", "image": "main:1", "resources": {"requests": {"cpu": "100m", "memory": "64Mi"}, "limits": {"memory": "128Mi"}}}]}}
        """;
}
