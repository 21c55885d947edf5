using System.Net;
using Shouldly;
using Xunit;

namespace ChatOps.IntegrationTests.Rigs;

public sealed class HostProcessTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_killed_host_starts_again_at_the_same_address_on_the_same_data()
    {
        await using var host = await HostProcess.StartNewAsync(new Dictionary<string, string>(), Stop);
        var data = host.DataFolder;

        await host.KillAsync();

        await Should.ThrowAsync<HttpRequestException>(() => host.Client.GetAsync("/healthz/live", Stop));
        await host.StartAsync(Stop);
        using var live = await host.Client.GetAsync("/healthz/live", Stop);
        live.StatusCode.ShouldBe(HttpStatusCode.OK);
        Directory.EnumerateFileSystemEntries(data).ShouldNotBeEmpty();
    }

    [Fact]
    public async Task A_terminated_host_ends_well()
    {
        await using var host = await HostProcess.StartNewAsync(new Dictionary<string, string>(), Stop);

        (await host.TerminateAsync(Stop)).ShouldBe(0);
    }

    [Fact]
    public async Task A_host_that_ends_instead_of_starting_shows_what_it_printed()
    {
        var settings = new Dictionary<string, string> { ["ASPNETCORE_URLS"] = "nonsense" };

        var ended = await Should.ThrowAsync<InvalidOperationException>(() => HostProcess.StartNewAsync(settings, Stop));

        ended.Message.ShouldContain("nonsense");
    }

    [Fact]
    public async Task Its_commands_run_beside_it_on_the_same_data()
    {
        await using var host = await HostProcess.StartNewAsync(new Dictionary<string, string>(), Stop);

        var verified = await host.RunAsync(Stop, "audit", "verify");

        verified.Status.ShouldBe(0, verified.Output);
        verified.Output.ShouldContain("intact");
    }
}
