using ChatOps.Chat;
using Microsoft.Extensions.Logging;

namespace ChatOps.Operations.Outbox;

/// <summary>
/// Brings living messages up to date. Each shows the operation as it is when sent, so moves in quick succession become
/// one update, and a chat platform that was away sees the end without the steps in between.
/// </summary>
public sealed partial class OutboxRelay(
    IOutbox outbox,
    IOperations operations,
    OperationMessages messages,
    IEnumerable<IChatPlatform> platforms,
    TimeProvider time,
    ILogger<OutboxRelay> logger)
{
    private const int BatchSize = 100;
    private static readonly TimeSpan BetweenUpdates = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    private readonly Dictionary<string, IChatPlatform> _platforms =
        platforms.ToDictionary(platform => platform.Name);

    /// <summary>Sends what is pending now.</summary>
    /// <returns>How many messages were looked at; 0 when all is told.</returns>
    public async Task<int> DeliverAsync(CancellationToken cancellationToken)
    {
        var pending = await outbox.PendingAsync(time.GetUtcNow(), BatchSize, cancellationToken);
        foreach (var living in pending)
        {
            await DeliverAsync(living, cancellationToken);
        }

        return pending.Count;
    }

    private async Task DeliverAsync(LivingMessage living, CancellationToken cancellationToken)
    {
        var operation = await operations.FindAsync(living.OperationId, cancellationToken)
            ?? throw new InvalidOperationException($"Message {living.Id} follows operation {living.OperationId}, which is not there.");
        if (!_platforms.TryGetValue(living.Conversation.Platform, out var platform))
        {
            LogRefused(living.Id, living.Conversation.Platform, "this chat platform is switched off");
            await outbox.RefusedAsync(living.Id, operation.Version, "switched off", cancellationToken);
            return;
        }

        try
        {
            var messageId = await SendAsync(platform, living, messages.Render(operation), cancellationToken);
            await outbox.SentAsync(
                living.Id, messageId, operation.Version, time.GetUtcNow() + BetweenUpdates, cancellationToken);
        }
        catch (ChatRefusedException refused)
        {
            LogRefused(living.Id, platform.Name, refused.Message);
            await outbox.RefusedAsync(living.Id, operation.Version, refused.Message, cancellationToken);
        }
        catch (ChatUnavailableException away)
        {
            var pause = away.RetryAfter ?? Pause(living.Failures);
            LogPostponed(living.Id, platform.Name, pause, away.Message);
            await outbox.PostponedAsync(living.Id, time.GetUtcNow() + pause, cancellationToken);
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            // A bug on the way of one message, which stays first in line, must not silence all others behind it.
            LogFault(living.Id, platform.Name, fault);
            await outbox.PostponedAsync(living.Id, time.GetUtcNow() + Pause(living.Failures), cancellationToken);
        }
    }

    private static async Task<string> SendAsync(
        IChatPlatform platform, LivingMessage living, Message message, CancellationToken cancellationToken)
    {
        if (living.MessageId is null)
        {
            return await platform.PostAsync(living.Conversation, message, cancellationToken);
        }

        await platform.UpdateAsync(living.Conversation, living.MessageId, message, cancellationToken);
        return living.MessageId;
    }

    private static TimeSpan Pause(int failures)
    {
        var doubled = TimeSpan.FromSeconds(Math.Pow(2, Math.Min(failures, 10)));
        return doubled < LongestPause ? doubled : LongestPause;
    }

    [LoggerMessage(LogLevel.Warning, "Message {MessageId} is not taken by {Platform}: {Reason}")]
    private partial void LogRefused(int messageId, string platform, string reason);

    [LoggerMessage(LogLevel.Warning, "Message {MessageId} to {Platform} waits {Pause}: {Reason}")]
    private partial void LogPostponed(int messageId, string platform, TimeSpan pause, string reason);

    [LoggerMessage(LogLevel.Error, "Message {MessageId} to {Platform} could not be sent; trying again")]
    private partial void LogFault(int messageId, string platform, Exception exception);
}
