namespace ChatOps.Rehearsing;

/// <summary>
/// Goes a part of a command's way once before anybody asks, leaving no trace: what a process does for the first time is
/// compiled then, which on a busy machine takes seconds, and Slack waits three.
/// </summary>
public interface IRehearsal
{
    /// <summary>No effect on the cluster, nothing in the audit trail, no message, and nothing left in the database.</summary>
    Task RehearseAsync(CancellationToken cancellationToken);
}
