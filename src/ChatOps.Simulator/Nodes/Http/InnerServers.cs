using System.Text.Json;
using ChatOps.Simulator.Controllers;
using ChatOps.Simulator.Nodes.Faults;
using ChatOps.Simulator.Nodes.Prometheus;
using ChatOps.Simulator.Store;
using Microsoft.AspNetCore.Http;

namespace ChatOps.Simulator.Nodes.Http;

/// <summary>Prometheus and the kubelets; nobody else in the cluster answers HTTP.</summary>
internal sealed class InnerServers(ClusterStore store, KubeletStats stats) : IInnerServers
{
    public Task AnswerAsync(StoredObject target, string? port, string path, HttpContext http)
    {
        var page = target switch
        {
            _ when target.Type == ResourceTypes.Nodes => stats.Page(target, path),
            _ when target.Type == ResourceTypes.Services => PageOf(Endpoint(target, port), path),
            _ => PageOf(new(target, port is null ? PortsOf(target).FirstOrDefault() : PortOf(target, port)), path),
        };
        return page.WriteAsync(http);
    }

    private static InnerPage PageOf(PodPort to, string path)
    {
        if (!PrometheusLog.IsOf(to.Pod) || to.Number is null || to.Number != PortsOf(to.Pod).FirstOrDefault() || !Runs(to.Pod))
        {
            throw Unreachable($"dial tcp {to.Pod.Json.Text("status", "podIP")}:{to.Number}: connect: connection refused");
        }

        return Fault.Of(to.Pod).Kind == FaultKind.LivenessKilled
            ? throw Unreachable("context deadline exceeded")
            : PrometheusPages.Page(path, to.Pod.IsReady());
    }

    /// <summary>The first ready pod behind a service.</summary>
    private PodPort Endpoint(StoredObject service, string? port)
    {
        var found = service.Json.Items("spec", "ports").FirstOrDefault(each =>
            port is null || each.Text("name") == port || each.Number("port")?.ToString() == port);
        if (found.ValueKind != JsonValueKind.Object)
        {
            throw new ApiException(503, "ServiceUnavailable", $"no service port \"{port}\" found for service \"{service.Name}\"");
        }

        var pod = store.List(ResourceTypes.Pods, service.Namespace).FirstOrDefault(each => IsSelected(service, each) && each.IsReady())
            ?? throw new ApiException(503, "ServiceUnavailable", $"no endpoints available for service \"{service.Name}\"");
        var inside = found.Text("targetPort") ?? found.Number("targetPort")?.ToString() ?? found.Number("port")?.ToString() ?? "";
        return new(pod, PortOf(pod, inside));
    }

    private static bool IsSelected(StoredObject service, StoredObject pod) =>
        service.Json.At("spec", "selector") is { ValueKind: JsonValueKind.Object } selector
        && selector.EnumerateObject().All(each => pod.Labels.GetValueOrDefault(each.Name) == each.Value.GetString());

    private static bool Runs(StoredObject pod) =>
        pod.Json.Items("spec", "containers").FirstOrDefault().Text("name") is { } main
        && pod.Json.Items("status", "containerStatuses").Any(each => each.Text("name") == main && each.At("state", "running").Exists());

    private static IEnumerable<long?> PortsOf(StoredObject pod) =>
        pod.Json.Items("spec", "containers").FirstOrDefault().Items("ports").Select(each => each.Number("containerPort"));

    private static long? PortOf(StoredObject pod, string port) => long.TryParse(port, out var number)
        ? number
        : pod.Json.Items("spec", "containers").SelectMany(each => each.Items("ports"))
            .Where(each => each.Text("name") == port).Select(each => each.Number("containerPort")).FirstOrDefault();

    private static ApiException Unreachable(string why) => new(503, "ServiceUnavailable", $"error trying to reach service: {why}");

    private sealed record PodPort(StoredObject Pod, long? Number);
}
