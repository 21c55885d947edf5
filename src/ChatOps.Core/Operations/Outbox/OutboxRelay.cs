using System.Collections.Concurrent;
using ChatOps.Chat;
using ChatOps.Incidents;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ChatOps.Operations.Outbox;

/// <summary>
/// Brings living messages up to date. Each shows the operation as it is when sent, so moves in quick succession become
/// one update, and a chat platform that was away sees the end without the steps in between. Channels are served side by
/// side, each in order: a slow one delays no other.
/// </summary>
public sealed partial class OutboxRelay(
    IOutbox outbox,
    IOperations operations,
    LivingMessageSender sender,
    PlainHeads plainHeads,
    ShortenedMessages shortened,
    IEnumerable<IChatPlatform> platforms,
    IOptions<IncidentOptions> incidents,
    TimeProvider time,
    ILogger<OutboxRelay> logger)
{
    private const int BatchSize = 100;
    private static readonly TimeSpan BetweenUpdates = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan AfterRefusal = TimeSpan.FromSeconds(30);

    /// <summary>For what stands already and may not be replaced: a minute apart in the end, so about a day.</summary>
    private const int MostRefusals = 1_500;

    /// <summary>For what was never posted: about an hour, in which a token is mended, or the bot let into the channel.</summary>
    private const int MostRefusalsUnposted = 60;

    private readonly HashSet<ChannelKey> _incidentChannels =
        [.. incidents.Value.Channels().Select(channel => new ChannelKey(channel.Platform, channel.Channel))];

    private readonly Dictionary<string, IChatPlatform> _platforms =
        platforms.ToDictionary(platform => platform.Name);

    private readonly ConcurrentDictionary<ChannelKey, Lane> _lanes = new();

    /// <summary>Sends what is pending now, and waits for it.</summary>
    /// <returns>How many messages were looked at; 0 when all is told.</returns>
    public async Task<int> DeliverAsync(CancellationToken cancellationToken) =>
        (await Task.WhenAll(await BeginAsync(cancellationToken))).Sum();

    /// <summary>
    /// Begins to send what is pending and waits for none of it. What is on its way is not begun again. To be called by one
    /// at a time.
    /// </summary>
    /// <returns>A task for each channel, with how many messages it looked at; none of them fails.</returns>
    public async Task<IReadOnlyList<Task<int>>> BeginAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        List<ChannelKey> closed = [.. _lanes.Where(lane => !lane.Value.IsOpen(now)).Select(lane => lane.Key)];
        var pending = await outbox.PendingAsync(now, closed, BatchSize, cancellationToken);
        return
        [
            .. pending.GroupBy(living => living.Channel).Select(channel => ServeAsync(
                channel.Key, [.. channel], _lanes.GetOrAdd(channel.Key, static _ => new Lane()), cancellationToken)),
        ];
    }

    private async Task<int> ServeAsync(
        ChannelKey channel, IReadOnlyList<LivingMessage> pending, Lane lane, CancellationToken cancellationToken)
    {
        var looked = 0;
        lane.Enter();
        try
        {
            foreach (var living in pending)
            {
                looked++;
                await DeliverAsync(living, lane, cancellationToken);
                if (lane.IsClosed(time.GetUtcNow()))
                {
                    break;
                }
            }
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            // The process ends; the outbox still has everything.
        }
        catch (Exception fault)
        {
            // The database is away; the outbox still has everything.
            LogStopped(channel, lane.Close(asked: null, time.GetUtcNow()), fault.GetBaseException().Message);
        }
        finally
        {
            lane.Leave();
        }

        return looked;
    }

    private async Task DeliverAsync(LivingMessage living, Lane lane, CancellationToken cancellationToken)
    {
        var operation = await operations.FindAsync(living.OperationId, cancellationToken)
            ?? throw new InvalidOperationException($"Message {living.Id} follows operation {living.OperationId}, which is not there.");
        if (!_platforms.TryGetValue(living.Conversation.Platform, out var platform))
        {
            LogRefused(living.Id, living.Channel, "this chat platform is switched off");
            await outbox.RefusedAsync(living.Id, operation.Version, "switched off", cancellationToken);
            return;
        }

        string messageId;
        try
        {
            messageId = await sender.SendAsync(platform, living, operation, plain: null, cancellationToken);
        }
        catch (ChatRefusedException refused) when (!refused.IsAboutContent)
        {
            LogRefused(living.Id, living.Channel, refused.Message);
            await RefusedAsync(living, operation, lane, refused.Message, cancellationToken);
            return;
        }
        catch (ChatUnavailableException away)
        {
            // The whole channel waits: what comes later must not be told before this.
            LogStopped(living.Channel, lane.Close(away.RetryAfter, time.GetUtcNow()), away.Message);
            return;
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            await StumbledAsync(platform, living, operation, lane, fault, cancellationToken);
            return;
        }

        await SentAsync(living, operation, lane, messageId, cancellationToken);
    }

    private Task SentAsync(
        LivingMessage living, Operation operation, Lane lane, string messageId, CancellationToken cancellationToken)
    {
        lane.Worked();
        return outbox.SentAsync(
            living.Id, messageId, operation.Version, time.GetUtcNow() + BetweenUpdates, cancellationToken);
    }

    /// <summary>
    /// What is wrong with one message must not silence all others behind it. After a few tries it is said in the fewest
    /// words, so that what stands under it can be told too; an incident channel waits for that long, for it keeps its order.
    /// </summary>
    private async Task StumbledAsync(
        IChatPlatform platform,
        LivingMessage living,
        Operation operation,
        Lane lane,
        Exception fault,
        CancellationToken cancellationToken)
    {
        if (living.Failures + 1 < ContentFaults.MostTries || !fault.IsAboutContent())
        {
            LogFault(living.Id, living.Channel, fault);
            await PostponeAsync(living, lane, cancellationToken);
            return;
        }

        LogShortened(operation.Id, living.Channel, fault);
        shortened.Add($"The message of operation {operation.Id} in {living.Channel}", fault.GetBaseException().Message);
        try
        {
            var plain = await plainHeads.OfAsync(operation, cancellationToken);
            var messageId = await sender.SendAsync(platform, living, operation, plain, cancellationToken);
            await SentAsync(living, operation, lane, messageId, cancellationToken);
        }
        catch (ChatRefusedException refused)
        {
            LogRefused(living.Id, living.Channel, refused.Message);
            await RefusedAsync(living, operation, lane, refused.Message, cancellationToken);
        }
        catch (Exception again) when (!cancellationToken.IsCancellationRequested)
        {
            LogFault(living.Id, living.Channel, again);
            await PostponeAsync(living, lane, cancellationToken);
        }
    }

    private Task PostponeAsync(LivingMessage living, Lane lane, CancellationToken cancellationToken)
    {
        var pause = Backoff.After(living.Failures);
        if (living.MessageId is null && _incidentChannels.Contains(living.Channel))
        {
            lane.Close(pause, time.GetUtcNow());
        }

        return outbox.PostponedAsync(living.Id, time.GetUtcNow() + pause, refusal: null, cancellationToken);
    }

    /// <summary>
    /// A message that stands already would lie for ever, with buttons that press for nothing, and one that was never posted may be what
    /// somebody has to approve: both are tried until what is wrong is mended, or nobody waits for it any more. An incident channel
    /// has to be complete and in order, so all of it waits.
    /// </summary>
    private async Task RefusedAsync(
        LivingMessage living, Operation operation, Lane lane, string reason, CancellationToken cancellationToken)
    {
        if (living.MessageId is null && _incidentChannels.Contains(living.Channel))
        {
            lane.Close(AfterRefusal, time.GetUtcNow());
            await outbox.RefusedAsync(living.Id, version: 0, reason, cancellationToken);
        }
        else if (living.Failures < (living.MessageId is null ? MostRefusalsUnposted : MostRefusals))
        {
            await outbox.PostponedAsync(living.Id, time.GetUtcNow() + Backoff.After(living.Failures), reason, cancellationToken);
        }
        else
        {
            await outbox.RefusedAsync(living.Id, operation.Version, reason, cancellationToken);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Message {MessageId} is not taken by {Channel}: {Reason}")]
    private partial void LogRefused(int messageId, ChannelKey channel, string reason);

    [LoggerMessage(LogLevel.Warning, "Messages to {Channel} wait {Pause}: {Reason}")]
    private partial void LogStopped(ChannelKey channel, TimeSpan pause, string reason);

    [LoggerMessage(LogLevel.Error, "The message of operation {OperationId} to {Channel} can't be said whole, so a short form takes its place")]
    private partial void LogShortened(int operationId, ChannelKey channel, Exception exception);

    [LoggerMessage(LogLevel.Error, "Message {MessageId} to {Channel} could not be sent; trying again")]
    private partial void LogFault(int messageId, ChannelKey channel, Exception exception);
}
