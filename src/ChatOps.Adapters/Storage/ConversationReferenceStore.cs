using ChatOps.Chat;
using ChatOps.Chat.References;
using Microsoft.EntityFrameworkCore;

namespace ChatOps.Adapters.Storage;

/// <summary>
/// How conversations and people are reached, in a relational database. Of two hosts that remember the same at once the last one
/// counts; what is known already is not written again.
/// </summary>
public sealed class ConversationReferenceStore(IDbContextFactory<ChatOpsDbContext> databases) : IConversationReferences
{
    public async Task<ConversationReference?> FindAsync(string platform, string channel, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.Conversations.FindAsync([platform, channel], cancellationToken) is { } row
            ? new(row.Platform, row.Channel, row.ServiceUrl)
            : null;
    }

    public async Task<PersonReference?> FindPersonAsync(Actor actor, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.People.FindAsync([actor.Platform, actor.Id], cancellationToken) is { } row
            ? new(row.Platform, row.Id, row.LocalId, row.Channel, row.PersonalChannel)
            : null;
    }

    public Task RememberAsync(ConversationReference reference, CancellationToken cancellationToken) => ChangeAsync(
        async database =>
        {
            if (await database.Conversations.FindAsync([reference.Platform, reference.Channel], cancellationToken) is { } row)
            {
                row.ServiceUrl = reference.ServiceUrl;
                return;
            }

            database.Conversations.Add(new ConversationRow
            {
                Platform = reference.Platform,
                Channel = reference.Channel,
                ServiceUrl = reference.ServiceUrl,
            });
        },
        cancellationToken);

    public Task RememberAsync(PersonReference reference, CancellationToken cancellationToken) => ChangeAsync(
        async database =>
        {
            if (await database.People.FindAsync([reference.Platform, reference.Id], cancellationToken) is not { } row)
            {
                row = new PersonRow
                {
                    Platform = reference.Platform,
                    Id = reference.Id,
                    LocalId = reference.LocalId,
                    Channel = reference.Channel,
                };
                database.People.Add(row);
            }

            row.LocalId = reference.LocalId;
            row.Channel = reference.Channel;
            row.PersonalChannel = reference.PersonalChannel ?? row.PersonalChannel;
        },
        cancellationToken);

    public async Task ForgetAsync(string platform, string channel, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var conversations = database.Conversations.Where(row => row.Platform == platform && row.Channel == channel);
        var people = database.People.Where(row => row.Platform == platform && row.PersonalChannel == channel);
        await database.WriteAsync(stop => conversations.ExecuteDeleteAsync(stop), cancellationToken);
        await database.WriteAsync(
            stop => people.ExecuteUpdateAsync(row => row.SetProperty(person => person.PersonalChannel, (string?)null), stop), cancellationToken);
    }

    /// <summary>Once more where another host was faster: then there is a row to change.</summary>
    private async Task ChangeAsync(Func<ChatOpsDbContext, Task> changeAsync, CancellationToken cancellationToken)
    {
        if (!await TryChangeAsync(changeAsync, cancellationToken))
        {
            await TryChangeAsync(changeAsync, cancellationToken);
        }
    }

    private async Task<bool> TryChangeAsync(Func<ChatOpsDbContext, Task> changeAsync, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await changeAsync(database);
        try
        {
            await database.SaveChangesAsync(cancellationToken);
            return true;
        }
        catch (DbUpdateException taken) when (database.IsDuplicate(taken))
        {
            return false;
        }
    }
}
