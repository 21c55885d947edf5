using System.Text.Json.Nodes;
using ChatOps.Simulator.Store;
using k8s.Models;

namespace ChatOps.Simulator.Api.Validating;

/// <summary>What the spec of a pod or of a template must look like.</summary>
internal static class PodRules
{
    private static readonly string[] RestartPolicies = ["Always", "OnFailure", "Never"];

    /// <param name="path">Where the spec is, such as <c>spec.template.spec</c>.</param>
    public static IEnumerable<FieldError> Check(JsonObject spec, string path)
    {
        if (!spec.Items("containers").Any())
        {
            yield return FieldError.Required($"{path}.containers");
        }

        if (spec.Text("restartPolicy") is { } policy && !RestartPolicies.Contains(policy))
        {
            yield return FieldError.NotSupported($"{path}.restartPolicy", policy, RestartPolicies);
        }

        if (spec.Number("terminationGracePeriodSeconds") is { } grace and < 0)
        {
            yield return FieldError.Invalid(
                $"{path}.terminationGracePeriodSeconds", $"{grace}", "must be greater than or equal to 0");
        }

        var volumes = spec.Items("volumes").OfType<JsonObject>().Select(volume => volume.Text("name")).ToHashSet();
        var names = new HashSet<string>();
        foreach (var (container, field) in Containers(spec, path, "initContainers").Concat(Containers(spec, path, "containers")))
        {
            foreach (var error in CheckContainer(container, field, names, volumes))
            {
                yield return error;
            }
        }
    }

    public static IEnumerable<FieldError> AmountErrors(JsonObject amounts, string field) => amounts
        .Where(amount => !IsAmount(amount.Value))
        .Select(amount => FieldError.Invalid(
            $"{field}[{amount.Key}]",
            $"\"{amount.Value}\"",
            "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'"));

    private static IEnumerable<(JsonObject Container, string Field)> Containers(JsonObject spec, string path, string list) =>
        spec.Items(list).OfType<JsonObject>().Select((container, index) => (container, $"{path}.{list}[{index}]"));

    private static IEnumerable<FieldError> CheckContainer(
        JsonObject container, string field, HashSet<string> names, HashSet<string?> volumes)
    {
        if (container.Text("name") is not { Length: > 0 } name)
        {
            yield return FieldError.Required($"{field}.name");
        }
        else if (!names.Add(name))
        {
            yield return FieldError.Duplicate($"{field}.name", name);
        }

        if (container.Text("image") is null or "")
        {
            yield return FieldError.Required($"{field}.image");
        }

        foreach (var mount in container.Items("volumeMounts").OfType<JsonObject>().Select((mount, index) => (Name: mount.Text("name"), index)))
        {
            // A StatefulSet's claims become volumes of its pods later.
            if (!field.StartsWith("spec.template") && !volumes.Contains(mount.Name))
            {
                yield return new FieldError("FieldValueNotFound", $"{field}.volumeMounts[{mount.index}].name", $"Not found: \"{mount.Name}\"");
            }
        }

        foreach (var error in CheckResources(container.Child("resources"), $"{field}.resources"))
        {
            yield return error;
        }
    }

    private static IEnumerable<FieldError> CheckResources(JsonObject resources, string field)
    {
        var requests = resources["requests"] as JsonObject ?? [];
        var limits = resources["limits"] as JsonObject ?? [];
        var malformed = AmountErrors(requests, $"{field}.requests").Concat(AmountErrors(limits, $"{field}.limits")).ToList();
        return malformed.Count > 0 ? malformed : requests.Where(request => IsOver(request.Value, limits[request.Key])).Select(request =>
            FieldError.Invalid(
                $"{field}.requests",
                $"\"{request.Value}\"",
                $"must be less than or equal to {request.Key} limit of {limits[request.Key]}"));
    }

    private static bool IsOver(JsonNode? request, JsonNode? limit) =>
        request is not null && limit is not null
        && new ResourceQuantity(request.ToString()).ToDecimal() > new ResourceQuantity(limit.ToString()).ToDecimal();

    private static bool IsAmount(JsonNode? value)
    {
        try
        {
            return value is not null && new ResourceQuantity(value.ToString()).ToDecimal() >= 0;
        }
        catch (Exception error) when (error is FormatException or ArgumentException or OverflowException or InvalidOperationException)
        {
            return false;
        }
    }
}
