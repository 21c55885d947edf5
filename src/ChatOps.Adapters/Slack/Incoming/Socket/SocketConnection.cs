using System.Net.WebSockets;
using System.Text.Json;
using ChatOps.Adapters.Slack.BlockKit;
using ChatOps.Chat.Incoming;
using Microsoft.Extensions.Logging;

namespace ChatOps.Adapters.Slack.Incoming.Socket;

/// <summary>
/// One WebSocket of Socket Mode, from its hello to its end. Envelopes are handled side by side, each with its own receipt.
/// Source: docs.slack.dev, "Using Socket Mode".
/// </summary>
internal sealed partial class SocketConnection(WebSocket socket, SocketInbox inbox, ILogger logger) : IDisposable
{
    /// <summary>Bytes of one frame; Slack's stay far below.</summary>
    private const int MaxFrame = 1024 * 1024;

    /// <summary>How long a connection that Slack said goodbye to is still read; Slack closes it after some ten seconds.</summary>
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim _sending = new(1, 1);
    private readonly CancellationTokenSource _givenUp = new();
    private readonly TaskCompletionSource _hello = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<string> _leaving = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when Slack has greeted, from when on it sends.</summary>
    public Task Hello => _hello.Task;

    /// <summary>Ends when another connection is wanted, with the reason: Slack said so, or this one is broken.</summary>
    public Task<string> Leaving => _leaving.Task;

    /// <summary>Reads until the connection ends, one way or another, and until all that came is handled.</summary>
    public async Task ReadAsync(CancellationToken cancellationToken)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _givenUp.Token);
        var handling = new List<Task>();
        try
        {
            while (await ReceiveAsync(end.Token) is { } frame)
            {
                handling.RemoveAll(task => task.IsCompleted);
                handling.Add(TakeAsync(frame, end.Token));
            }

            _leaving.TrySetResult("Slack closed the connection");
        }
        catch (WebSocketException broken)
        {
            _leaving.TrySetResult($"the connection broke: {broken.Message}");
        }
        catch (OperationCanceledException)
        {
            _leaving.TrySetResult("the connection was given up");
        }

        _hello.TrySetCanceled(CancellationToken.None);
        await Task.WhenAll(handling);
    }

    /// <summary>Stops reading at once; to be called before <see cref="ReadAsync"/> has ended.</summary>
    public void GiveUp() => _givenUp.Cancel();

    public void Dispose()
    {
        socket.Dispose();
        _givenUp.Dispose();
        _sending.Dispose();
    }

    /// <summary>The next frame, or null when Slack closed or sent too much.</summary>
    private async Task<ReadOnlyMemory<byte>?> ReceiveAsync(CancellationToken cancellationToken)
    {
        var buffer = new byte[16 * 1024];
        var frame = new MemoryStream();
        while (true)
        {
            var part = await socket.ReceiveAsync(buffer.AsMemory(), cancellationToken);
            if (part.MessageType is WebSocketMessageType.Close || frame.Length + part.Count > MaxFrame)
            {
                return null;
            }

            frame.Write(buffer, 0, part.Count);
            if (part.EndOfMessage)
            {
                return frame.ToArray();
            }
        }
    }

    private async Task TakeAsync(ReadOnlyMemory<byte> frame, CancellationToken cancellationToken)
    {
        var message = JsonFields.Parse(frame);
        switch (message.Text("type"))
        {
            case "hello":
                _hello.TrySetResult();
                break;
            case "disconnect":
                _leaving.TrySetResult($"Slack asked to reconnect ({message.Text("reason")})");
                _givenUp.CancelAfter(Farewell);
                break;
            case { Length: > 0 } type when message.Text("envelope_id") is { Length: > 0 } envelope:
                await HandleAsync(type, envelope, message, cancellationToken);
                break;
        }
    }

    private async Task HandleAsync(string type, string envelope, JsonElement? message, CancellationToken cancellationToken)
    {
        try
        {
            var receipt = await inbox.TakeAsync(type, message.Child("payload"), cancellationToken);
            var takesAnswer = message.Child("accepts_response_payload") is { ValueKind: JsonValueKind.True };
            await SendAsync(new(envelope, takesAnswer ? receipt.Answer : null), cancellationToken);
        }
        catch (Exception failed) when (failed is not OperationCanceledException)
        {
            // Without a receipt Slack sends an event again, and tells whoever typed or pressed that it failed.
            LogFailed(failed, type, envelope);
        }
        catch (OperationCanceledException)
        {
            LogCutOff(type, envelope);
        }
    }

    private async Task SendAsync(Acknowledgement acknowledgement, CancellationToken cancellationToken)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(acknowledgement, SlackJson.Options);
        await _sending.WaitAsync(cancellationToken);
        try
        {
            await socket.SendAsync(json.AsMemory(), WebSocketMessageType.Text, endOfMessage: true, cancellationToken);
        }
        finally
        {
            _sending.Release();
        }
    }

    [LoggerMessage(LogLevel.Error, "No receipt for the {Type} envelope {Envelope}")]
    private partial void LogFailed(Exception exception, string type, string envelope);

    [LoggerMessage(LogLevel.Warning, "The connection ended before the {Type} envelope {Envelope} had its receipt")]
    private partial void LogCutOff(string type, string envelope);

    private sealed record Acknowledgement(string EnvelopeId, object? Payload);
}
