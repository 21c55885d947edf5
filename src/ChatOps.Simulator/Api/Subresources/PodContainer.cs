using ChatOps.Simulator.Store;

namespace ChatOps.Simulator.Api.Subresources;

/// <summary>Finds the container of a pod that a request is about.</summary>
internal static class PodContainer
{
    private static readonly string[] Lists = ["initContainers", "containers", "ephemeralContainers"];

    /// <summary>The container the request names, or the only one.</summary>
    /// <exception cref="ApiException">400: no node runs the pod, or it isn't clear which container is meant.</exception>
    public static string Choose(ApiRequest request, StoredObject pod)
    {
        if (pod.Json.Text("spec", "nodeName") is null or "")
        {
            throw ApiException.BadRequest($"pod {pod.Name} does not have a host assigned");
        }

        if (request.Query("container") is not { } name)
        {
            return OnlyOne(pod);
        }

        return Lists.SelectMany(list => Names(pod, list)).Contains(name)
            ? name
            : throw ApiException.BadRequest($"container {name} is not valid for pod {pod.Name}");
    }

    private static string OnlyOne(StoredObject pod) => Names(pod, "containers") is [var only]
        ? only
        : throw ApiException.BadRequest(
            $"a container name must be specified for pod {pod.Name}, choose one of: [{string.Join(' ', Names(pod, "containers"))}]"
            + InitContainers(pod));

    private static string InitContainers(StoredObject pod) =>
        Names(pod, "initContainers") is { Count: > 0 } names ? $" or one of the init containers: [{string.Join(' ', names)}]" : "";

    private static List<string> Names(StoredObject pod, string list) =>
        [.. pod.Json.Items("spec", list).Select(container => container.Text("name")!)];
}
