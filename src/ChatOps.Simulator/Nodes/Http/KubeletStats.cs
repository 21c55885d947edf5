using System.Text.Json.Nodes;
using ChatOps.Simulator.Controllers;
using ChatOps.Simulator.Nodes.Faults;
using ChatOps.Simulator.Store;
using Microsoft.AspNetCore.Http;

namespace ChatOps.Simulator.Nodes.Http;

/// <summary>A kubelet's Summary API, as far as it tells how full volumes are: <c>/stats/summary</c>.</summary>
internal sealed class KubeletStats(ClusterStore store, PodFaults faults, TimeProvider time)
{
    private const string Path = "/stats/summary";

    // A volume fills until the oldest of its data are dropped, as after Prometheus' usual retention.
    private const double UsualShare = 0.62;
    private static readonly TimeSpan UsualRetention = TimeSpan.FromDays(15);

    /// <exception cref="ApiException">503: the node is lost.</exception>
    public InnerPage Page(StoredObject node, string path)
    {
        if (NodeHealth.IsLost(node))
        {
            throw new ApiException(503, "ServiceUnavailable", "error trying to reach service: i/o timeout");
        }

        return path == Path
            ? new(StatusCodes.Status200OK, Summary(node).ToJsonString(JsonAccess.Compact), "application/json")
            : InnerPage.NotFound;
    }

    private JsonObject Summary(StoredObject node) => new()
    {
        ["node"] = new JsonObject { ["nodeName"] = node.Name },
        ["pods"] = new JsonArray([.. store.List(ResourceTypes.Pods).Where(pod => pod.NodeName() == node.Name).Select(Of)]),
    };

    private JsonObject Of(StoredObject pod) => new()
    {
        ["podRef"] = new JsonObject { ["name"] = pod.Name, ["namespace"] = pod.Namespace, ["uid"] = pod.Uid },
        ["volume"] = new JsonArray([.. PodDisk.Of(store, pod).Select(disk => Of(pod, disk))]),
    };

    private JsonObject Of(StoredObject pod, PodDisk disk)
    {
        var capacity = VolumeFaults.CapacityOf(disk.Claim);
        var used = decimal.Truncate(faults.BytesOn(pod, disk) ?? capacity * UsualFill(disk));
        return new()
        {
            ["time"] = Timestamps.Write(time.GetUtcNow()),
            ["availableBytes"] = (long)(capacity - used),
            ["capacityBytes"] = (long)capacity,
            ["usedBytes"] = (long)used,
            ["name"] = disk.VolumeName,
            ["pvcRef"] = new JsonObject { ["name"] = disk.Claim.Name, ["namespace"] = pod.Namespace },
        };
    }

    private decimal UsualFill(PodDisk disk)
    {
        var age = time.GetUtcNow() - (disk.Volume ?? disk.Claim).CreatedAt();
        return (decimal)(UsualShare * Math.Clamp(age / UsualRetention, 0, 1));
    }
}
