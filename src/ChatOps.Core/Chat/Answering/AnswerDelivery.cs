using Microsoft.Extensions.Logging;

namespace ChatOps.Chat.Answering;

/// <summary>Sends direct answers, several at a time, so that one busy channel does not hold up the others.</summary>
public sealed partial class AnswerDelivery<TAnswer>(
    WaitingAnswers<TAnswer> answers, TimeProvider time, ILogger<AnswerDelivery<TAnswer>> logger)
    where TAnswer : IDirectAnswer
{
    private const int AtATime = 8;

    /// <summary>The longest that a busy platform is waited for; whoever asked has looked elsewhere by then.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    /// <summary>Sends each as it comes, until it is stopped.</summary>
    public Task RunAsync(Func<TAnswer, CancellationToken, Task> sendAsync, CancellationToken cancellationToken) =>
        Parallel.ForEachAsync(
            answers.TakeAsync(cancellationToken),
            new ParallelOptions { MaxDegreeOfParallelism = AtATime, CancellationToken = cancellationToken },
            (answer, stop) => DeliverAsync(answer, sendAsync, stop));

    private async ValueTask DeliverAsync(
        TAnswer answer, Func<TAnswer, CancellationToken, Task> sendAsync, CancellationToken cancellationToken)
    {
        if (await TrySendAsync(answer, sendAsync, cancellationToken) is { } pause)
        {
            await Task.Delay(pause, time, cancellationToken);
            await TrySendAsync(answer, sendAsync, cancellationToken);
        }
    }

    /// <returns>After what time to try once more, or null when that's that.</returns>
    private async Task<TimeSpan?> TrySendAsync(
        TAnswer answer, Func<TAnswer, CancellationToken, Task> sendAsync, CancellationToken cancellationToken)
    {
        try
        {
            await sendAsync(answer, cancellationToken);
            return null;
        }
        catch (Exception failed) when (failed is ChatUnavailableException or ChatRefusedException or ChatMessageGoneException)
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

    [LoggerMessage(LogLevel.Warning, "An answer in {Channel} was not delivered: {Reason}")]
    private partial void LogFailed(string channel, string reason);

    [LoggerMessage(LogLevel.Error, "An answer in {Channel} could not be sent")]
    private partial void LogFault(Exception exception, string channel);
}
