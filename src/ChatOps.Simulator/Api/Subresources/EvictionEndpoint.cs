using System.Text.Json;
using System.Text.Json.Nodes;
using ChatOps.Simulator.Api.Selecting;
using ChatOps.Simulator.Api.Writing;
using ChatOps.Simulator.Store;

namespace ChatOps.Simulator.Api.Subresources;

/// <summary>Answers evictions: deletions that PodDisruptionBudgets may refuse.</summary>
internal sealed class EvictionEndpoint(ClusterStore store)
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
            case [var budget]:
                store.Change(
                    ResourceTypes.PodDisruptionBudgets,
                    budget.Namespace,
                    budget.Name,
                    json => SpendOne(json, budget),
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

    private static void SpendOne(JsonObject json, StoredObject budget)
    {
        var status = json.Child("status");
        var allowed = status.Number("disruptionsAllowed") ?? 0;
        if (allowed <= 0)
        {
            throw Refuse(budget.Name, status);
        }

        // The budget's controller counts anew when the pod has gone; until then this one is spent.
        status["disruptionsAllowed"] = allowed - 1;
    }

    private static ApiException Refuse(string budget, JsonObject status)
    {
        var cause = new JsonObject
        {
            ["reason"] = "DisruptionBudget",
            ["message"] = $"The disruption budget {budget} needs {status.Number("desiredHealthy") ?? 0} healthy pods and has "
                + $"{status.Number("currentHealthy") ?? 0} currently",
        };
        return new ApiException(
            429,
            "TooManyRequests",
            "Cannot evict pod as it would violate the pod's disruption budget.",
            new JsonObject { ["causes"] = new JsonArray(cause), ["retryAfterSeconds"] = TryAgainSeconds });
    }
}
