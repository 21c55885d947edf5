using ChatOps.Audit;
using ChatOps.Audit.Following;
using ChatOps.Chat;
using ChatOps.Operations;
using Microsoft.Extensions.Logging;

namespace ChatOps.Notices;

/// <summary>
/// Tells alarms in one place, as messages of their own outside every thread, where nobody overlooks them: in an incident
/// channel, or, without one, on one chat platform wherever it was asked.
/// </summary>
/// <param name="channel">The incident channel, or null for the conversation in which it was asked.</param>
public sealed partial class AlarmFollower(
    Conversation? channel, IChatPlatform platform, IOperations operations, Alarms alarms, ILogger<AlarmFollower> logger)
    : ITrailFollower
{
    public string Name => channel is null ? $"alarm {platform.Name}" : $"alarm {channel.Platform}:{channel.Channel}";

    public Task CheckAsync(CancellationToken cancellationToken) =>
        channel is null ? Task.CompletedTask : platform.CheckAsync(channel, cancellationToken);

    public async Task<FollowerPlace> TellAsync(
        FollowerPlace place, IReadOnlyList<AuditEntry> window, CancellationToken cancellationToken)
    {
        foreach (var entry in window.Where(Alarms.MayBeOne))
        {
            if (await operations.FindAsync(entry.OperationId!.Value, cancellationToken) is { } operation // it may be one
                && Where(operation) is { } conversation
                && alarms.Of(entry, operation, platform.Name) is { } alarm)
            {
                await TellAsync(conversation, alarm, operation.Id, cancellationToken);
                return place.At(entry.Sequence);
            }
        }

        return place.At(window[^1].Sequence);
    }

    /// <summary>Where it was asked in the incident channel itself, that is told once.</summary>
    private Conversation? Where(Operation operation)
    {
        var asked = operation.Conversation with { Thread = null };
        return channel is null
            ? asked.Platform == platform.Name ? asked : null
            : asked == channel ? null : channel;
    }

    private async Task TellAsync(Conversation conversation, Message alarm, int operationId, CancellationToken cancellationToken)
    {
        try
        {
            await platform.PostAsync(conversation, alarm, cancellationToken);
        }
        catch (Exception lost) when ((channel is null && lost is ChatRefusedException) || lost.IsAboutContent())
        {
            // Nobody can be told there; the operation's message counts down all the same, and other alarms go on.
            LogLost(operationId, conversation.Channel, lost.Message);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The countdown of operation {OperationId} could not be told in {Channel}: {Reason}")]
    private partial void LogLost(int operationId, string channel, string reason);
}
