using ChatOps.Adapters.Slack.BlockKit;
using ChatOps.Chat;
using ChatOps.Chat.Answering;
using Microsoft.Extensions.Hosting;

namespace ChatOps.Adapters.Slack.Outgoing;

/// <summary>Sends direct answers: to all in a conversation, or so that one person alone sees it.</summary>
internal sealed class DirectAnswerSender(
    AnswerDelivery<DirectAnswer> delivery,
    SlackChatPlatform platform,
    SlackWebApi api,
    ResponseUrlClient responseUrls) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => delivery.RunAsync(SendAsync, stoppingToken);

    private async Task SendAsync(DirectAnswer answer, CancellationToken cancellationToken)
    {
        if (answer.OnlyFor is null)
        {
            await platform.PostAsync(answer.Conversation, answer.Message, cancellationToken);
        }
        else if (answer.Url is null || !await TrySendByUrlAsync(answer.Url, answer.Message, cancellationToken))
        {
            await SendEphemeralAsync(answer, answer.OnlyFor, cancellationToken);
        }
    }

    /// <summary>False when Slack does not take the response_url any more.</summary>
    private async Task<bool> TrySendByUrlAsync(ResponseUrl url, Message message, CancellationToken cancellationToken)
    {
        try
        {
            await responseUrls.SendAsync(url, ResponseUrlMessage.Private(message), cancellationToken);
            return true;
        }
        catch (ChatRefusedException)
        {
            return false;
        }
    }

    private async Task SendEphemeralAsync(DirectAnswer answer, string user, CancellationToken cancellationToken)
    {
        var reply = await api.PostEphemeralAsync(
            new(
                answer.Conversation.Channel,
                user,
                SlackMessage.Fallback(answer.Message),
                SlackMessage.Render(answer.Message),
                SlackMessageId.ThreadOf(answer.Conversation.Thread)),
            cancellationToken);
        if (!reply.Ok)
        {
            throw SlackErrors.AsException(reply, answer.Conversation.Channel);
        }
    }
}
