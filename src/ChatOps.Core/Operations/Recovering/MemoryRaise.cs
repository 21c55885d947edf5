using ChatOps.Inventory;

namespace ChatOps.Operations.Recovering;

/// <summary>From which to which memory a container is raised.</summary>
/// <param name="Container">By name: side-cars keep theirs.</param>
/// <param name="CappedBy">What kept it from being raised further, or null.</param>
public sealed record MemoryRaise(string Container, ContainerMemory From, ContainerMemory To, string? CappedBy)
{
    /// <summary>"4Gi to 8Gi, of which 2Gi to 4Gi requested".</summary>
    public override string ToString() => (From, To) switch
    {
        ({ Limit: null }, _) => $"{Size(From.Request)} to {Size(To.Request)} requested",
        _ when From.Request is null || From.Request == From.Limit => $"{Size(From.Limit)} to {Size(To.Limit)}",
        _ => $"{Size(From.Limit)} to {Size(To.Limit)}, of which {Size(From.Request)} to {Size(To.Request)} requested",
    };

    private static string Size(long? bytes) => bytes?.ToKubernetesSize() ?? "nothing";
}
