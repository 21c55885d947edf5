using System.Threading.Channels;
using ChatOps.Chat;

namespace ChatOps.Adapters.Slack.Outgoing;

/// <summary>
/// Answers that are sent after Slack has got its receipt, which must not wait for them. Kept in memory only: what an operation
/// has to say is in the outbox, so all that dies with the process is the answer to a question.
/// </summary>
public sealed class DirectAnswers
{
    /// <summary>How many may wait; when Slack is away for long, the oldest go first.</summary>
    public const int Capacity = 1000;

    private readonly Channel<DirectAnswer> _waiting = Channel.CreateBounded<DirectAnswer>(
        new BoundedChannelOptions(Capacity) { FullMode = BoundedChannelFullMode.DropOldest });

    public void Add(DirectAnswer answer) => _waiting.Writer.TryWrite(answer);

    /// <summary>Hands them out in order, and waits for more.</summary>
    public IAsyncEnumerable<DirectAnswer> TakeAsync(CancellationToken cancellationToken) =>
        _waiting.Reader.ReadAllAsync(cancellationToken);
}

/// <summary>One answer to one person's request.</summary>
/// <param name="OnlyFor">The id of the only person who sees it; null for everybody in the conversation.</param>
/// <param name="Url">Where a private answer goes, also where the bot is no member; null when Slack gave no usable one.</param>
public sealed record DirectAnswer(Message Message, Conversation Conversation, string? OnlyFor = null, ResponseUrl? Url = null);
