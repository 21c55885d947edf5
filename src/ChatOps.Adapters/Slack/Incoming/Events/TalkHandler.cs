using ChatOps.Adapters.Slack.Identity;
using ChatOps.Adapters.Slack.Outgoing;
using ChatOps.Chat;
using ChatOps.Chat.Answering;
using ChatOps.Chat.Incoming;

namespace ChatOps.Adapters.Slack.Incoming.Events;

/// <summary>
/// Commands without a slash: what is said to the bot by its name, answered in a thread under it, and in direct messages,
/// answered there.
/// </summary>
public sealed class TalkHandler(
    PatientDesk desk, SlackIdentity identity, EventMemory memory, SlackRefusals refusals, WaitingAnswers<DirectAnswer> answers) : IEventHandler
{
    public async Task Handle(EventCallback callback, CancellationToken cancellationToken)
    {
        string[] ownIds = [.. callback.OwnUserIds, .. identity.Bot is { } bot ? [bot.UserId] : Array.Empty<string>()];
        if (!IsSaidToTheBot(callback) || ownIds.Contains(callback.UserId))
        {
            return;
        }

        if (!memory.TryTake(callback.EventId))
        {
            refusals.Count(SlackRefusals.Repeated);
            return;
        }

        var request = RequestFrom(callback, ownIds);
        answers.Add(new(await AskAsync(callback, request, cancellationToken), request.Conversation));
    }

    /// <summary>By a person, as a plain message. Bots are not listened to: two of them could talk for ever.</summary>
    private static bool IsSaidToTheBot(EventCallback callback) =>
        callback is { BotId.Length: 0, Subtype.Length: 0, UserId.Length: > 0, ChannelId.Length: > 0, Ts.Length: > 0 }
        && callback is { Type: "app_mention" } or { Type: "message", ChannelType: "im" };

    private async Task<Message> AskAsync(EventCallback callback, Request request, CancellationToken cancellationToken)
    {
        try
        {
            return await desk.AskAsync(request, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // Slack hung up before it had its receipt, so it sends the event again.
            memory.GiveBack(callback.EventId);
            throw;
        }
    }

    private static Request RequestFrom(EventCallback callback, IReadOnlyCollection<string> ownIds) => new(
        $"slack:event:{callback.EventId}",
        SlackEscaping.Undo(BotMention.Strip(callback.Text, ownIds)),
        new Actor(SlackChatPlatform.PlatformName, callback.UserId, callback.UserId),
        new Conversation(SlackChatPlatform.PlatformName, callback.ChannelId, ThreadFor(callback)));

    /// <summary>A thread of its own keeps the channel readable; in a direct conversation nobody else reads.</summary>
    private static string? ThreadFor(EventCallback callback)
    {
        if (callback.ThreadTs.Length > 0)
        {
            return callback.ThreadTs;
        }

        return callback.Type == "app_mention" ? callback.Ts : null;
    }
}
