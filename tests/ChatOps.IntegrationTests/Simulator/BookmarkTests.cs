using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChatOps.IntegrationTests.Rigs;
using ChatOps.Simulator;
using ChatOps.Simulator.Store;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace ChatOps.IntegrationTests.Simulator;

public sealed class BookmarkTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_watch_in_which_nothing_happens_is_told_the_version_every_minute_however_busy_the_cluster_is()
    {
        using var folder = new TemporaryFolder();
        var time = new FakeTimeProvider(new DateTimeOffset(2018, 10, 12, 12, 0, 0, TimeSpan.Zero));
        await using var cluster = await SimulatedCluster.StartAsync(
            new SimulatorOptions { ClusterUrl = new("http://127.0.0.1:0"), Kubeconfig = folder.File("kubeconfig"), Scenario = "empty" },
            time, NullLoggerFactory.Instance, Stop);
        using var client = new HttpClient { BaseAddress = cluster.Url };
        await using var body = await client.GetStreamAsync(
            $"/api/v1/secrets?watch=true&allowWatchBookmarks=true&resourceVersion={cluster.Store.Snapshot.ResourceVersion}", Stop);
        var lines = new ConcurrentQueue<JsonElement>();
        var reading = ReadAsync(body, lines);
        var busy = cluster.Store.Create(ResourceTypes.ConfigMaps, new JsonObject { ["metadata"] = new JsonObject { ["name"] = "busy" } });

        await Eventually.TrueAsync("a bookmark came", _ => Task.FromResult(LinesAfterTenSeconds() > 0), Stop);

        lines.Select(line => line.Text("type")).ShouldAllBe(type => type == "BOOKMARK");
        long.Parse(lines.First().Text("object", "metadata", "resourceVersion")!).ShouldBeGreaterThan(busy.ResourceVersion);
        reading.IsFaulted.ShouldBeFalse();

        int LinesAfterTenSeconds()
        {
            time.Advance(TimeSpan.FromSeconds(10));
            cluster.Store.Change(
                ResourceTypes.ConfigMaps, "default", "busy", json => json.Child("data")["at"] = time.GetUtcNow().ToString("O"));
            return lines.Count;
        }
    }

    private static async Task ReadAsync(Stream body, ConcurrentQueue<JsonElement> lines)
    {
        using var reader = new StreamReader(body);
        while (await reader.ReadLineAsync(Stop) is { } line)
        {
            lines.Enqueue(JsonElement.Parse(line));
        }
    }
}
