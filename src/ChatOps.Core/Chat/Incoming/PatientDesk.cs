using Microsoft.Extensions.Logging;

namespace ChatOps.Chat.Incoming;

/// <summary>The command desk as chat platforms need it: always an answer in words, before they lose their patience.</summary>
public sealed partial class PatientDesk(ICommandDesk desk, TimeProvider time, ILogger<PatientDesk> logger)
{
    /// <summary>How long the desk may take: Slack gives three seconds in all, Teams some ten; the rest is for the way back.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(2.5);

    public Task<Message> AskAsync(Request request, CancellationToken cancellationToken) =>
        InTimeAsync(request.Id, patience => desk.HandleAsync(request, patience), cancellationToken);

    /// <summary>Waits for an answer as patiently, and finds the same words when there is none.</summary>
    /// <param name="requestId">For the log.</param>
    public async Task<Message> InTimeAsync(
        string requestId, Func<CancellationToken, Task<Message>> answerAsync, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            return await answerAsync(either.Token).WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested)
        {
            LogSlow(requestId);
            return Message.Titled("No answer in time", Tone.Bad)
                .Text("It may or may not have been accepted: look at \"operations\" before you send it again.");
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            // Whatever went wrong, silence would be worse: the person has to know that nothing will happen.
            LogFailed(e, requestId);
            return Message.Titled("Nothing was accepted", Tone.Bad)
                .Text("The bot could not record your command just now. Try again in a moment.");
        }
    }

    [LoggerMessage(LogLevel.Warning, "The desk took too long over {RequestId}")]
    private partial void LogSlow(string requestId);

    [LoggerMessage(LogLevel.Error, "The desk failed on {RequestId}; nothing was accepted")]
    private partial void LogFailed(Exception exception, string requestId);
}
