using ChatOps.Adapters.Cluster.Manifests;

namespace ChatOps.Adapters.Cluster;

/// <summary>A key of a config map that a container sees as a file.</summary>
internal sealed record MountedFile(string ConfigMap, string Key)
{
    /// <summary>What may be at a path: mostly one, several where a projected volume joins config maps.</summary>
    public static IEnumerable<MountedFile> Find(MountingPodSpec? pod, string container, string path)
    {
        var mounts = (pod?.Containers ?? []).Concat(pod?.InitContainers ?? [])
            .FirstOrDefault(each => each.Name == container)?.VolumeMounts ?? [];

        // The deepest mount hides what lies under it.
        var mount = mounts.Where(each => Within(each, path) is not null).MaxBy(each => each.MountPath.Length);
        var volume = mount is null ? null : Array.Find(pod?.Volumes ?? [], each => each.Name == mount.Name);
        return mount is null || volume is null
            ? []
            : Sources(volume).Select(source => KeyIn(source, Within(mount, path)!)).OfType<MountedFile>(); // found above
    }

    /// <summary>The path inside the volume, or null when the mount does not hold it.</summary>
    private static string? Within(VolumeMount mount, string path)
    {
        var folder = mount.MountPath.TrimEnd('/');
        if (path == folder)
        {
            return mount.SubPath;
        }

        return path.StartsWith($"{folder}/", StringComparison.Ordinal)
            ? $"{(mount.SubPath is { Length: > 0 } sub ? $"{sub.TrimEnd('/')}/" : "")}{path[(folder.Length + 1)..]}"
            : null;
    }

    private static IEnumerable<ConfigMapSource> Sources(FileVolume volume) =>
        (volume.Projected?.Sources ?? []).Select(source => source.ConfigMap).Prepend(volume.ConfigMap)
            .OfType<ConfigMapSource>();

    private static MountedFile? KeyIn(ConfigMapSource source, string inside)
    {
        var key = source.Items is { } items ? Array.Find(items, item => item.Path == inside)?.Key : inside;
        return source.Name is { Length: > 0 } name && key is not null ? new MountedFile(name, key) : null;
    }
}
