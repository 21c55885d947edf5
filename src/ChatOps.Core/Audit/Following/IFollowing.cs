namespace ChatOps.Audit.Following;

/// <summary>
/// The audit trail as an outbox: followers read it in order, each from a place of its own that survives the process. Of all
/// hosts on one database one at a time has a follower's place.
/// </summary>
public interface IFollowing
{
    /// <summary>
    /// The follower's place, if this host has it or can have it. A follower that nobody knows begins behind the last entry.
    /// </summary>
    /// <returns>Null while another host that is alive has it.</returns>
    Task<FollowerPlace?> ClaimAsync(string follower, CancellationToken cancellationToken);

    /// <summary>The entries that come next, in order and without a gap.</summary>
    Task<IReadOnlyList<AuditEntry>> WindowAsync(FollowerPlace place, int limit, CancellationToken cancellationToken);

    /// <summary>Remembers how far the follower has come.</summary>
    /// <returns>False when another host has gone on from the same place meanwhile; nothing is remembered then.</returns>
    Task<bool> MoveAsync(FollowerPlace from, FollowerPlace to, CancellationToken cancellationToken);
}
