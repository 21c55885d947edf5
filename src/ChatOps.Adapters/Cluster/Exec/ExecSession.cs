using System.Buffers;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using ChatOps.Adapters.Cluster.Manifests;
using ChatOps.Inventory;
using k8s;

namespace ChatOps.Adapters.Cluster.Exec;

/// <summary>
/// One command over one WebSocket: the first byte of each message names its stream
/// (https://github.com/kubernetes/enhancements/tree/master/keps/sig-api-machinery/4006-transition-spdy-to-websockets).
/// </summary>
internal sealed class ExecSession(WebSocket socket)
{
    private const int MessageBytes = 16 * 1024;
    private const int MostOutput = 64 * 1024;

    /// <summary>The stream of v5 on which a client says which other stream it closes.</summary>
    private const byte CloseSignal = 255;

    /// <summary>How container runtimes say that they could not start it.</summary>
    private static readonly IReadOnlyList<string> Starting = ["executable file not found", "no such file or directory", "permission denied"];

    private readonly StringBuilder _output = new();
    private readonly ArrayBufferWriter<byte> _status = new();

    /// <returns>How it ended; unknown when the connection did before.</returns>
    public async Task<CommandEnd> RunAsync(string? input, CancellationToken cancellationToken)
    {
        try
        {
            if (input is not null)
            {
                await TypeAsync(input, cancellationToken);
            }

            await ReadToEndAsync(cancellationToken);
        }
        catch (Exception broken) when (broken is WebSocketException or IOException)
        {
            // What has come before it counts: the status is the last that a server sends.
        }

        return End();
    }

    private async Task TypeAsync(string input, CancellationToken cancellationToken)
    {
        await SendAsync([(byte)ChannelIndex.StdIn, .. Encoding.UTF8.GetBytes(input)], cancellationToken);
        if (socket.SubProtocol == ExecSocketBuilder.V5)
        {
            await SendAsync([CloseSignal, (byte)ChannelIndex.StdIn], cancellationToken);
        }
    }

    private Task SendAsync(byte[] message, CancellationToken cancellationToken) =>
        socket.SendAsync(message, WebSocketMessageType.Binary, endOfMessage: true, cancellationToken);

    private async Task ReadToEndAsync(CancellationToken cancellationToken)
    {
        var buffer = new byte[MessageBytes];
        byte? channel = null;
        while (true)
        {
            var part = await socket.ReceiveAsync(buffer.AsMemory(), cancellationToken);
            if (part.MessageType is WebSocketMessageType.Close)
            {
                return;
            }

            // Only the first part of a message names its stream.
            var start = channel is null && part.Count > 0 ? 1 : 0;
            channel ??= part.Count > 0 ? buffer[0] : null;
            Take(channel, buffer.AsSpan(start, part.Count - start));
            channel = part.EndOfMessage ? null : channel;
        }
    }

    private void Take(byte? channel, ReadOnlySpan<byte> content)
    {
        switch ((ChannelIndex?)channel)
        {
            case ChannelIndex.StdOut or ChannelIndex.StdErr when _output.Length < MostOutput:
                _output.Append(Encoding.UTF8.GetString(content));
                break;
            case ChannelIndex.Error:
                _status.Write(content);
                break;
        }
    }

    private CommandEnd End()
    {
        var output = _output.ToString();
        return Status() switch
        {
            null => new CommandEnd(ExitCode: null, output),
            { Status: "Success" } => new CommandEnd(0, output),
            { } failure when ExitCode(failure) is { } code => new CommandEnd(code, output),

            { } failure when Starting.Any(words => failure.Message?.Contains(words, StringComparison.Ordinal) is true) =>
                new CommandEnd(CommandEnd.NotStarted, $"{output}\n{failure.Message}"),

            // Also what breaks between the API server and the node comes as a failure: it may be running still.
            _ => new CommandEnd(ExitCode: null, output),
        };
    }

    private ExecStatus? Status()
    {
        try
        {
            return _status.WrittenCount == 0 ? null : JsonSerializer.Deserialize(_status.WrittenSpan, ManifestJson.Default.ExecStatus);
        }
        catch (JsonException)
        {
            return null; // cut in the middle of it
        }
    }

    private static int? ExitCode(ExecStatus status) =>
        status.Details?.Causes?.FirstOrDefault(cause => cause.Reason == "ExitCode")?.Message is { } text && int.TryParse(text, out var code)
            ? code
            : null;
}
