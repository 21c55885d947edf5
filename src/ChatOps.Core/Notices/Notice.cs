using ChatOps.Audit;
using ChatOps.Chat;
using ChatOps.Operations;

namespace ChatOps.Notices;

/// <summary>An entry of the audit trail that some people may have to be told of, in one conversation.</summary>
/// <param name="Operation">What the entry is about, as it is now.</param>
/// <param name="Conversation">Where they asked for it.</param>
public sealed record Notice(AuditEntry Entry, Operation Operation, Conversation Conversation, IReadOnlyList<Actor> Readers)
{
    /// <summary>Those who did not do it themselves.</summary>
    public IReadOnlyList<Actor> Others => [.. Readers.Where(reader => reader.Key != Entry.Actor)];
}
