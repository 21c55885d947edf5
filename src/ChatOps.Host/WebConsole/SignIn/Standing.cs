using System.Globalization;
using System.Security.Claims;
using ChatOps.Access;
using ChatOps.Access.SignedIn;
using Microsoft.Extensions.Options;

namespace ChatOps.Host.WebConsole.SignIn;

/// <summary>
/// Whether a sign-in still counts. A page stays open for as long as its reader likes, and knows by itself only who they were when it
/// was opened: so this is asked whenever something is sent, and now and then.
/// </summary>
public sealed class Standing(ISignedInPeople people, Grants grants, IOptions<ConsoleOptions> options, TimeProvider time)
{
    /// <summary>The claim with the time of a sign-in, which the bot itself adds.</summary>
    private const string SignedInAt = "chatops_signed_in_at";

    /// <summary>Notes in the claims when the sign-in was.</summary>
    public static void Note(ClaimsPrincipal principal, DateTimeOffset at) =>
        principal.AddIdentity(new([new(SignedInAt, at.ToString("O", CultureInfo.InvariantCulture))]));

    /// <returns>Why the sign-in has ended, in one sentence for whoever it was; null while it lasts.</returns>
    public async Task<string?> EndAsync(ClaimsPrincipal principal, CancellationToken cancellationToken)
    {
        if (Visitor.In(principal, options.Value) is not { } visitor || At(principal) is not { } at)
        {
            return "You are not signed in.";
        }

        if (time.GetUtcNow() - at >= SignedInMembers.CountsFor)
        {
            return $"You signed in {Words.Of(SignedInMembers.CountsFor)} ago, which is as long as that counts.";
        }

        return await people.FindAsync(visitor.Id, cancellationToken) is { } known && !(known.SignedOutAt >= at)
            ? null
            : "You have signed out.";
    }

    /// <returns>Why nothing can be said in the console any more, in one sentence; null while it can.</returns>
    public async Task<string?> ObjectionAsync(ClaimsPrincipal principal, CancellationToken cancellationToken)
    {
        if (await EndAsync(principal, cancellationToken) is { } end)
        {
            return end;
        }

        return Visitor.PersonaIn(principal, options.Value) is { } persona
            && (await grants.HeldByAsync(persona.Actor, cancellationToken)).Grants.Count > 0
            ? null
            : "Nothing is granted to you any more.";
    }

    private static DateTimeOffset? At(ClaimsPrincipal principal) => DateTimeOffset.TryParse(
        principal.FindFirst(SignedInAt)?.Value, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var at) ? at : null;
}
