using Microsoft.Extensions.Logging;

namespace ChatOps.Chat.Answering;

/// <summary>
/// Sends direct answers, several at a time, so that one busy channel does not hold up the others. While the platform is away an
/// answer is tried again for some minutes: whoever asked has looked elsewhere by then.
/// </summary>
public sealed partial class AnswerDelivery<TAnswer>(
    WaitingAnswers<TAnswer> answers, TimeProvider time, ILogger<AnswerDelivery<TAnswer>> logger) : IDisposable
    where TAnswer : IDirectAnswer
{
    /// <summary>So many wait for another try; those behind them for their first, and of these the oldest go first.</summary>
    private const int Kept = 100;

    private const int AtATime = 8;

    private readonly SemaphoreSlim _sending = new(AtATime);

    /// <summary>Sends each as it comes, until it is stopped.</summary>
    public Task RunAsync(Func<TAnswer, CancellationToken, Task> sendAsync, CancellationToken cancellationToken) =>
        Parallel.ForEachAsync(
            answers.TakeAsync(cancellationToken),
            new ParallelOptions { MaxDegreeOfParallelism = Kept, CancellationToken = cancellationToken },
            (answer, stop) => DeliverAsync(answer, sendAsync, stop));

    public void Dispose() => _sending.Dispose();

    private async ValueTask DeliverAsync(
        TAnswer answer, Func<TAnswer, CancellationToken, Task> sendAsync, CancellationToken cancellationToken)
    {
        var end = time.GetUtcNow() + AnswerDelivery.Patience;
        for (var failures = 0; await TrySendAsync(answer, sendAsync, cancellationToken) is { } away; failures++)
        {
            var pause = away.RetryAfter ?? Backoff.After(failures);
            if (time.GetUtcNow() + pause > end)
            {
                LogFailed(answer.Conversation.Channel, away.Message);
                return;
            }

            LogAway(answer.Conversation.Channel, pause, away.Message);
            await Task.Delay(pause, time, cancellationToken);
        }
    }

    /// <returns>Why to try once more, or null when that's that.</returns>
    private async Task<ChatUnavailableException?> TrySendAsync(
        TAnswer answer, Func<TAnswer, CancellationToken, Task> sendAsync, CancellationToken cancellationToken)
    {
        await _sending.WaitAsync(cancellationToken);
        try
        {
            await sendAsync(answer, cancellationToken);
            return null;
        }
        catch (ChatUnavailableException away)
        {
            return away;
        }
        catch (Exception failed) when (failed is ChatRefusedException or ChatMessageGoneException)
        {
            LogFailed(answer.Conversation.Channel, failed.Message);
            return null;
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // A fault of one answer; the others still want to be sent.
            LogFault(fault, answer.Conversation.Channel);
            return null;
        }
        finally
        {
            _sending.Release();
        }
    }

    [LoggerMessage(LogLevel.Warning, "An answer in {Channel} is tried again in {Pause}: {Reason}")]
    private partial void LogAway(string channel, TimeSpan pause, string reason);

    [LoggerMessage(LogLevel.Warning, "An answer in {Channel} was not delivered: {Reason}")]
    private partial void LogFailed(string channel, string reason);

    [LoggerMessage(LogLevel.Error, "An answer in {Channel} could not be sent")]
    private partial void LogFault(Exception exception, string channel);
}

public static class AnswerDelivery
{
    /// <summary>How long after the first try there may be another.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
}
