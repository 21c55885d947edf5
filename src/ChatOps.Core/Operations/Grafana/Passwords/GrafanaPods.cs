using ChatOps.Inventory;
using Microsoft.Extensions.Options;

namespace ChatOps.Operations.Grafana.Passwords;

/// <summary>Finds where Grafana runs, by labels.</summary>
public sealed class GrafanaPods(IInventory inventory, IPodTemplates templates, IOptions<PlatformOptions> platform)
{
    private const string Component = "grafana";

    /// <summary>A pod of Grafana's that is ready, and its container: "grafana", or "RELEASE-grafana" before August 2019.</summary>
    /// <exception cref="ClusterUnavailableException">The API server is away.</exception>
    public async Task<Result<GrafanaPlace>> FindAsync(CancellationToken cancellationToken)
    {
        var pods = inventory.Pods
            .Where(pod => pod.Namespace == platform.Value.PlatformNamespace && pod.Labels is { Component: Component, Tier: not "airflow" })
            .ToList();
        var ready = pods.Where(pod => pod is { IsReady: true, IsTerminating: false }).OrderBy(pod => pod.Name, StringComparer.Ordinal).FirstOrDefault();
        if (ready is null)
        {
            return pods.Count == 0
                ? Problem.NotFound($"{platform.Value.PlatformNamespace} has no pod with the label component={Component}.", "Cluster:PlatformNamespace says where the platform runs.")
                : Problem.Refused("No pod of Grafana is ready.", $"See why: diagnose {Component}");
        }

        return inventory.WorkloadOf(ready) is { } workload
            && await templates.FindAsync(
                new(workload.Kind, workload.Namespace, workload.Name, workload.Uid), cancellationToken) is { } template
            && template.Containers.Find(each => IsGrafanas(each.Name)) is { } container
            ? new GrafanaPlace(PodKey.Of(ready), container.Name)
            : Problem.NotFound($"{ready.Name} has no container called {Component}.", "The bot knows no other place to run Grafana's tool in.");
    }

    private static bool IsGrafanas(string container) =>
        container == Component || container.EndsWith($"-{Component}", StringComparison.Ordinal);
}

/// <summary>Where Grafana's tool can be run.</summary>
public sealed record GrafanaPlace(PodKey Pod, string Container);
