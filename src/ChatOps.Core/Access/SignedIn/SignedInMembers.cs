using ChatOps.Chat;

namespace ChatOps.Access.SignedIn;

/// <summary>
/// The groups and addresses of people of the console, as their identity provider told them when they last signed in. What it said
/// too long ago counts no more: who left a group must not have its role for ever. It counts on after they signed out, for what they
/// began or approved goes on; nothing new comes from a page that is signed out.
/// </summary>
public sealed class SignedInMembers(ISignedInPeople people, TimeProvider time) : IGroups, IEmails
{
    /// <summary>How long what was said at a sign-in counts.</summary>
    public static readonly TimeSpan CountsFor = TimeSpan.FromHours(12);

    private const string Platform = "console";
    private const string Prefix = "console-group:";

    public async Task<bool> IsMemberAsync(string group, Actor actor, CancellationToken cancellationToken) =>
        group.StartsWith(Prefix, StringComparison.Ordinal)
        && await CurrentAsync(actor, cancellationToken) is { } person
        && person.Groups.Contains(group[Prefix.Length..]);

    public async Task<string?> FindAsync(Actor actor, CancellationToken cancellationToken) =>
        (await CurrentAsync(actor, cancellationToken))?.Email;

    private async Task<SignedInPerson?> CurrentAsync(Actor actor, CancellationToken cancellationToken) =>
        actor.Platform == Platform
        && await people.FindAsync(actor.Id, cancellationToken) is { } person
        && time.GetUtcNow() - person.At < CountsFor
            ? person
            : null;
}
