using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChatOps.IntegrationTests.Rigs;
using ChatOps.Simulator.Store;
using Shouldly;
using Xunit;

namespace ChatOps.IntegrationTests.Simulator;

/// <summary>Evictions as the real API server judges them
/// (https://kubernetes.io/docs/concepts/scheduling-eviction/api-eviction/).</summary>
public sealed class EvictionTests : IClassFixture<EmptyCluster>, IDisposable
{
    private readonly EmptyCluster _cluster;
    private readonly HttpClient _client;
    private readonly string _ns = $"test-{Guid.NewGuid():N}";

    public EvictionTests(EmptyCluster cluster)
    {
        _cluster = cluster;
        _client = new HttpClient { BaseAddress = cluster.Url };
        cluster.Store.Create(ResourceTypes.Namespaces, new JsonObject { ["metadata"] = new JsonObject { ["name"] = _ns } });
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _client.Dispose();

    [Fact]
    public async Task The_last_healthy_pod_stays_and_no_client_is_told_to_wait_for_a_time_nobody_knows()
    {
        Pod("only", ready: true);
        await BudgetAsync(minAvailable: 1, healthy: 1);

        using var answer = await EvictAsync("only");

        answer.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        answer.Headers.RetryAfter.ShouldBeNull();
        var status = await answer.Content.ReadFromJsonAsync<JsonElement>(Stop);
        status.Text("message").ShouldBe("Cannot evict pod as it would violate the pod's disruption budget.");
        var cause = status.Items("details", "causes").Single();
        cause.Text("reason").ShouldBe("DisruptionBudget");
        cause.Text("message").ShouldBe("The disruption budget b needs 1 healthy pods and has 1 currently");
    }

    [Fact]
    public async Task An_eviction_spends_the_budget_for_the_next_one()
    {
        Pod("one", ready: true);
        Pod("two", ready: true);
        await BudgetAsync(minAvailable: 1, healthy: 2);

        (await CodeOfAsync("one")).ShouldBe(HttpStatusCode.Created);
        (await CodeOfAsync("two")).ShouldBe(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task A_pod_that_is_not_ready_may_go_while_enough_others_are()
    {
        Pod("good", ready: true);
        Pod("bad", ready: false);
        await BudgetAsync(minAvailable: 1, healthy: 1);

        (await CodeOfAsync("bad")).ShouldBe(HttpStatusCode.Created);
        (await CodeOfAsync("good")).ShouldBe(HttpStatusCode.TooManyRequests);
    }

    [Theory]
    [InlineData("IfHealthyBudget", HttpStatusCode.TooManyRequests)]
    [InlineData("AlwaysAllow", HttpStatusCode.Created)]
    public async Task While_too_few_are_ready_the_policy_decides_about_the_others(string policy, HttpStatusCode code)
    {
        Pod("bad", ready: false);
        await BudgetAsync(minAvailable: 1, healthy: 0, $"\"unhealthyPodEvictionPolicy\": \"{policy}\",");

        (await CodeOfAsync("bad")).ShouldBe(code);
    }

    private void Pod(string name, bool ready) => Create(ResourceTypes.Pods, $$$"""
        {"metadata": {"name": "{{{name}}}", "labels": {"a": "b"}}, "spec": {"nodeName": "nowhere", "containers": []},
         "status": {"phase": "Running", "conditions": [{"type": "Ready", "status": "{{{ready}}}"}]} }
        """);

    private async Task BudgetAsync(int minAvailable, int healthy, string policy = "")
    {
        Create(ResourceTypes.PodDisruptionBudgets, $$$$"""
            {"metadata": {"name": "b"},
             "spec": { {{{{policy}}}} "minAvailable": {{{{minAvailable}}}}, "selector": {"matchLabels": {"a": "b"} } } }
            """);
        await Eventually.TrueAsync(
            "the budget is counted",
            _ => Task.FromResult(_cluster.Store.Get(ResourceTypes.PodDisruptionBudgets, _ns, "b").Json.Number("status", "currentHealthy") == healthy),
            Stop);
    }

    private void Create(ResourceType type, string json)
    {
        var read = (JsonObject)JsonNode.Parse(json)!;
        read.Child("metadata")["namespace"] = _ns;
        _cluster.Store.Create(type, read);
    }

    private async Task<HttpStatusCode> CodeOfAsync(string pod)
    {
        using var answer = await EvictAsync(pod);
        return answer.StatusCode;
    }

    private Task<HttpResponseMessage> EvictAsync(string pod) => _client.PostAsJsonAsync(
        $"/api/v1/namespaces/{_ns}/pods/{pod}/eviction", new { metadata = new { name = pod } }, Stop);
}
