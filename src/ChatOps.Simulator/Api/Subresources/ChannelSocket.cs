using System.IO.Pipelines;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChatOps.Simulator.Nodes;
using ChatOps.Simulator.Store;

namespace ChatOps.Simulator.Api.Subresources;

/// <summary>The streams of a command over one WebSocket: the first byte of every message names the stream.</summary>
internal sealed class ChannelSocket : IAsyncDisposable
{
    private const byte Input = 0;
    private const byte Output = 1;
    private const byte ErrorOutput = 2;
    private const byte Outcome = 3;

    /// <summary>Since v5 a client says which stream it closes.</summary>
    private const byte Close = 255;

    private const int MessageBytes = 32 * 1024;

    private readonly WebSocket _socket;
    private readonly Pipe _input = new();
    private readonly SemaphoreSlim _sending = new(1);

    /// <param name="socket">Stays the caller's.</param>
    /// <param name="hasInput">Whether the client said that it would type something.</param>
    public ChannelSocket(WebSocket socket, bool hasInput)
    {
        _socket = socket;
        if (!hasInput)
        {
            _input.Writer.Complete();
        }
    }

    public ContainerStreams Streams(bool tty)
    {
        var output = new ChannelStream(this, Output);
        return new(_input.Reader.AsStream(), output, tty ? output : new ChannelStream(this, ErrorOutput), tty);
    }

    /// <summary>Passes on what the client sends, until it closes the connection; that also cancels <paramref name="ends"/>.</summary>
    public async Task ReadAsync(CancellationTokenSource ends)
    {
        var buffer = new byte[MessageBytes];
        try
        {
            byte? channel = null;
            while (true)
            {
                var message = await _socket.ReceiveAsync(buffer.AsMemory(), ends.Token);
                if (message.MessageType == WebSocketMessageType.Close)
                {
                    break;
                }

                // Only the first part of a message names its stream.
                var content = channel is null && message.Count > 0 ? buffer.AsMemory(1, message.Count - 1) : buffer.AsMemory(0, message.Count);
                channel ??= message.Count > 0 ? buffer[0] : null;
                await PassOnAsync(channel, content, ends.Token);
                channel = message.EndOfMessage ? null : channel;
            }
        }
        catch (Exception gone) when (gone is WebSocketException or OperationCanceledException)
        {
            // A client that vanishes is as good as one that closes.
        }
        finally
        {
            await _input.Writer.CompleteAsync();
            await ends.CancelAsync();
        }
    }

    public async Task SendAsync(byte channel, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        var message = new byte[content.Length + 1];
        message[0] = channel;
        content.CopyTo(message.AsMemory(1));
        await _sending.WaitAsync(cancellationToken);
        try
        {
            await _socket.SendAsync(message, WebSocketMessageType.Binary, endOfMessage: true, cancellationToken);
        }
        finally
        {
            _sending.Release();
        }
    }

    /// <summary>Tells how the command ended.</summary>
    public Task SendStatusAsync(JsonObject status, CancellationToken cancellationToken) =>
        SendAsync(Outcome, JsonSerializer.SerializeToUtf8Bytes(status, JsonAccess.Compact), cancellationToken);

    public Task CloseAsync(CancellationToken cancellationToken) =>
        _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _input.Reader.CompleteAsync();
        _sending.Dispose();
    }

    private async Task PassOnAsync(byte? channel, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        switch (channel)
        {
            case Input when content.Length > 0:
                await _input.Writer.WriteAsync(content, cancellationToken);
                break;
            case Close when content.Span is [Input]:
                await _input.Writer.CompleteAsync();
                break;
        }
    }
}
