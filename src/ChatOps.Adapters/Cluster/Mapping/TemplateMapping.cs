using ChatOps.Adapters.Cluster.Manifests;
using ChatOps.Inventory;

namespace ChatOps.Adapters.Cluster.Mapping;

internal static class TemplateMapping
{
    public static PodTemplate ToTemplate(this TemplatedManifest manifest)
    {
        var spec = manifest.Spec?.Template?.Spec;
        return new PodTemplate(
            [.. (spec?.Containers ?? []).Select(ToContainer)],
            [.. (spec?.NodeSelector ?? []).Select(label => $"{label.Key}={label.Value}").Order(StringComparer.Ordinal)],
            [.. (spec?.Tolerations ?? []).Select(ToToleration)]);
    }

    private static TemplateContainer ToContainer(TemplateContainerManifest container) => new(
        container.Name,
        new ContainerMemory(
            Memory(container.Resources?.Requests), Memory(container.Resources?.Limits)),
        (long)(Amount.Of(container.Resources?.Requests, "cpu") * 1000),
        [.. (container.VolumeMounts ?? []).Select(mount => mount.Name)],
        [.. container.Command ?? [], .. container.Args ?? []]);

    private static long? Memory(Dictionary<string, string>? amounts) =>
        amounts?.ContainsKey("memory") is true ? (long)Amount.Of(amounts, "memory") : null;

    private static Toleration ToToleration(TolerationManifest toleration) => new(
        Named(toleration.Key),
        toleration.Operator is "Exists" ? null : toleration.Value ?? "",
        Named(toleration.Effect));

    private static string? Named(string? name) => name is { Length: > 0 } ? name : null;
}
