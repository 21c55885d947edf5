using System.Net;
using ChatOps.Host.WebConsole;
using Microsoft.AspNetCore.Http;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.WebConsole;

public sealed class ConsoleGateTests
{
    [Theory]
    [InlineData("127.0.0.1", "localhost:5080")]
    [InlineData("127.0.0.1", "LOCALHOST")]
    [InlineData("127.0.0.1", "127.0.0.1:5080")]
    [InlineData("::1", "[::1]:5080")]
    [InlineData("::ffff:127.0.0.1", "localhost:5080")]
    public void A_browser_on_this_machine_may_come_in(string address, string host) =>
        ConsoleGate.Objection(Request(address, host)).ShouldBeNull();

    [Theory]
    [InlineData("10.0.0.7", "localhost:5080", "machine it runs on")]
    [InlineData("::ffff:10.0.0.7", "localhost:5080", "machine it runs on")]
    [InlineData(null, "localhost:5080", "machine it runs on")]
    [InlineData("127.0.0.1", "evil.example:5080", "name localhost")]
    [InlineData("127.0.0.1", "localhost.evil.example", "name localhost")]
    [InlineData("127.0.0.1", "", "name localhost")]
    public void Another_address_or_name_may_not(string? address, string host, string reason) =>
        ConsoleGate.Objection(Request(address, host)).ShouldNotBeNull().ShouldContain(reason);

    [Theory]
    [InlineData("http://localhost:5080", true)]
    [InlineData("http://localhost:5081", false)]
    [InlineData("https://localhost:5080", false)]
    [InlineData("http://127.0.0.1:5080", false)]
    [InlineData("null", false)]
    [InlineData("", false)]
    public void A_script_may_only_when_it_came_from_here(string origin, bool may)
    {
        var context = Request("127.0.0.1", "localhost:5080");
        context.Request.Headers.Origin = origin;

        (ConsoleGate.Objection(context) is null).ShouldBe(may);
    }

    private static DefaultHttpContext Request(string? address, string host)
    {
        var context = new DefaultHttpContext();
        context.Connection.RemoteIpAddress = address is null ? null : IPAddress.Parse(address);
        context.Request.Scheme = "http";
        context.Request.Host = new HostString(host);
        return context;
    }
}
