using ChatOps.Simulator.Controllers;
using ChatOps.Simulator.Store;

namespace ChatOps.Simulator.Nodes;

/// <summary>The events a kubelet writes about a pod, in its words.</summary>
internal sealed class PodEvents(EventRecorder events)
{
    private const string Component = "kubelet";

    public void Started(StoredObject pod, ContainerRun container, bool pulled, TimeSpan pullTime)
    {
        var place = Place(pod, container);
        if (pulled)
        {
            events.Normal(pod, Component, "Pulling", $"Pulling image \"{container.Image}\"", place);
            var took = $"{(int)pullTime.TotalMilliseconds}ms";
            events.Normal(
                pod, Component, "Pulled",
                $"Successfully pulled image \"{container.Image}\" in {took} ({took} including waiting)", place);
        }
        else
        {
            events.Normal(pod, Component, "Pulled", $"Container image \"{container.Image}\" already present on machine", place);
        }

        events.Normal(pod, Component, "Created", $"Created container: {container.Name}", place);
        events.Normal(pod, Component, "Started", $"Started container {container.Name}", place);
    }

    public void BackOff(StoredObject pod, ContainerRun container) => events.Warning(
        pod, Component, "BackOff",
        $"Back-off restarting failed container {container.Name} in pod {pod.Name}_{pod.Namespace}({pod.Uid})",
        Place(pod, container));

    public void Stopping(StoredObject pod, ContainerRun container) =>
        events.Normal(pod, Component, "Killing", $"Stopping container {container.Name}", Place(pod, container));

    public void NotReady(StoredObject pod, ContainerRun container) => events.Warning(
        pod, Component, "Unhealthy", "Readiness probe failed: HTTP probe failed with statuscode: 503", Place(pod, container));

    /// <summary>Three probes without an answer, which is when a kubelet gives up on a container.</summary>
    public void FailedLiveness(StoredObject pod, ContainerRun container)
    {
        var place = Place(pod, container);
        var address = pod.Json.Text("status", "podIP");
        for (var i = 0; i < 3; i++)
        {
            events.Warning(
                pod, Component, "Unhealthy",
                $"Liveness probe failed: Get \"http://{address}:9090/-/healthy\": context deadline exceeded (Client.Timeout exceeded while awaiting headers)",
                place);
        }

        events.Normal(pod, Component, "Killing", $"Container {container.Name} failed liveness probe, will be restarted", place);
    }

    private static EventPlace Place(StoredObject pod, ContainerRun container) => new(pod.NodeName(), container.Name);
}
