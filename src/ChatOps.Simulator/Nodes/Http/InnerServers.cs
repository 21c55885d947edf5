using System.Text.Json;
using ChatOps.Simulator.Controllers;
using ChatOps.Simulator.Nodes.Faults;
using ChatOps.Simulator.Nodes.Grafana;
using ChatOps.Simulator.Nodes.Prometheus;
using ChatOps.Simulator.Store;
using Microsoft.AspNetCore.Http;

namespace ChatOps.Simulator.Nodes.Http;

/// <summary>Prometheus, Grafana and the kubelets; nobody else in the cluster answers HTTP.</summary>
internal sealed class InnerServers(ClusterStore store, KubeletStats stats, SimulatedGrafana grafana) : IInnerServers
{
    public async Task AnswerAsync(StoredObject target, string? port, string path, HttpContext http)
    {
        var page = target switch
        {
            _ when target.Type == ResourceTypes.Nodes => stats.Page(target, path),
            _ when target.Type == ResourceTypes.Services => await PageOfAsync(Endpoint(target, port), path, http),
            _ => await PageOfAsync(
                new(target, port is null ? PortsOf(target).FirstOrDefault() : PortOf(target, port)), path, http),
        };
        await page.WriteAsync(http);
    }

    private async Task<InnerPage> PageOfAsync(PodPort to, string path, HttpContext http)
    {
        var isListening = to.Number is not null && to.Number == PortsOf(to.Pod).FirstOrDefault() && Runs(to.Pod);
        return isListening switch
        {
            true when PrometheusLog.IsOf(to.Pod) => PrometheusPage(to, path),
            true when SimulatedGrafana.IsOf(to.Pod) => await GrafanaPages.AnswerAsync(grafana, path, http),
            _ => throw Unreachable($"dial tcp {to.Pod.Json.Text("status", "podIP")}:{to.Number}: connect: connection refused"),
        };
    }

    private static InnerPage PrometheusPage(PodPort to, string path)
    {
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
