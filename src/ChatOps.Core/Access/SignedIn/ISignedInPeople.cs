namespace ChatOps.Access.SignedIn;

/// <summary>Whoever signed in to the console, as the identity provider described them; shared by all hosts, which look at roles again.</summary>
public interface ISignedInPeople
{
    /// <returns>When they signed in: after the sign-out that it follows, though the clocks of two hosts may differ.</returns>
    Task<DateTimeOffset> RememberAsync(SignedInPerson person, CancellationToken cancellationToken);

    /// <summary>Ends the sign-ins that somebody has by now, wherever they are.</summary>
    Task SignOutAsync(string id, DateTimeOffset at, CancellationToken cancellationToken);

    /// <returns>Null for somebody who never signed in.</returns>
    Task<SignedInPerson?> FindAsync(string id, CancellationToken cancellationToken);
}

/// <param name="Id">The provider's immutable id of them (the claim "sub").</param>
/// <param name="Email">An address that the provider has verified, or null.</param>
/// <param name="Groups">What the provider says they are in, to the letter.</param>
/// <param name="At">When they signed in last.</param>
/// <param name="SignedOutAt">When they signed out last: what they signed in to before has ended; null for never.</param>
public sealed record SignedInPerson(
    string Id, string Name, string? Email, IReadOnlyList<string> Groups, DateTimeOffset At, DateTimeOffset? SignedOutAt = null);
