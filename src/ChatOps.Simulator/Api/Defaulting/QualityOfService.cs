using System.Text.Json.Nodes;
using ChatOps.Simulator.Store;
using k8s.Models;

namespace ChatOps.Simulator.Api.Defaulting;

/// <summary>The class of a pod that decides who is ended first when a node runs out of memory.</summary>
public sealed class QualityOfService : IAdmission
{
    private static readonly string[] Counted = ["cpu", "memory"];

    /// <summary>Comes after the rules that fill in requests and limits, for it counts them.</summary>
    public void Admit(AdmissionRequest request)
    {
        if (request.IsCreate && request.Type == ResourceTypes.Pods)
        {
            request.Json.Child("status").Default("qosClass", Of(request.Json.Child("spec")));
        }
    }

    private static string Of(JsonObject spec)
    {
        var resources = spec.Items("initContainers").Concat(spec.Items("containers"))
            .OfType<JsonObject>()
            .Select(container => container.Child("resources"))
            .ToList();
        if (!resources.Exists(one => Amounts(one, "requests").Any() || Amounts(one, "limits").Any()))
        {
            return "BestEffort";
        }

        return resources.TrueForAll(IsGuaranteed) ? "Guaranteed" : "Burstable";
    }

    private static bool IsGuaranteed(JsonObject resources) => Counted.All(name =>
        resources.Text("limits", name) is { } limit
        && new ResourceQuantity(resources.Text("requests", name) ?? limit).ToDecimal() == new ResourceQuantity(limit).ToDecimal());

    private static IEnumerable<string> Amounts(JsonObject resources, string kind) =>
        Counted.Select(name => resources.Text(kind, name)).OfType<string>();
}
