using ChatOps.Adapters.Cluster.Manifests;
using ChatOps.Inventory;

namespace ChatOps.Adapters.Cluster.Mapping;

internal static class TemplateMapping
{
    public static PodTemplate ToTemplate(this TemplatedManifest manifest) =>
        new([.. (manifest.Spec?.Template?.Spec?.Containers ?? []).Select(ToContainer)]);

    private static TemplateContainer ToContainer(TemplateContainerManifest container) => new(
        container.Name,
        new ContainerMemory(
            Memory(container.Resources?.Requests), Memory(container.Resources?.Limits)),
        [.. (container.VolumeMounts ?? []).Select(mount => mount.Name)],
        [.. container.Command ?? [], .. container.Args ?? []]);

    private static long? Memory(Dictionary<string, string>? amounts) =>
        amounts?.ContainsKey("memory") is true ? (long)Amount.Of(amounts, "memory") : null;
}
