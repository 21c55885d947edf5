using ChatOps.Chat;

namespace ChatOps.Operations.Outbox;

/// <summary>The living messages that don't yet show the last move of their operation.</summary>
public interface IOutbox
{
    /// <summary>Messages to be sent now, the longest waiting first.</summary>
    Task<IReadOnlyList<LivingMessage>> PendingAsync(DateTimeOffset now, int limit, CancellationToken cancellationToken);

    /// <summary>It shows this version of the operation now; not to be touched again before <paramref name="notBefore"/>.</summary>
    Task SentAsync(
        int id, string messageId, int version, DateTimeOffset notBefore, CancellationToken cancellationToken);

    /// <summary>It could not be sent; tried again from <paramref name="notBefore"/> on.</summary>
    Task PostponedAsync(int id, DateTimeOffset notBefore, CancellationToken cancellationToken);

    /// <summary>It will never be taken where it should go; this version is given up, the next is tried again.</summary>
    Task RefusedAsync(int id, int version, string reason, CancellationToken cancellationToken);

    /// <summary>Waits until something was stored that chat has to be told, or until the time is over.</summary>
    Task WaitForNewsAsync(TimeSpan atMost, CancellationToken cancellationToken);
}

/// <summary>A message that follows one operation in one conversation.</summary>
/// <param name="MessageId">The chat platform's id, or null while it was never posted.</param>
/// <param name="Failures">Tries in a row that failed.</param>
public sealed record LivingMessage(int Id, int OperationId, Conversation Conversation, string? MessageId, int Failures);
