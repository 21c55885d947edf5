using ChatOps.Chat;
using ChatOps.Commands;

namespace ChatOps.Desk;

/// <summary>Finds the handler that answers a query.</summary>
public sealed class QueryDesk(IEnumerable<IQueryEntry> entries)
{
    private readonly Dictionary<Type, IQueryEntry> _byQuery = entries.ToDictionary(entry => entry.QueryType);

    public Task<Result<Message>> AnswerAsync(IQuery query, Request request, CancellationToken cancellationToken) =>
        _byQuery[query.GetType()].AnswerAsync(query, request, cancellationToken);
}

/// <summary>A query handler whose query type is known to itself only.</summary>
public interface IQueryEntry
{
    Type QueryType { get; }

    Task<Result<Message>> AnswerAsync(IQuery query, Request request, CancellationToken cancellationToken);
}

/// <inheritdoc cref="IQueryEntry"/>
public sealed class QueryEntry<TQuery>(IQueryHandler<TQuery> handler) : IQueryEntry
    where TQuery : IQuery
{
    public Type QueryType => typeof(TQuery);

    public Task<Result<Message>> AnswerAsync(IQuery query, Request request, CancellationToken cancellationToken) =>
        handler.AnswerAsync((TQuery)query, request, cancellationToken);
}
