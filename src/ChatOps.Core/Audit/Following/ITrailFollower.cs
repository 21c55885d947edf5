using ChatOps.Chat;

namespace ChatOps.Audit.Following;

/// <summary>Somebody who reads the audit trail in order and tells of it.</summary>
public interface ITrailFollower
{
    /// <summary>What its place is kept under; never renamed.</summary>
    string Name { get; }

    /// <summary>Looks whether it could tell anything at all. Asked at the start, and again after a refusal.</summary>
    /// <exception cref="ChatRefusedException">It could not, until somebody mends what the exception says.</exception>
    /// <exception cref="ChatUnavailableException">The chat platform is away.</exception>
    Task CheckAsync(CancellationToken cancellationToken);

    /// <summary>Sends one message at most.</summary>
    /// <param name="window">What follows the place; at least one entry, the first of which is not told.</param>
    /// <returns>The place as it is then; the same when something has to happen elsewhere first.</returns>
    /// <exception cref="ChatRefusedException">Nothing can be told until somebody mends what the exception says.</exception>
    /// <exception cref="ChatUnavailableException">The chat platform is away or asks to wait.</exception>
    Task<FollowerPlace> TellAsync(
        FollowerPlace place, IReadOnlyList<AuditEntry> window, CancellationToken cancellationToken);
}
