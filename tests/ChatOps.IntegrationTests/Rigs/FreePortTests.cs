using System.Net;
using System.Net.Sockets;
using Shouldly;
using Xunit;

namespace ChatOps.IntegrationTests.Rigs;

public sealed class FreePortTests
{
    [Fact]
    public void No_port_is_handed_out_twice_and_each_can_be_listened_on()
    {
        var ports = Enumerable.Range(0, 20).Select(_ => FreePort.Next()).ToList();

        ports.ShouldBeUnique();
        using var listener = new TcpListener(IPAddress.Loopback, ports[0]);
        listener.Start();
        listener.Server.IsBound.ShouldBeTrue();
    }
}
