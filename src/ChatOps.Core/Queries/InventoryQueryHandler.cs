using ChatOps.Chat;
using ChatOps.Commands;
using ChatOps.Inventory;

namespace ChatOps.Queries;

/// <summary>
/// Answers from the inventory. Every answer says by itself when the inventory can't be believed whole, so that no
/// verdict of yesterday passes for one of now.
/// </summary>
public abstract class InventoryQueryHandler<TQuery>(IInventory inventory, TimeProvider time) : IQueryHandler<TQuery>
    where TQuery : IQuery
{
    public Task<Result<Message>> AnswerAsync(TQuery query, Request request, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return Task.FromResult(InventoryNote.On(Answer(query, now), inventory.Health, now));
    }

    /// <param name="now">The moment of the answer: ages are counted up to it.</param>
    protected abstract Result<Message> Answer(TQuery query, DateTimeOffset now);
}
