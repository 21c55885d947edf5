using System.Net.WebSockets;
using ChatOps.Adapters.Slack.Outgoing;
using ChatOps.Chat;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ChatOps.Adapters.Slack.Incoming.Socket;

/// <summary>
/// Keeps a connection of Socket Mode. When Slack wants one renewed, the next is opened while the old one is still read, so
/// that nothing finds the bot away. Source: docs.slack.dev, "Using Socket Mode".
/// </summary>
internal sealed partial class SlackSocket(
    SlackWebApi api,
    SocketInbox inbox,
    SocketState state,
    IOptions<SlackOptions> options,
    TimeProvider time,
    ILogger<SlackSocket> logger) : BackgroundService
{
    private static readonly TimeSpan HelloWithin = TimeSpan.FromSeconds(10);

    /// <summary>A connection that lived shorter counts as a failure, so that a quarrel with Slack is not carried on at full speed.</summary>
    private static readonly TimeSpan GoodLife = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var reading = new List<Task>();
        var failures = 0;
        try
        {
            while (true)
            {
                var started = time.GetTimestamp();
                await KeepOneAsync(reading, stoppingToken);
                failures = time.GetElapsedTime(started) >= GoodLife ? 0 : failures + 1;
                await Task.Delay(Pause(failures), time, stoppingToken);
            }
        }
        finally
        {
            await Task.WhenAll(reading);
        }
    }

    /// <summary>The first failure costs no pause; then 1, 2, 4 ... seconds.</summary>
    private static TimeSpan Pause(int failures)
    {
        var doubled = failures <= 1 ? TimeSpan.Zero : TimeSpan.FromSeconds(Math.Pow(2, Math.Min(failures - 2, 10)));
        return doubled < LongestPause ? doubled : LongestPause;
    }

    /// <summary>Opens a connection and comes back when another one is wanted; this one may still be read then.</summary>
    private async Task KeepOneAsync(List<Task> reading, CancellationToken cancellationToken)
    {
        try
        {
            var connection = await ConnectAsync(cancellationToken);
            reading.RemoveAll(task => task.IsCompleted);
            reading.Add(ReadToTheEndAsync(connection, cancellationToken));
            await GreetedAsync(connection, cancellationToken);
            state.Connected();
            LogConnected();
            LogLeaving(await connection.Leaving.WaitAsync(cancellationToken));
        }
        catch (Exception failed) when (!cancellationToken.IsCancellationRequested)
        {
            // Whatever it was, the next attempt comes: nothing that Slack does ends the bot.
            LogFailed(failed.Message);
            state.Lost($"Socket Mode is not connected: {failed.Message}");
        }
    }

    private async Task GreetedAsync(SocketConnection connection, CancellationToken cancellationToken)
    {
        try
        {
            await connection.Hello.WaitAsync(HelloWithin, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            connection.GiveUp();
            throw;
        }
    }

    private async Task<SocketConnection> ConnectAsync(CancellationToken cancellationToken)
    {
        var reply = await api.OpenConnectionAsync(options.Value.AppToken, cancellationToken);
        if (reply is not { Ok: true, Url: { } url })
        {
            throw SlackErrors.AsException(reply);
        }

        if (!(url.Scheme == Uri.UriSchemeWss || (url.Scheme == Uri.UriSchemeWs && url.IsLoopback)))
        {
            throw new ChatRefusedException("Slack named an address for Socket Mode that is not encrypted.");
        }

        var socket = new ClientWebSocket();
        try
        {
            // A dead line is noticed within half a minute, as Slack's own clients do.
            socket.Options.KeepAliveInterval = TimeSpan.FromSeconds(10);
            socket.Options.KeepAliveTimeout = TimeSpan.FromSeconds(20);
            await socket.ConnectAsync(url, cancellationToken);
            return new(socket, inbox, logger);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static async Task ReadToTheEndAsync(SocketConnection connection, CancellationToken cancellationToken)
    {
        using (connection)
        {
            await connection.ReadAsync(cancellationToken);
        }
    }

    [LoggerMessage(LogLevel.Information, "Socket Mode is connected")]
    private partial void LogConnected();

    [LoggerMessage(LogLevel.Information, "Socket Mode opens the next connection: {Reason}")]
    private partial void LogLeaving(string reason);

    [LoggerMessage(LogLevel.Warning, "Socket Mode could not connect: {Reason}")]
    private partial void LogFailed(string reason);
}
