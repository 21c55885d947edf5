using System.Runtime.CompilerServices;
using ChatOps.Simulator.Controllers;
using ChatOps.Simulator.Scheduling;
using ChatOps.Simulator.Store;
using k8s;
using k8s.Models;

namespace ChatOps.Simulator.Admission;

/// <summary>What one pod takes from a quota, by the names quotas use.</summary>
internal sealed record PodAccount(ResourceAmounts Usage, bool IsBestEffort, bool HasDeadline)
{
    // A pod's requests are read once per version, however often its namespace is summed up.
    private static readonly ConditionalWeakTable<StoredObject, PodAccount> Known = [];

    public static PodAccount Of(StoredObject pod) => Known.GetValue(pod, static each => Of(each.Json, each.HasEnded()));

    public static PodAccount Of(System.Text.Json.JsonElement json, bool ended)
    {
        var spec = KubernetesJson.Deserialize<V1PodSpec>(json.At("spec"));
        var requests = PodResources.Requests(spec);
        var limits = PodResources.Limits(spec);
        var usage = ResourceAmounts.One("count/pods", Amount.Count(1));
        if (!ended)
        {
            usage = usage.Plus(Compute(requests, limits));
        }

        var bestEffort = !requests.Names.Concat(limits.Names).Any(name => name is "cpu" or "memory");
        return new(usage, bestEffort, spec.ActiveDeadlineSeconds is not null);
    }

    private static ResourceAmounts Compute(ResourceAmounts requests, ResourceAmounts limits)
    {
        var usage = ResourceAmounts.One("pods", Amount.Count(1));
        foreach (var name in requests.Names)
        {
            usage = usage.Plus(ResourceAmounts.One($"requests.{name}", requests.Find(name)));
            if (name is "cpu" or "memory" or "ephemeral-storage")
            {
                usage = usage.Plus(ResourceAmounts.One(name, requests.Find(name)));
            }
        }

        foreach (var name in limits.Names)
        {
            usage = usage.Plus(ResourceAmounts.One($"limits.{name}", limits.Find(name)));
        }

        return usage;
    }
}
