using System.Text.Json;
using System.Text.Json.Nodes;
using ChatOps.Simulator.Api.Tables;
using ChatOps.Simulator.Store;
using ChatOps.Tests.Simulator.Store;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Simulator.Api.Tables;

public sealed class PodSummaryTests
{
    private static readonly DateTimeOffset Now = new(2018, 10, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Every_recorded_pod_is_printed_as_a_real_API_server_printed_it()
    {
        using var file = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "recordings", "pod-status", "cases.json"));
        var cases = JsonDocument.Parse(file).RootElement.Items("cases").ToList();

        var wrong = cases.Select(Compare).OfType<string>().ToList();

        cases.Count.ShouldBeGreaterThan(250);
        wrong.ShouldBeEmpty();
    }

    [Fact]
    public void Restarts_say_how_long_ago_the_last_one_was()
    {
        var pod = Pod("""
            {"phase": "Running", "containerStatuses": [{"name": "main", "ready": true, "restartCount": 2,
             "state": {"running": {}}, "lastState": {"terminated": {"exitCode": 1, "finishedAt": "2018-10-01T11:55:00Z"}}}]}
            """);

        pod.Restarts(Now).ShouldBe("2 (5m ago)");
    }

    [Fact]
    public void A_pod_that_waits_for_a_gate_says_so() =>
        Pod("""{"phase": "Pending", "conditions": [{"type": "PodScheduled", "status": "False", "reason": "SchedulingGated"}]}""")
            .Status.ShouldBe("SchedulingGated");

    private static PodSummary Pod(string status)
    {
        var pod = StoreFixture.Named("p");
        pod["spec"] = JsonNode.Parse("""{"containers": [{"name": "main"}]}""");
        pod["status"] = JsonNode.Parse(status);
        return new(new StoreFixture().Store.Create(ResourceTypes.Pods, pod));
    }

    /// <returns>What differs; null when nothing does.</returns>
    private static string? Compare(JsonElement recorded)
    {
        var json = JsonObject.Create(recorded)!;
        var row = string.Join(' ', recorded.Text("row", "ready"), recorded.Text("row", "status"), recorded.Number("row", "restarts"));
        json.Remove("row");
        var metadata = json.Child("metadata");
        metadata["namespace"] = "n";
        var stored = new StoreFixture().Store.Create(ResourceTypes.Pods, json, new WriteOptions { Restored = true });

        var pod = new PodSummary(stored);

        var printed = string.Join(' ', pod.Ready, pod.Status, pod.Restarts(Now).Split(' ')[0]);
        return printed == row ? null : $"{stored.Name}: {printed}, not {row}";
    }
}
