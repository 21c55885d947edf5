using System.Net;
using System.Text.Json;
using ChatOps.IntegrationTests.Rigs;
using ChatOps.Simulator;
using ChatOps.Simulator.Store;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using Xunit;

namespace ChatOps.IntegrationTests.Simulator;

/// <summary>What Prometheus and the kubelets answer through the API server.</summary>
public sealed class InnerServersTests : IAsyncLifetime
{
    private const string Prometheus = "solitary-lightningbug-prometheus";
    private const string Service = $"services/{Prometheus}:9090";
    private const string Pod = $"pods/{Prometheus}-0:9090";

    private readonly TemporaryFolder _folder = new();
    private SimulatedCluster? _cluster;
    private HttpClient? _http;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var options = new SimulatorOptions { ClusterUrl = new("http://127.0.0.1:0"), Kubeconfig = _folder.File("kubeconfig"), Speed = 50 };
        _cluster = await SimulatedCluster.StartAsync(options, TimeProvider.System, NullLoggerFactory.Instance, Stop);
        _http = new() { BaseAddress = _cluster.Url };
    }

    public async ValueTask DisposeAsync()
    {
        _http?.Dispose();
        await _cluster!.DisposeAsync();
        _folder.Dispose();
    }

    [Theory]
    [InlineData(Service, "/-/ready", "Prometheus is Ready.\n")]
    [InlineData(Pod, "/-/healthy", "Prometheus is Healthy.\n")]
    [InlineData($"services/{Prometheus}:prometheus-data", "/-/ready", "Prometheus is Ready.\n")]
    public async Task A_Prometheus_that_runs_says_so(string target, string path, string answer) =>
        (await AskAsync(target, path)).ShouldBe((HttpStatusCode.OK, answer));

    [Theory]
    [InlineData($"services/{Prometheus}:9091", "no service port \"9091\" found for service \"solitary-lightningbug-prometheus\"")]
    [InlineData($"pods/{Prometheus}-0:9091", "error trying to reach service: dial tcp 10.36.200.18:9091: connect: connection refused")]
    public async Task Where_nothing_listens_the_API_server_says_so(string target, string message) =>
        Message(await AskAsync(target, "/-/ready")).ShouldBe((HttpStatusCode.ServiceUnavailable, message));

    [Fact]
    public async Task A_full_disk_stops_it_and_shows_in_the_kubelets_figures()
    {
        var volume = _cluster!.Store.List(ResourceTypes.PersistentVolumes).Single(each => each.Json.Text("spec", "claimRef", "name")!.Contains(Prometheus));
        var node = _cluster.Store.Get(ResourceTypes.Pods, "astronomer-ee", $"{Prometheus}-0").Json.Text("spec", "nodeName");
        (await DiskAsync(node)).ShouldBe((53_687_091_200, 33_285_996_544));

        _cluster.Store.Change(ResourceTypes.PersistentVolumes, null, volume.Name, json =>
            json.Child("metadata", "annotations")["simulator.chatops.dev/fault"] = "disk-full");

        await Eventually.SeeAsync(
            "it is gone",
            _ => AskAsync(Service, "/-/ready"),
            answer => Message(answer) == (HttpStatusCode.ServiceUnavailable, $"no endpoints available for service \"{Prometheus}\""),
            Stop);
        (await DiskAsync(node)).ShouldBe((53_687_091_200, 53_687_091_200));
    }

    private async Task<(HttpStatusCode Code, string Text)> AskAsync(string target, string path)
    {
        using var response = await _http!.GetAsync($"api/v1/namespaces/astronomer-ee/{target}/proxy{path}", Stop);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(Stop));
    }

    private static (HttpStatusCode Code, string? Text) Message((HttpStatusCode Code, string Text) answer) =>
        (answer.Code, answer.Text.StartsWith('{') ? JsonElement.Parse(answer.Text).Text("message") : answer.Text);

    /// <summary>Capacity and use in bytes, as the kubelet's Summary API tells them.</summary>
    private async Task<(long? Capacity, long? Used)> DiskAsync(string? node)
    {
        var summary = JsonElement.Parse(await _http!.GetStringAsync($"api/v1/nodes/{node}/proxy/stats/summary", Stop));
        var disk = summary.Items("pods").Single(pod => pod.Text("podRef", "name") == $"{Prometheus}-0").Items("volume").Single();
        return (disk.Number("capacityBytes"), disk.Number("usedBytes"));
    }
}
