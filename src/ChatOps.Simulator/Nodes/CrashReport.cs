namespace ChatOps.Simulator.Nodes;

/// <summary>What a container writes when it gives up by itself.</summary>
internal static class CrashReport
{
    public static IReadOnlyList<string> Of(ContainerView container) => (Fault.Of(container.Pod).Kind, container.Component) switch
    {
        (FaultKind.CrashUntilNewVolume, "prometheus") =>
        [
            "level=error component=tsdb msg=\"Opening storage failed\" err=\"repair corrupted WAL: cannot handle error: "
            + "corruption in segment /prometheus/wal/00000087 at 9043968: unexpected checksum\"",
        ],
        (FaultKind.CrashUntilNewVolume, _) => ["Fatal: the data directory is damaged: unexpected end of file"],
        _ => ["Fatal: unexpected error, exiting"],
    };
}
