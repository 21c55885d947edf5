using ChatOps.Adapters.Teams.Incoming.Activities;
using ChatOps.Adapters.Teams.Incoming.Handling;
using ChatOps.Chat.References;
using Microsoft.Extensions.Logging;

namespace ChatOps.Adapters.Teams.Incoming;

/// <summary>
/// Takes an activity that was let in: remembers how its conversation is reached, and hands it to whoever handles its type. Of
/// other types it is received, counted, and nothing is done about it.
/// </summary>
public sealed partial class TeamsInbox(
    IEnumerable<IActivityHandler> handlers,
    IConversationReferences references,
    TeamsRefusals refusals,
    TimeProvider time,
    ILogger<TeamsInbox> logger)
{
    /// <summary>How long remembering may take of the few seconds that there are for all.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    public async Task<InvokeAnswer?> TakeAsync(Activity activity, CancellationToken cancellationToken)
    {
        if (handlers.FirstOrDefault(candidate => candidate.Type == activity.Type) is not { } handler)
        {
            refusals.CountIgnored(activity.Type);
            return null;
        }

        await RememberAsync(activity, cancellationToken);
        return await handler.HandleAsync(activity, cancellationToken);
    }

    /// <summary>What can't be remembered, or not in time, is answered all the same, by the usual service URL.</summary>
    private async Task RememberAsync(Activity activity, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            await RememberReferencesAsync(activity, either.Token).WaitAsync(either.Token);
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            LogNotRemembered(fault, $"{activity}");
        }
    }

    private async Task RememberReferencesAsync(Activity activity, CancellationToken cancellationToken)
    {
        var place = activity.Place;
        await references.RememberAsync(
            new ConversationReference(TeamsPlatform.Name, place.Channel, activity.ServiceUrl), cancellationToken);
        if (activity.Sender.Actor is { } actor)
        {
            // Who speaks in a personal chat is the one whose it is; who put the bot into it may be an admin.
            var own = place.IsPersonal && activity.Type is (Activity.Message or Activity.Invoke) ? place.Channel : null;
            await references.RememberAsync(
                new PersonReference(actor.Platform, actor.Id, activity.Sender.Id, place.Channel, own), cancellationToken);
        }
    }

    [LoggerMessage(LogLevel.Error, "How to reach the conversation of {Activity} was not remembered")]
    private partial void LogNotRemembered(Exception fault, string activity);
}
