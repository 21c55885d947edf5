using System.Text.Json;
using ChatOps.Simulator.Store;

namespace ChatOps.Simulator.Api.Selecting;

/// <summary>A field selector as in queries: <c>status.phase=Running,spec.nodeName!=node-1</c>. Each type can be selected by few fields.</summary>
internal sealed class FieldSelector
{
    private static readonly Dictionary<ResourceType, string[]> Fields = new()
    {
        [ResourceTypes.Pods] =
            ["spec.nodeName", "spec.restartPolicy", "spec.schedulerName", "spec.serviceAccountName", "status.phase",
             "status.podIP", "status.nominatedNodeName"],
        [ResourceTypes.Nodes] = ["spec.unschedulable"],
        [ResourceTypes.Namespaces] = ["status.phase"],
        [ResourceTypes.Events] =
            ["involvedObject.kind", "involvedObject.namespace", "involvedObject.name", "involvedObject.uid",
             "involvedObject.apiVersion", "involvedObject.resourceVersion", "involvedObject.fieldPath", "reason",
             "reportingComponent", "source", "type"],
        [ResourceTypes.Secrets] = ["type"],
        [ResourceTypes.Services] = ["spec.clusterIP", "spec.type"],
        [ResourceTypes.ReplicaSets] = ["status.replicas"],
        [ResourceTypes.ReplicationControllers] = ["status.replicas"],
        [ResourceTypes.Jobs] = ["status.successful"],
    };

    private readonly List<(string[] Path, string Value, bool Equal)> _requirements;

    private FieldSelector(List<(string[] Path, string Value, bool Equal)> requirements) => _requirements = requirements;

    public bool Matches(StoredObject stored) => _requirements.TrueForAll(
        requirement => Text(stored.Json, requirement.Path) == requirement.Value == requirement.Equal);

    /// <exception cref="ApiException">400: it can't be read, or the type can't be selected so.</exception>
    public static FieldSelector Read(ResourceType type, string? text) =>
        new([.. (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries).Select(part => Requirement(type, part, text!))]);

    private static (string[] Path, string Value, bool Equal) Requirement(ResourceType type, string part, string whole)
    {
        var (field, value, equal) = part.Split("!=", 2) is [var differing, var unwanted]
            ? (differing, unwanted, false)
            : part.Split('=', 2) is [var wantedField, var wanted]
                ? (wantedField, wanted.TrimStart('='), true)
                : throw ApiException.BadRequest($"invalid field selector: \"{whole}\"; can't understand \"{part}\"");
        field = field.Trim();
        if (field is not ("metadata.name" or "metadata.namespace")
            && !(Fields.TryGetValue(type, out var known) && known.Contains(field)))
        {
            throw ApiException.BadRequest(
                $"Unable to find \"{type.ApiVersion}, Resource={type.Plural}\" that match label selector \"\", "
                + $"field selector \"{whole}\": field label not supported: {field}");
        }

        return (field == "source" ? ["source", "component"] : field.Split('.'), value, equal);
    }

    // A field left out selects as empty, a flag left out as false.
    private static string Text(JsonElement json, string[] path) => json.At(path) switch
    {
        { ValueKind: JsonValueKind.String } text => text.GetString()!,
        { ValueKind: JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False } plain => plain.GetRawText().ToLowerInvariant(),
        _ => path is ["spec", "unschedulable"] ? "false" : "",
    };
}
