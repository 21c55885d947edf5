using ChatOps.Approvals;
using ChatOps.Chat;
using ChatOps.Operations;
using ChatOps.Rehearsing;
using Microsoft.EntityFrameworkCore;

namespace ChatOps.Adapters.Storage;

/// <summary>Looks where the desk looks, and stores an operation in a transaction that is rolled back.</summary>
public sealed class StorageRehearsal(
    IDbContextFactory<ChatOpsDbContext> databases, IOperations operations, TimeProvider time) : IRehearsal
{
    /// <summary>Said by us: a number that the database gave out would be missing afterwards, and people would wonder.</summary>
    private const int OperationId = -1;

    private const string Name = "rehearsal";

    public async Task RehearseAsync(CancellationToken cancellationToken)
    {
        await operations.FindByRequestAsync(Name, cancellationToken);
        await operations.FindAsync(OperationId, cancellationToken);

        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var rolledBack = await database.BeginWriteAsync(cancellationToken);
        await StoreAsync(database, NewOperation(time.GetUtcNow()), cancellationToken); // and no commit
    }

    private async Task StoreAsync(ChatOpsDbContext database, Operation operation, CancellationToken cancellationToken)
    {
        var id = database.Operations.Add(operation).Property(added => added.Id);
        id.CurrentValue = OperationId;
        id.IsTemporary = false;
        await database.SaveChangesAsync(cancellationToken);
        database.LivingMessages.Add(new LivingMessageRow
        {
            OperationId = OperationId,
            Conversation = operation.Conversation,
            Sender = Name,
            NotBefore = time.GetUtcNow(),
        });
        await database.AppendAsync(operation.Notes, time.GetUtcNow(), cancellationToken);
        operation.CountMove();
        await database.SaveChangesAsync(cancellationToken);
    }

    private static Operation NewOperation(DateTimeOffset now) => Operation.Accept(
        new Request(Name, Name, new Actor("chatops", Name, Name), new Conversation("chatops", Name)),
        Name,
        new NothingPlanned(),
        "{}",
        [new NothingStep()],
        new ApprovalNeed(Count: 1, ByAsker: false),
        expiresAt: now,
        now);

    private sealed record NothingPlanned : IPlan
    {
        public Risk Risk => Risk.Read;

        public string Subject => Name;

        public string Target => Name;

        public string Namespace => Name;

        public Message Describe(Message message) => message;
    }

    private sealed class NothingStep : IStep
    {
        public string Title => Name;

        public StepTarget? Target => null;

        public TimeSpan Limit => TimeSpan.Zero;

        public Task<StepOutcome> RunAsync(CancellationToken cancellationToken) => Task.FromResult(StepOutcome.Done());
    }
}
