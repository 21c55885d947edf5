using System.Text.Json;
using System.Text.Json.Nodes;
using ChatOps.Simulator.Scheduling;
using ChatOps.Simulator.Store;
using k8s;
using k8s.Models;

namespace ChatOps.Simulator.Admission;

/// <summary>
/// Fills in a namespace's default requests and limits, and refuses pods and claims outside its bounds
/// (https://kubernetes.io/docs/concepts/policy/limit-range/).
/// </summary>
public sealed class LimitRangeAdmission : IAdmission
{
    public void Admit(AdmissionRequest request)
    {
        if (!request.IsCreate || request.Options.Restored
            || (request.Type != ResourceTypes.Pods && request.Type != ResourceTypes.PersistentVolumeClaims))
        {
            return;
        }

        foreach (var range in request.Snapshot.List(ResourceTypes.LimitRanges, request.Namespace))
        {
            var limits = range.As<V1LimitRange>().Spec?.Limits ?? [];
            if (request.Type == ResourceTypes.Pods)
            {
                FillIn(request.Json, limits.Where(limit => limit.Type == "Container"));
            }

            var violations = Violations(request, limits).ToList();
            if (violations.Count > 0)
            {
                var why = violations.Count == 1 ? violations[0] : $"[{string.Join(", ", violations)}]";
                throw ApiException.Forbidden(request.Type, request.Name, why);
            }
        }
    }

    private static void FillIn(JsonObject pod, IEnumerable<V1LimitRangeItem> limits)
    {
        foreach (var limit in limits)
        {
            foreach (var container in pod.Items("spec", "containers").Concat(pod.Items("spec", "initContainers")).OfType<JsonObject>())
            {
                // Requests first: only a limit that the container brings itself may stand in for its request.
                Default(container, "requests", limit.DefaultRequest ?? limit.DefaultProperty ?? limit.Min);
                Default(container, "limits", limit.DefaultProperty ?? limit.Max);
            }
        }
    }

    private static void Default(JsonObject container, string kind, IDictionary<string, ResourceQuantity>? defaults)
    {
        foreach (var (resource, quantity) in defaults ?? new Dictionary<string, ResourceQuantity>())
        {
            // A container that sets only its limit asks for that much.
            var own = kind == "requests" ? container.Text("resources", "limits", resource) : null;
            container.Child("resources", kind).Default(resource, own ?? quantity.ToString());
        }
    }

    private static IEnumerable<string> Violations(AdmissionRequest request, IList<V1LimitRangeItem> limits)
    {
        var json = JsonSerializer.SerializeToElement(request.Json);
        if (request.Type == ResourceTypes.PersistentVolumeClaims)
        {
            var requests = Quantities(json.At("spec", "resources", "requests"));
            return limits.Where(limit => limit.Type == "PersistentVolumeClaim")
                .SelectMany(limit => Bounds(limit, requests, requests));
        }

        var spec = KubernetesJson.Deserialize<V1PodSpec>(json.At("spec"));
        var perContainer = from limit in limits.Where(limit => limit.Type == "Container")
                           from container in spec.Containers.Concat(spec.InitContainers ?? [])
                           from violation in Bounds(
                               limit,
                               ResourceAmounts.Of(container.Resources?.Requests),
                               ResourceAmounts.Of(container.Resources?.Limits))
                           select violation;
        var perPod = limits.Where(limit => limit.Type == "Pod")
            .SelectMany(limit => Bounds(limit, PodResources.Requests(spec), PodResources.Limits(spec)));
        return perContainer.Concat(perPod).Distinct(StringComparer.Ordinal);
    }

    private static IEnumerable<string> Bounds(V1LimitRangeItem limit, ResourceAmounts requests, ResourceAmounts limits)
    {
        foreach (var (resource, minimum) in limit.Min ?? new Dictionary<string, ResourceQuantity>())
        {
            if (!requests.Has(resource))
            {
                yield return $"minimum {resource} usage per {limit.Type} is {minimum}.  No request is specified";
            }
            else if (requests[resource] < minimum.ToDecimal())
            {
                yield return $"minimum {resource} usage per {limit.Type} is {minimum}, but request is {requests.Find(resource)}";
            }
        }

        foreach (var (resource, maximum) in limit.Max ?? new Dictionary<string, ResourceQuantity>())
        {
            if (!limits.Has(resource))
            {
                yield return $"maximum {resource} usage per {limit.Type} is {maximum}.  No limit is specified";
            }
            else if (limits[resource] > maximum.ToDecimal())
            {
                var asked = limit.Type == "PersistentVolumeClaim" ? "request" : "limit";
                yield return $"maximum {resource} usage per {limit.Type} is {maximum}, but {asked} is {limits.Find(resource)}";
            }
        }
    }

    private static ResourceAmounts Quantities(JsonElement json) =>
        json.Exists() ? ResourceAmounts.Of(KubernetesJson.Deserialize<Dictionary<string, ResourceQuantity>>(json)) : ResourceAmounts.None;
}
