using ChatOps.Chat;

namespace ChatOps.Commands;

/// <summary>
/// Answers one kind of query from what is already known: the inventory and the database. Only a diagnosis asks the API server,
/// for what nobody could keep, and within a limit of time.
/// </summary>
public interface IQueryHandler<in TQuery>
    where TQuery : IQuery
{
    Task<Result<Message>> AnswerAsync(TQuery query, Request request, CancellationToken cancellationToken);
}
