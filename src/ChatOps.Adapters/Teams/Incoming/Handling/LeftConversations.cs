using ChatOps.Adapters.Teams.Incoming.Activities;
using ChatOps.Chat.References;
using Microsoft.Extensions.Logging;

namespace ChatOps.Adapters.Teams.Incoming.Handling;

/// <summary>
/// Forgets where the bot was taken out. What can't be forgotten, or not in time, is no reason for an error, upon which Teams would
/// only tell it again: the next message there is refused, and says why.
/// </summary>
public sealed partial class LeftConversations(
    IConversationReferences references, TimeProvider time, ILogger<LeftConversations> logger)
{
    internal async Task ForgetAsync(Activity activity, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(TeamsInbox.Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            await references.ForgetAsync(TeamsPlatform.Name, activity.Place.Channel, either.Token).WaitAsync(either.Token);
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            LogNotForgotten(fault, $"{activity}");
        }
    }

    [LoggerMessage(LogLevel.Error, "How to reach the conversation of {Activity} was not forgotten")]
    private partial void LogNotForgotten(Exception fault, string activity);
}
