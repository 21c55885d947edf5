using ChatOps.Access.SignedIn;
using Microsoft.EntityFrameworkCore;

namespace ChatOps.Adapters.Storage;

/// <summary>Whoever signed in, in a relational database.</summary>
public sealed class SignedInStore(IDbContextFactory<ChatOpsDbContext> databases) : ISignedInPeople
{
    public async Task RememberAsync(SignedInPerson person, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        if (await database.SignedIn.FindAsync([person.Id], cancellationToken) is not { } row)
        {
            row = new SignedInRow { Id = person.Id, Name = person.Name };
            database.SignedIn.Add(row);
        }

        (row.Name, row.Email, row.Groups, row.At) = (person.Name, person.Email, [.. person.Groups], person.At);
        await database.SaveChangesAsync(cancellationToken);
    }

    public async Task<SignedInPerson?> FindAsync(string id, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.SignedIn.FindAsync([id], cancellationToken) is { } row
            ? new(row.Id, row.Name, row.Email, [.. row.Groups], row.At)
            : null;
    }
}
