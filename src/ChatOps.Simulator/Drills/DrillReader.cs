using System.Text.Json.Nodes;
using ChatOps.Simulator.Store;

namespace ChatOps.Simulator.Drills;

/// <summary>Reads a drill as its YAML file has it.</summary>
internal static class DrillReader
{
    /// <exception cref="InvalidDataException">Something is missing or can't be understood.</exception>
    public static Drill Read(string name, JsonObject json) => new(
        name,
        Need(json, "title"),
        Need(json, "story").Trim(),
        Need(json, "goal"),
        Need(json, "hint"),
        Changes(json, "play"),
        End(json.Child("end")),
        Changes(json, "after"));

    private static DrillEnd End(JsonObject json) => new(
        Need(json, "namespace"),
        Need(json, "pods"),
        (int)(json.Number("ready") ?? throw new InvalidDataException("A drill's end has no ready.")),
        json.At("replaced")?.GetValue<bool>() ?? false,
        json.At("keepsData")?.GetValue<bool>() ?? false);

    private static List<DrillChange> Changes(JsonObject json, string list) => [.. json.Items(list).OfType<JsonObject>().Select(Change)];

    private static DrillChange Change(JsonObject json) => json switch
    {
        _ when json["create"] is JsonObject manifest => new CreateChange(TypeOf(Need(manifest, "kind")), manifest),
        _ when json["patch"] is JsonObject target && json["with"] is JsonObject patch => new PatchChange(Target(target), patch),
        _ when json["delete"] is JsonObject target => new DeleteChange(Target(target)),
        _ => throw new InvalidDataException($"A drill can create, patch ... with, and delete, but not {json.ToJsonString()}."),
    };

    private static DrillTarget Target(JsonObject json) => new(
        TypeOf(Need(json, "kind")), json.Text("namespace"), json.Text("name"), json.Text("labels"), json.Text("ofPods"));

    private static ResourceType TypeOf(string kind) =>
        ResourceTypes.All.FirstOrDefault(type => type.Kind == kind) ?? throw new InvalidDataException($"The simulator has no kind {kind}.");

    private static string Need(JsonObject json, string name) =>
        json.Text(name) ?? throw new InvalidDataException($"A drill lacks {name}: {json.ToJsonString()}");
}
