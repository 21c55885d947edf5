namespace ChatOps.Operations;

/// <summary>An operation that may run now.</summary>
/// <param name="Version">Another after each move.</param>
/// <param name="HasSlept">It waited for the cluster, and its time to look again has come.</param>
public sealed record DueOperation(int Id, int Version, bool HasSlept);
