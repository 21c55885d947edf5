using System.Net;
using ChatOps.IntegrationTests.Rigs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Shouldly;
using Xunit;

namespace ChatOps.IntegrationTests.Simulator;

/// <summary>A bot beside a simulated cluster that runs apart and outlives it.</summary>
public sealed class ApartTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_console_is_on_and_the_cluster_lives_on_when_the_bot_is_killed()
    {
        var settings = Apart($"http://127.0.0.1:{FreePort.Next()}");
        await using var cluster = await SimulatorProcess.StartNewAsync(settings, Stop);
        await using var host = await HostProcess.StartNewAsync(settings, Stop);
        var kubectl = new Kubectl(Path.Combine(host.DataFolder, "simulator.kubeconfig"), "astronomer-ee");
        (await ConsoleAsync(host)).ShouldBe(HttpStatusCode.OK);
        var before = await UidAsync(kubectl);

        await host.KillAsync();
        (await UidAsync(kubectl)).ShouldBe(before);
        await host.StartAsync(Stop);

        (await ConsoleAsync(host)).ShouldBe(HttpStatusCode.OK);
        (await UidAsync(kubectl)).ShouldBe(before);
    }

    [Fact]
    public async Task Where_nothing_answers_it_says_what_to_start()
    {
        var refused = await StartAsync($"http://127.0.0.1:{FreePort.Next()}");

        refused.Status.ShouldBe(78);
        refused.Output.ShouldContain("start \"chatops simulator\" first.");
    }

    [Fact]
    public async Task Another_cluster_is_left_alone()
    {
        await using var real = WebApplication.Create();
        real.Urls.Add("http://127.0.0.1:0");
        var asked = 0;
        real.MapGet("/version", () => TypedResults.Json(new { gitCommit = "f8c1c1ab" }));
        real.MapFallback(() => asked++);
        await real.StartAsync(Stop);

        var refused = await StartAsync(real.Urls.Single());

        refused.Status.ShouldBe(78);
        refused.Output.ShouldContain("is not a simulated one: it is left alone.");
        asked.ShouldBe(0);
    }

    private static async Task<ChildProcess.Ended> StartAsync(string address)
    {
        using var folder = new TemporaryFolder();
        var settings = Apart(address);
        settings["ASPNETCORE_URLS"] = $"http://127.0.0.1:{FreePort.Next()}";
        return await new ChatOpsProgram(folder.Path, settings).RunAsync(["serve"], Stop);
    }

    private static async Task<HttpStatusCode> ConsoleAsync(HostProcess host) => (await host.Client.GetAsync("/", Stop)).StatusCode;

    private static Task<string> UidAsync(Kubectl kubectl) =>
        kubectl.RunAsync(Stop, "get", "pod", "solitary-lightningbug-prometheus-0", "-o", "jsonpath={.metadata.uid}");

    private static Dictionary<string, string> Apart(string address) => new()
    {
        ["Simulator:ClusterUrl"] = address,
        ["Simulator:HoustonUrl"] = $"http://127.0.0.1:{FreePort.Next()}/v1",
        ["Simulator:Apart"] = "true",
    };
}
