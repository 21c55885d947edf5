using System.Net;
using System.Net.Sockets;

namespace ChatOps.IntegrationTests.Rigs;

/// <summary>Ports on loopback for servers that must be told theirs, and must find it free again after a restart.</summary>
public static class FreePort
{
    // Below the range from which systems pick ports for outgoing connections (32768 and up on Linux, 49152 elsewhere):
    // such a connection can't take the port while a killed server is away.
    private const int First = 20_000;
    private const int Last = 29_999;

    private static int _next = Random.Shared.Next(First, Last);

    /// <summary>A port that nobody listens on, and that this process is never given again until all others were.</summary>
    public static int Next()
    {
        for (var attempt = First; attempt <= Last; attempt++)
        {
            var port = First + ((Interlocked.Increment(ref _next) - First) % (Last - First + 1));
            if (IsFree(port))
            {
                return port;
            }
        }

        throw new InvalidOperationException($"Every port from {First} to {Last} is taken.");
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
