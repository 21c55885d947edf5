using ChatOps.Chat;

namespace ChatOps.Access;

/// <summary>Knows the e-mail addresses of a chat platform's own people; asked only where a grant is by e-mail.</summary>
public interface IEmails
{
    /// <summary>
    /// The address that the platform holds for an account and vouches for, now or within the last minute. Null for accounts of
    /// other platforms, guests, bots, and those that are closed.
    /// </summary>
    /// <inheritdoc cref="IGroups.IsMemberAsync" path="/exception"/>
    Task<string?> FindAsync(Actor actor, CancellationToken cancellationToken);
}
