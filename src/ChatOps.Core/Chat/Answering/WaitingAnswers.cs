using System.Threading.Channels;

namespace ChatOps.Chat.Answering;

/// <summary>One answer to one person's request.</summary>
public interface IDirectAnswer
{
    Conversation Conversation { get; }
}

/// <summary>
/// Answers that are sent after the chat platform has got its receipt, which must not wait for them. Kept in memory only: what an
/// operation has to say is in the outbox, so all that dies with the process is the answer to a question.
/// </summary>
public sealed class WaitingAnswers<TAnswer>
    where TAnswer : IDirectAnswer
{
    private readonly Channel<TAnswer> _waiting = Channel.CreateBounded<TAnswer>(
        new BoundedChannelOptions(WaitingAnswers.Capacity) { FullMode = BoundedChannelFullMode.DropOldest });

    public void Add(TAnswer answer) => _waiting.Writer.TryWrite(answer);

    /// <summary>Hands them out in order, and waits for more.</summary>
    public IAsyncEnumerable<TAnswer> TakeAsync(CancellationToken cancellationToken) =>
        _waiting.Reader.ReadAllAsync(cancellationToken);
}

public static class WaitingAnswers
{
    /// <summary>How many may wait; when the chat platform is away for long, the oldest go first.</summary>
    public const int Capacity = 1000;
}
