using ChatOps.Adapters.Slack.BlockKit;
using ChatOps.Chat;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ChatOps.Adapters.Slack.Outgoing;

/// <summary>Sends direct answers, several at a time, so that one busy channel does not hold up the others.</summary>
internal sealed partial class DirectAnswerSender(
    DirectAnswers answers,
    SlackChatPlatform platform,
    SlackWebApi api,
    ResponseUrlClient responseUrls,
    TimeProvider time,
    ILogger<DirectAnswerSender> logger) : BackgroundService
{
    private const int AtATime = 8;

    /// <summary>The longest that a busy Slack is waited for; whoever asked has looked elsewhere by then.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Parallel.ForEachAsync(
        answers.TakeAsync(stoppingToken),
        new ParallelOptions { MaxDegreeOfParallelism = AtATime, CancellationToken = stoppingToken },
        DeliverAsync);

    private async ValueTask DeliverAsync(DirectAnswer answer, CancellationToken cancellationToken)
    {
        if (await TrySendAsync(answer, cancellationToken) is { } pause)
        {
            await Task.Delay(pause, time, cancellationToken);
            await TrySendAsync(answer, cancellationToken);
        }
    }

    /// <returns>After what time to try once more, or null when that's that.</returns>
    private async Task<TimeSpan?> TrySendAsync(DirectAnswer answer, CancellationToken cancellationToken)
    {
        try
        {
            await SendAsync(answer, cancellationToken);
            return null;
        }
        catch (Exception failed) when (failed is ChatUnavailableException or ChatRefusedException)
        {
            LogFailed(answer.Conversation.Channel, failed.Message);
            return failed is ChatUnavailableException { RetryAfter: { } pause } && pause <= LongestWait ? pause : null;
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // A fault of one answer; the others still want to be sent.
            LogFault(fault, answer.Conversation.Channel);
            return null;
        }
    }

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

    [LoggerMessage(LogLevel.Warning, "An answer in {Channel} was not delivered: {Reason}")]
    private partial void LogFailed(string channel, string reason);

    [LoggerMessage(LogLevel.Error, "An answer in {Channel} could not be sent")]
    private partial void LogFault(Exception exception, string channel);
}
