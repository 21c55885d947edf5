using ChatOps.Host.CommandLine;
using Microsoft.Extensions.Configuration;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Hosting;

/// <summary>Where "chatops health" finds the bot: wherever that was told to listen, but on this machine.</summary>
public sealed class HealthCommandTests
{
    [Theory]
    [InlineData(null, null, "http://127.0.0.1:5080/healthz/ready")]
    [InlineData("ASPNETCORE_URLS", "http://+:8080", "http://127.0.0.1:8080/healthz/ready")]
    [InlineData("ASPNETCORE_URLS", "http://localhost:7000;https://localhost:7001", "http://127.0.0.1:7000/healthz/ready")]
    [InlineData("ASPNETCORE_HTTP_PORTS", "8080", "http://127.0.0.1:8080/healthz/ready")]
    [InlineData("urls", "http://[::]:9000", "http://127.0.0.1:9000/healthz/ready")]
    [InlineData("Edge:ManagementPort", "8081", "http://127.0.0.1:8081/healthz/ready")]
    public void It_asks_where_the_bot_listens(string? setting, string? value, string address)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(setting is null ? [] : [KeyValuePair.Create(setting, value)])
            .Build();

        HealthCommand.Address(configuration).ToString().ShouldBe(address);
    }
}
