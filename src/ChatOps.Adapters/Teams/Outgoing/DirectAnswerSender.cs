using ChatOps.Chat;
using ChatOps.Chat.Answering;
using Microsoft.Extensions.Hosting;

namespace ChatOps.Adapters.Teams.Outgoing;

/// <summary>Sends direct answers: to all in a conversation, or so that one person alone sees it.</summary>
internal sealed class DirectAnswerSender(
    AnswerDelivery<DirectAnswer> delivery, TeamsChatPlatform platform, PersonalChats chats) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => delivery.RunAsync(SendAsync, stoppingToken);

    private async Task SendAsync(DirectAnswer answer, CancellationToken cancellationToken)
    {
        // It is of a moment, whatever it tells of: nobody keeps it up to date.
        var message = answer.Message with { IsKeptUpToDate = false };
        if (answer.OnlyFor is not { } person)
        {
            await platform.PostAsync(answer.Conversation, message, cancellationToken);
        }
        else if (!await TrySendAloneAsync(person, message, cancellationToken))
        {
            await platform.PostAsync(answer.Conversation, NotAlone(person), cancellationToken);
        }
    }

    /// <summary>False when Teams lets the bot have no chat with them.</summary>
    private async Task<bool> TrySendAloneAsync(Actor person, Message message, CancellationToken cancellationToken)
    {
        try
        {
            await platform.PostAsync(await chats.OpenAsync(person, cancellationToken), message, cancellationToken);
            return true;
        }
        catch (ChatRefusedException refused) when (!refused.IsAboutContent)
        {
            return false;
        }
    }

    /// <summary>What was meant for one is not shown to all; but whoever waits for it has to know.</summary>
    private static Message NotAlone(Actor person) =>
        Message.Titled("Your answer could not be shown to you alone", Tone.Warning)
            .Text("Teams gives me no chat with you. Add the app for yourself (Apps, then its name) and press the button again.") with
        {
            Addressees = [person],
        };
}
