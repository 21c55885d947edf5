using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace ChatOps.IntegrationTests.Rigs;

/// <summary>
/// A way to a server on loopback that can be shut: all connections break, and new ones are refused. Or it hangs: connections
/// are taken and kept, and nothing comes through.
/// </summary>
public sealed class TcpGate : IAsyncDisposable
{
    private readonly int _target;
    private readonly ConcurrentDictionary<TcpClient, Task> _connections = new();
    private TcpListener _listener;
    private volatile TaskCompletionSource _flowing = Flowing();
    private Task _accepting;

    private TcpGate(int target)
    {
        _target = target;
        _listener = new TcpListener(IPAddress.Loopback, 0);
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync(_listener);
    }

    /// <summary>Where it listens.</summary>
    public int Port { get; }

    /// <param name="target">The server's port.</param>
    public static TcpGate Open(int target) => new(target);

    /// <summary>Lets nothing through any more, and tells nobody.</summary>
    public void Hang() => _flowing = new TaskCompletionSource();

    /// <summary>Lets through what was held back, and all that comes.</summary>
    public void Flow() => _flowing.TrySetResult();

    public async Task ShutAsync()
    {
        Flow();
        _listener.Stop();
        await _accepting;
        foreach (var connection in _connections.Keys)
        {
            connection.Dispose();
        }

        await Task.WhenAll(_connections.Values);
    }

    public void Reopen()
    {
        _listener = new TcpListener(IPAddress.Loopback, Port);
        _listener.Start();
        _accepting = AcceptAsync(_listener);
    }

    public async ValueTask DisposeAsync()
    {
        await ShutAsync();
        _listener.Dispose();
    }

    private async Task AcceptAsync(TcpListener listener)
    {
        while (true)
        {
            TcpClient client;
            try
            {
                client = await listener.AcceptTcpClientAsync();
            }
            catch (Exception stopped) when (stopped is SocketException or ObjectDisposedException or InvalidOperationException)
            {
                return;
            }

            _connections[client] = Task.CompletedTask;
            _connections[client] = PassAsync(client);
        }
    }

    private async Task PassAsync(TcpClient client)
    {
        using var server = new TcpClient();
        try
        {
            await _flowing.Task;
            await server.ConnectAsync(IPAddress.Loopback, _target);
            var up = PumpAsync(client.GetStream(), server.GetStream());
            var down = PumpAsync(server.GetStream(), client.GetStream());
            await Task.WhenAny(up, down);
        }
        catch (Exception broken) when (broken is SocketException or IOException or ObjectDisposedException or InvalidOperationException)
        {
            // Shut in the middle: that is what it is for.
        }
        finally
        {
            client.Dispose();
            _connections.TryRemove(client, out _);
        }
    }

    private async Task PumpAsync(NetworkStream from, NetworkStream to)
    {
        var buffer = new byte[81_920];
        while (await from.ReadAsync(buffer) is > 0 and var bytes)
        {
            await _flowing.Task;
            await to.WriteAsync(buffer.AsMemory(0, bytes));
        }
    }

    private static TaskCompletionSource Flowing()
    {
        var flowing = new TaskCompletionSource();
        flowing.SetResult();
        return flowing;
    }
}
