using ChatOps.Access.SignedIn;
using Microsoft.EntityFrameworkCore;

namespace ChatOps.Adapters.Storage;

/// <summary>
/// Whoever signed in, in a relational database. That they signed out is a row of its own, by a name that no account can have: so the
/// table keeps the shape that the version before knows.
/// </summary>
public sealed class SignedInStore(IDbContextFactory<ChatOpsDbContext> databases) : ISignedInPeople
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(1);

    public async Task<DateTimeOffset> RememberAsync(SignedInPerson person, CancellationToken cancellationToken)
    {
        var signedOut = (await FindAsync(person.Id, cancellationToken))?.SignedOutAt;
        var at = ToMicroseconds(signedOut >= person.At ? signedOut.Value + Moment : person.At);
        await WriteAsync(
            new() { Id = person.Id, Name = person.Name, Email = person.Email, Groups = [.. person.Groups], At = at }, cancellationToken);
        return at;
    }

    /// <summary>Never before the sign-in that it ends: two hosts' clocks may differ.</summary>
    public async Task SignOutAsync(string id, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var signedIn = (await FindAsync(id, cancellationToken))?.At ?? at;
        await WriteAsync(new() { Id = SignOutOf(id), Name = "", At = signedIn > at ? signedIn : at }, cancellationToken);
    }

    public async Task<SignedInPerson?> FindAsync(string id, CancellationToken cancellationToken)
    {
        var signOut = SignOutOf(id);
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var rows = await database.SignedIn.AsNoTracking().Where(row => row.Id == id || row.Id == signOut).ToListAsync(cancellationToken);
        return rows.Find(row => row.Id == id) is { } row
            ? new(row.Id, row.Name, row.Email, [.. row.Groups], row.At, rows.Find(other => other.Id == signOut)?.At)
            : null;
    }

    /// <summary>Of two first sign-ins at once, in two tabs, the second to write finds a row that was not there when it looked.</summary>
    private async Task WriteAsync(SignedInRow told, CancellationToken cancellationToken)
    {
        if (!await TryWriteAsync(told, cancellationToken))
        {
            await TryWriteAsync(told, cancellationToken);
        }
    }

    private async Task<bool> TryWriteAsync(SignedInRow told, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        if (await database.SignedIn.FindAsync([told.Id], cancellationToken) is not { } row)
        {
            row = new SignedInRow { Id = told.Id, Name = told.Name };
            database.SignedIn.Add(row);
        }

        (row.Name, row.Email, row.Groups, row.At) = (told.Name, told.Email, told.Groups, told.At);
        try
        {
            await database.SaveChangesAsync(cancellationToken);
            return true;
        }
        catch (DbUpdateException refused) when (database.IsDuplicate(refused))
        {
            return false;
        }
    }

    /// <summary>What PostgreSQL keeps of a time: whoever compares with what was kept must not know it better.</summary>
    private static DateTimeOffset ToMicroseconds(DateTimeOffset at) => at.AddTicks(-(at.Ticks % TimeSpan.TicksPerMicrosecond));

    private static string SignOutOf(string id) => $"{id} signed out";
}
