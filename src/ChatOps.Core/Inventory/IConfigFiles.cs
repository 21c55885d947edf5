namespace ChatOps.Inventory;

/// <summary>The configuration files that a pod gets from config maps. Those from secrets are never read.</summary>
/// <inheritdoc cref="IPodLogs" path="/summary"/>
public interface IConfigFiles
{
    /// <summary>The file as the config map has it now, which the container may have been given up to a minute later.</summary>
    /// <param name="path">In the container.</param>
    /// <returns>Null when no config map is mounted there, or it has no such file.</returns>
    Task<ConfigFile?> FindAsync(PodKey pod, string container, string path, CancellationToken cancellationToken);
}

/// <param name="ConfigMap">Where it can be mended.</param>
public sealed record ConfigFile(string ConfigMap, string Key, string Text);
