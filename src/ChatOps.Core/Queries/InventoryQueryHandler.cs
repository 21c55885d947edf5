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
        var answer = Answer(query, now);
        return Task.FromResult(InventoryNote.For(inventory.Health, now) is { } note ? Noted(answer, note) : answer);
    }

    /// <param name="now">The moment of the answer: ages are counted up to it.</param>
    protected abstract Result<Message> Answer(TQuery query, DateTimeOffset now);

    private static Result<Message> Noted(Result<Message> answer, string note)
    {
        if (!answer.TryGet(out var message, out var problem))
        {
            return problem with { NextStep = problem.NextStep is null ? note : $"{problem.NextStep}\n{note}" };
        }

        return message with
        {
            Parts = message.Parts.Insert(0, new WarningPart(note)),
            Tone = message.Tone is Tone.Bad ? Tone.Bad : Tone.Warning,
        };
    }
}
