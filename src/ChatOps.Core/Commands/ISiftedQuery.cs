namespace ChatOps.Commands;

/// <summary>
/// A query about whatever its asker may see: a role for any deployment will do to ask, and the answer leaves out the rest.
/// </summary>
public interface ISiftedQuery : IQuery;
