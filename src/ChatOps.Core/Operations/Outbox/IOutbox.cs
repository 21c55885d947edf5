using ChatOps.Chat;

namespace ChatOps.Operations.Outbox;

/// <summary>The living messages that don't yet show the last move of their operation.</summary>
public interface IOutbox
{
    /// <summary>Messages to be sent now, in the order in which their operations came.</summary>
    /// <param name="except">Channels that take nothing at the moment.</param>
    Task<IReadOnlyList<LivingMessage>> PendingAsync(
        DateTimeOffset now, IReadOnlyCollection<ChannelKey> except, int limit, CancellationToken cancellationToken);

    /// <summary>How many messages this host has still to send.</summary>
    Task<int> DepthAsync(CancellationToken cancellationToken);

    /// <summary>All messages that follow an operation: the asker's, and those of incident channels.</summary>
    Task<IReadOnlyList<LivingMessage>> OfOperationAsync(int operationId, CancellationToken cancellationToken);

    /// <summary>The message of an operation that stands in a channel under the platform's id of it; null when none does.</summary>
    Task<LivingMessage?> FindAsync(ChannelKey channel, string messageId, CancellationToken cancellationToken);

    /// <summary>Has an operation followed in one more conversation; this host posts it.</summary>
    Task AddAsync(int operationId, Conversation conversation, CancellationToken cancellationToken);

    /// <summary>Has a message posted anew: it was deleted, or refused for a reason that is gone.</summary>
    Task RenewAsync(int id, CancellationToken cancellationToken);

    /// <summary>It shows this version of the operation now; not to be touched again before <paramref name="notBefore"/>.</summary>
    Task SentAsync(
        int id, string messageId, int version, DateTimeOffset notBefore, CancellationToken cancellationToken);

    /// <summary>It could not be sent; tried again from <paramref name="notBefore"/> on.</summary>
    /// <param name="refusal">Why the chat platform said no; null where it did not, which leaves what it said before.</param>
    Task PostponedAsync(int id, DateTimeOffset notBefore, string? refusal, CancellationToken cancellationToken);

    /// <summary>It is not taken where it should go; what comes after this version is tried again.</summary>
    Task RefusedAsync(int id, int version, string reason, CancellationToken cancellationToken);

    /// <summary>Whoever asked for what the operation did already, in this conversation, is told how it ended.</summary>
    Task ToldAsync(int operationId, Conversation conversation, CancellationToken cancellationToken);

    /// <summary>Waits until something was stored that chat has to be told, or until the time is over.</summary>
    Task WaitForNewsAsync(TimeSpan atMost, CancellationToken cancellationToken);
}

/// <summary>A message that follows one operation in one conversation.</summary>
/// <param name="MessageId">The chat platform's id, or null while it was never posted.</param>
/// <param name="Failures">Tries in a row that failed: by a fault of the bot's own, or because what it shows may not be replaced.</param>
/// <param name="Refusal">Why the chat platform last said no, or null.</param>
public sealed record LivingMessage(
    int Id, int OperationId, Conversation Conversation, string? MessageId, int Failures, string? Refusal)
{
    public ChannelKey Channel => new(Conversation.Platform, Conversation.Channel);
}

/// <summary>A channel with all of its threads.</summary>
public sealed record ChannelKey(string Platform, string Channel)
{
    public override string ToString() => $"{Platform}:{Channel}";
}
