using System.Text.Json;
using ChatOps.Simulator.Store;

namespace ChatOps.Simulator.Nodes;

/// <summary>One instance of a container, as the pod's status tells of it.</summary>
/// <param name="Ended">Null while it runs.</param>
internal sealed record ContainerView(StoredObject Pod, string Name, DateTimeOffset StartedAt, ContainerEnd? Ended)
{
    public string Component => Pod.Labels.GetValueOrDefault("component", "");

    public bool IsMain => Pod.Json.Items("spec", "containers").FirstOrDefault().Text("name") == Name;

    public JsonElement Spec => Pod.Json.Items("spec", "containers").Concat(Pod.Json.Items("spec", "initContainers"))
        .First(container => container.Text("name") == Name);

    /// <exception cref="ApiException">400: it hasn't started, or there was no instance before it.</exception>
    public static ContainerView Of(StoredObject pod, string name, bool previous)
    {
        var status = StatusOf(pod, name);
        if (previous)
        {
            return ContainerEnd.Read(status.At("lastState", "terminated")) is { } last
                ? new(pod, name, last.StartedAt, last)
                : throw ApiException.BadRequest($"previous terminated container \"{name}\" in pod \"{pod.Name}\" not found");
        }

        if (Timestamps.Read(status.Text("state", "running", "startedAt")) is { } started)
        {
            return new(pod, name, started, null);
        }

        // A container that waits for its restart still shows what it wrote before it crashed.
        var ended = ContainerEnd.Read(status.At("state", "terminated")) ?? ContainerEnd.Read(status.At("lastState", "terminated"));
        return ended is null
            ? throw ApiException.BadRequest(
                $"container \"{name}\" in pod \"{pod.Name}\" is waiting to start: {status.Text("state", "waiting", "reason") ?? "ContainerCreating"}")
            : new(pod, name, ended.StartedAt, ended);
    }

    /// <exception cref="ApiException">It isn't running.</exception>
    public static ContainerView Running(StoredObject pod, string name) =>
        StatusOf(pod, name).Text("state", "running", "startedAt") is not null
            ? Of(pod, name, previous: false)
            : throw new ApiException(500, "InternalError", $"container not found (\"{name}\")");

    private static JsonElement StatusOf(StoredObject pod, string name) =>
        pod.Json.Items("status", "containerStatuses").Concat(pod.Json.Items("status", "initContainerStatuses"))
            .FirstOrDefault(status => status.Text("name") == name);
}
