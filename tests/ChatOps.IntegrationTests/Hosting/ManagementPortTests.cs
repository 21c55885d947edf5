using System.Net;
using ChatOps.IntegrationTests.Rigs;
using Shouldly;
using Xunit;

namespace ChatOps.IntegrationTests.Hosting;

/// <summary>What says which far ends are down is for probes and Prometheus, and not for whoever reaches the bot.</summary>
public sealed class ManagementPortTests
{
    private static readonly string[] ForManagement = ["/metrics", "/healthz/ready", "/healthz/live"];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task With_a_port_of_their_own_probes_and_metrics_are_found_there_alone_and_nothing_else_is()
    {
        var port = FreePort.Next();
        await using var host = await HostProcess.StartNewAsync(
            new Dictionary<string, string> { ["Edge:ManagementPort"] = $"{port}" }, Stop);

        foreach (var path in ForManagement)
        {
            (await AskAsync(host.Probes, path)).ShouldBe(HttpStatusCode.OK, path);
            (await AskAsync(host.Client, path)).ShouldBe(HttpStatusCode.NotFound, path);
            (await AskAsync(host.Client, path, $"127.0.0.1:{port}")).ShouldBe(HttpStatusCode.NotFound, "anybody can write a Host header");
        }

        foreach (var path in (string[])["/", "/hangfire", "/console.css", "/signin-oidc"])
        {
            (await AskAsync(host.Probes, path)).ShouldBe(HttpStatusCode.NotFound, path);
        }

        (await AskAsync(host.Client, "/")).ShouldBe(HttpStatusCode.OK);
        (await host.RunAsync(Stop, "health")).Output.ShouldContain("inventory: Healthy");
    }

    [Fact]
    public async Task Without_one_they_stand_beside_the_rest()
    {
        await using var host = await HostProcess.StartNewAsync(new Dictionary<string, string>(), Stop);

        foreach (var path in ForManagement.Append("/"))
        {
            (await AskAsync(host.Client, path)).ShouldBe(HttpStatusCode.OK, path);
        }
    }

    [Fact]
    public async Task A_port_that_everybody_is_answered_at_already_is_refused_in_one_line()
    {
        using var folder = new TemporaryFolder();
        var port = FreePort.Next();

        var ended = await new ChatOpsProgram(folder.Path, new Dictionary<string, string>
        {
            ["ASPNETCORE_URLS"] = "",
            ["ASPNETCORE_HTTP_PORTS"] = $"{port}",
            ["Edge:ManagementPort"] = $"{port}",
        }).RunAsync([], Stop);

        ended.Status.ShouldBe(78, ended.Output);
        ended.Output.ShouldContain($"Edge:ManagementPort: everybody is answered at port {port} already (http://+:{port}); choose another.");
        ended.Output.ShouldNotContain("   at ");
    }

    [Fact]
    public async Task Endpoints_that_the_settings_name_keep_it_beside_them()
    {
        var (port, own) = (FreePort.Next(), FreePort.Next());
        await using var host = await HostProcess.StartNewAsync(
            new Dictionary<string, string>
            {
                ["Edge:ManagementPort"] = $"{port}",
                ["ASPNETCORE_URLS"] = "",
                ["Kestrel:Endpoints:Http:Url"] = $"http://127.0.0.1:{own}",
            },
            Stop);
        using var client = new HttpClient { BaseAddress = new($"http://127.0.0.1:{own}") };

        (await AskAsync(client, "/")).ShouldBe(HttpStatusCode.OK);
        (await AskAsync(client, "/metrics")).ShouldBe(HttpStatusCode.NotFound);
    }

    private static async Task<HttpStatusCode> AskAsync(HttpClient client, string path, string? host = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Host = host;
        using var answer = await client.SendAsync(request, Stop);
        return answer.StatusCode;
    }
}
