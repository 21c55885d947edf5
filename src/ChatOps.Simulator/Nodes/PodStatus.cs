using System.Text.Json.Nodes;
using ChatOps.Simulator.Controllers;
using ChatOps.Simulator.Store;

namespace ChatOps.Simulator.Nodes;

/// <summary>Reports a pod's life in its status, as a kubelet does.</summary>
internal static class PodStatus
{
    public static void Write(JsonObject pod, PodRun run, string hostAddress, string podAddress, DateTimeOffset now)
    {
        var status = pod.Child("status");
        var unready = run.Containers.Where(each => !each.IsInit && !each.Ready).Select(each => each.Name).ToList();
        var phase = run.Phase;
        status["phase"] = phase;
        WriteConditions(status, run, phase, unready, now);
        status["hostIP"] = hostAddress;
        status["hostIPs"] = new JsonArray(new JsonObject { ["ip"] = hostAddress });
        if (run.Containers.Any(each => !each.IsWaiting || each.Last is not null))
        {
            status.Default("podIP", podAddress);
            status["podIPs"] = new JsonArray(new JsonObject { ["ip"] = status.Text("podIP") });
        }

        status.Default("startTime", Timestamps.Write(now));
        WriteContainers(status, "initContainerStatuses", run.Containers.Where(each => each.IsInit), run.Uid);
        WriteContainers(status, "containerStatuses", run.Containers.Where(each => !each.IsInit), run.Uid);
    }

    private static void WriteConditions(JsonObject status, PodRun run, string phase, List<string> unready, DateTimeOffset now)
    {
        if (run.IsInitialized)
        {
            status.SetCondition("Initialized", value: true, now, phase == "Succeeded" ? "PodCompleted" : null);
        }
        else
        {
            var left = run.Containers.Where(each => each.IsInit && each.Ended?.ExitCode != 0).Select(each => each.Name);
            status.SetCondition(
                "Initialized", value: false, now, "ContainersNotInitialized",
                $"containers with incomplete status: [{string.Join(' ', left)}]");
        }

        foreach (var condition in (string[])["Ready", "ContainersReady"])
        {
            if (phase is "Succeeded" or "Failed")
            {
                status.SetCondition(condition, value: false, now, phase == "Succeeded" ? "PodCompleted" : "PodFailed");
            }
            else if (unready.Count > 0)
            {
                status.SetCondition(
                    condition, value: false, now, "ContainersNotReady",
                    $"containers with unready status: [{string.Join(' ', unready)}]");
            }
            else
            {
                status.SetCondition(condition, value: true, now);
            }
        }

        status.SetCondition("PodScheduled", value: true, now);
    }

    private static void WriteContainers(JsonObject status, string field, IEnumerable<ContainerRun> containers, string uid)
    {
        var all = containers.Select(each => (JsonNode)each.ToJson(uid)).ToArray();
        if (all.Length > 0)
        {
            status[field] = new JsonArray(all);
        }
    }
}
