using System.Net;
using ChatOps.IntegrationTests.Rigs;
using Shouldly;
using Xunit;

namespace ChatOps.IntegrationTests.Hosting;

/// <summary>What is queued tells who does what to the cluster: it is for a browser on this machine only.</summary>
public sealed class DashboardTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_jobs_are_shown_to_a_browser_on_this_machine_and_to_nobody_behind_a_proxy()
    {
        await using var host = await HostProcess.StartNewAsync(new Dictionary<string, string>(), Stop);

        (await VisitAsync(host)).ShouldBe(HttpStatusCode.OK);
        (await VisitAsync(host, "X-Forwarded-For", "203.0.113.7")).ShouldBe(HttpStatusCode.Unauthorized);
        (await VisitAsync(host, "Host", "chatops.example.com")).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_real_cluster_s_jobs_are_shown_to_nobody_where_nobody_signs_in()
    {
        await using var cluster = await SimulatorProcess.StartNewAsync(new Dictionary<string, string>(), Stop);
        var settings = new Dictionary<string, string> { ["Cluster:Mode"] = "Kubeconfig", ["Cluster:Kubeconfig"] = cluster.Kubeconfig };
        await using var host = await HostProcess.StartNewAsync(settings, Stop);

        (await VisitAsync(host)).ShouldBe(HttpStatusCode.NotFound);
    }

    private static async Task<HttpStatusCode> VisitAsync(HostProcess host, string? header = null, string? value = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/hangfire");
        if (header is not null)
        {
            request.Headers.Add(header, value);
        }

        using var response = await host.Client.SendAsync(request, Stop);
        return response.StatusCode;
    }
}
