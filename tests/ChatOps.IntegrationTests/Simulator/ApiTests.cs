using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChatOps.Simulator.Store;
using Shouldly;
using Xunit;

namespace ChatOps.IntegrationTests.Simulator;

/// <summary>What kubectl and the conformance suite don't show.</summary>
public sealed class ApiTests : IClassFixture<EmptyCluster>, IDisposable
{
    private readonly EmptyCluster _cluster;
    private readonly HttpClient _client;
    private readonly string _ns = $"test-{Guid.NewGuid():N}";

    public ApiTests(EmptyCluster cluster)
    {
        _cluster = cluster;
        _client = new HttpClient { BaseAddress = cluster.Url };
        cluster.Store.Create(ResourceTypes.Namespaces, new JsonObject { ["metadata"] = new JsonObject { ["name"] = _ns } });
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _client.Dispose();

    [Fact]
    public async Task A_watch_adds_what_comes_to_match_and_deletes_what_no_longer_does()
    {
        var since = _cluster.Store.Snapshot.ResourceVersion;
        ConfigMap("c");
        Label("c", "yes");
        Label("c", "no");

        var lines = await WatchAsync($"labelSelector=wanted%3Dyes&resourceVersion={since}", 2);

        lines.Select(line => line.Text("type")).ShouldBe(["ADDED", "DELETED"]);
    }

    [Fact]
    public async Task A_watch_without_a_version_begins_with_what_is_there()
    {
        ConfigMap("c");

        var lines = await WatchAsync("", 1);

        lines[0].Text("type").ShouldBe("ADDED");
        lines[0].Text("object", "metadata", "name").ShouldBe("c");
    }

    [Fact]
    public async Task A_watch_from_the_distant_past_is_told_to_list_again()
    {
        for (var i = 0; i <= ClusterStore.DefaultHistoryLength; i++)
        {
            ConfigMap("c");
            _cluster.Store.Delete(ResourceTypes.ConfigMaps, _ns, "c");
        }

        var lines = await WatchAsync("resourceVersion=1", 1);

        lines[0].Text("type").ShouldBe("ERROR");
        lines[0].Number("object", "code").ShouldBe(410);
        lines[0].Text("object", "reason").ShouldBe("Expired");
    }

    [Fact]
    public async Task A_zero_is_left_out_of_a_scale()
    {
        Create(ResourceTypes.StatefulSets, """{"metadata": {"name": "w"}, "spec": {"replicas": 0}}""");

        var scale = await SendAsync(HttpMethod.Get, $"/apis/apps/v1/namespaces/{_ns}/statefulsets/w/scale");

        scale.Json.At("spec").GetRawText().ShouldBe("{}");
        scale.Json.At("status", "replicas").Exists().ShouldBeFalse();
    }

    [Theory]
    [InlineData("POST", "", "text/csv", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("POST", "", "application/json", HttpStatusCode.BadRequest)]
    [InlineData("POST", "/c", "application/json", HttpStatusCode.MethodNotAllowed)]
    [InlineData("PATCH", "/c", "application/json", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("GET", "?labelSelector=a+in+b", "application/json", HttpStatusCode.BadRequest)]
    [InlineData("GET", "?continue=nonsense", "application/json", HttpStatusCode.BadRequest)]
    public async Task What_makes_no_sense_is_refused_with_a_Status(string method, string rest, string mediaType, HttpStatusCode code)
    {
        var answer = await SendAsync(
            new HttpMethod(method), $"/api/v1/namespaces/{_ns}/configmaps{rest}", method == "GET" ? null : "{not json", mediaType);

        answer.Code.ShouldBe(code);
        answer.Json.Text("kind").ShouldBe("Status");
    }

    private void ConfigMap(string name) =>
        Create(ResourceTypes.ConfigMaps, $$$"""{"metadata": {"name": "{{{name}}}"}}""");

    private void Create(ResourceType type, string json)
    {
        var read = (JsonObject)JsonNode.Parse(json)!;
        read.Child("metadata")["namespace"] = _ns;
        _cluster.Store.Create(type, read);
    }

    private void Label(string name, string wanted) => _cluster.Store.Change(
        ResourceTypes.ConfigMaps, _ns, name, json => json.Child("metadata", "labels")["wanted"] = wanted);

    private async Task<List<JsonElement>> WatchAsync(string query, int count)
    {
        await using var body = await _client.GetStreamAsync($"/api/v1/namespaces/{_ns}/configmaps?watch=true&timeoutSeconds=20&{query}", Stop);
        using var reader = new StreamReader(body);
        var lines = new List<JsonElement>();
        while (lines.Count < count && await reader.ReadLineAsync(Stop) is { } line)
        {
            lines.Add(JsonElement.Parse(line));
        }

        return lines;
    }

    private async Task<(HttpStatusCode Code, JsonElement Json)> SendAsync(
        HttpMethod method, string path, string? body = null, string mediaType = "application/json")
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, mediaType);
        }

        using var response = await _client.SendAsync(request, Stop);
        return (response.StatusCode, JsonElement.Parse(await response.Content.ReadAsStringAsync(Stop)));
    }
}
