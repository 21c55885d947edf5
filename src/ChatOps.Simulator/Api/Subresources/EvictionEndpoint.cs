using System.Text.Json;
using System.Text.Json.Nodes;
using ChatOps.Simulator.Api.Selecting;
using ChatOps.Simulator.Api.Writing;
using ChatOps.Simulator.Controllers;
using ChatOps.Simulator.Store;

namespace ChatOps.Simulator.Api.Subresources;

/// <summary>Answers evictions: deletions that PodDisruptionBudgets may refuse.</summary>
internal sealed class EvictionEndpoint(ClusterStore store, TimeProvider time)
{
    private const int TryAgainSeconds = 10;

    public async Task CreateAsync(ApiRequest request)
    {
        var eviction = await RequestBody.ReadObjectAsync(request);
        var pod = store.Get(ResourceTypes.Pods, request.Namespace, request.ObjectName);
        var wish = DeleteOptions.Read(request, eviction["deleteOptions"] as JsonObject ?? []);
        if (IsCounted(pod))
        {
            Spend(pod, wish.DryRun);
        }

        store.Delete(ResourceTypes.Pods, request.Namespace, request.ObjectName, wish);
        await request.Http.Response.WriteAsync(201, new JsonObject
        {
            ["kind"] = "Status",
            ["apiVersion"] = "v1",
            ["metadata"] = new JsonObject(),
            ["status"] = "Success",
            ["code"] = 201,
        });
    }

    /// <summary>A pod that has ended, hasn't begun or is already going disrupts nobody.</summary>
    private static bool IsCounted(StoredObject pod) =>
        !pod.IsTerminating && pod.Json.Text("status", "phase") is not ("Succeeded" or "Failed" or "Pending");

    private void Spend(StoredObject pod, bool dryRun)
    {
        var budgets = store.List(ResourceTypes.PodDisruptionBudgets, pod.Namespace).Where(budget => Selects(budget, pod)).ToList();
        switch (budgets)
        {
            case []:
                return;
            case [var budget] when IsUnhealthyAndMayGo(budget, pod):
                return;
            case [var budget]:
                store.Change(
                    ResourceTypes.PodDisruptionBudgets,
                    budget.Namespace,
                    budget.Name,
                    json => SpendOne(json, pod),
                    new WriteOptions { DryRun = dryRun, Subresource = "status" });
                return;
            default:
                throw new ApiException(
                    500,
                    "InternalError",
                    "This pod has more than one PodDisruptionBudget, which the eviction subresource does not support.");
        }
    }

    private static bool Selects(StoredObject budget, StoredObject pod) =>
        budget.Json.At("spec", "selector") is { ValueKind: JsonValueKind.Object } selector && ObjectSelector.Matches(selector, pod.Labels);

    /// <summary>A pod that isn't ready takes nothing from the healthy ones: it may go while they are enough, or at any time if
    /// the budget says so.</summary>
    private static bool IsUnhealthyAndMayGo(StoredObject budget, StoredObject pod)
    {
        var status = budget.Json.At("status");
        var desired = status.Number("desiredHealthy") ?? 0;
        return !pod.IsReady()
            && (budget.Json.Text("spec", "unhealthyPodEvictionPolicy") == "AlwaysAllow"
                || (desired > 0 && (status.Number("currentHealthy") ?? 0) >= desired));
    }

    private void SpendOne(JsonObject budget, StoredObject pod)
    {
        var status = budget.Child("status");
        if ((status.Number("observedGeneration") ?? 0) < (budget.Number("metadata", "generation") ?? 1))
        {
            throw Refuse($"The disruption budget {budget.Text("metadata", "name")} is still being processed by the server.", TryAgainSeconds);
        }

        var allowed = status.Number("disruptionsAllowed") ?? 0;
        if (allowed <= 0)
        {
            // When pods become healthy nobody knows, so no time to try again is named: clients would wait for it unseen.
            throw Refuse(
                $"The disruption budget {budget.Text("metadata", "name")} needs {status.Number("desiredHealthy") ?? 0} healthy pods "
                + $"and has {status.Number("currentHealthy") ?? 0} currently");
        }

        status["disruptionsAllowed"] = allowed - 1;
        // The budget's controller counts it as gone before its deletion has begun.
        status.Child("disruptedPods")[pod.Name] = Timestamps.Write(time.GetUtcNow());
    }

    private static ApiException Refuse(string why, long? tryAgainSeconds = null)
    {
        var cause = new JsonObject { ["reason"] = "DisruptionBudget", ["message"] = why };
        var details = new JsonObject { ["causes"] = new JsonArray(cause) };
        if (tryAgainSeconds is { } seconds)
        {
            details["retryAfterSeconds"] = seconds;
        }

        return new ApiException(
            429, "TooManyRequests", "Cannot evict pod as it would violate the pod's disruption budget.", details);
    }
}
