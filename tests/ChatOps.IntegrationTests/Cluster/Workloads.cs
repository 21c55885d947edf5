using k8s.Models;

namespace ChatOps.IntegrationTests.Cluster;

/// <summary>Small workloads that run on any cluster, labelled as the platform's charts do.</summary>
internal static class Workloads
{
    public static V1StatefulSet StatefulSet(string name, string component, int replicas) => new()
    {
        Metadata = new() { Name = name, Labels = Labels(component) },
        Spec = new()
        {
            Replicas = replicas,
            ServiceName = name,
            Selector = new() { MatchLabels = Labels(component) },
            Template = Template(component),
            VolumeClaimTemplates = [Claim()],
        },
    };

    public static V1Deployment Deployment(string name, string component) => new()
    {
        Metadata = new() { Name = name, Labels = Labels(component) },
        Spec = new()
        {
            Replicas = 1,
            Selector = new() { MatchLabels = Labels(component) },
            Template = Template(component),
        },
    };

    private static Dictionary<string, string> Labels(string component) => new()
    {
        ["release"] = "test-release-0001",
        ["component"] = component,
        ["tier"] = "airflow",
    };

    private static V1PodTemplateSpec Template(string component) => new()
    {
        Metadata = new() { Labels = Labels(component) },
        Spec = new()
        {
            TerminationGracePeriodSeconds = 1,
            Containers = [new() { Name = component, Image = "registry.k8s.io/pause:3.10" }],
        },
    };

    private static V1PersistentVolumeClaim Claim() => new()
    {
        Metadata = new() { Name = "data" },
        Spec = new()
        {
            AccessModes = ["ReadWriteOnce"],
            Resources = new() { Requests = new Dictionary<string, ResourceQuantity> { ["storage"] = new("1Gi") } },
        },
    };
}
