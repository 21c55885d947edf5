using System.Diagnostics.Metrics;
using System.Text;
using BenchmarkDotNet.Attributes;
using ChatOps.Adapters.Cluster;
using ChatOps.Adapters.Cluster.Api;
using ChatOps.Adapters.Cluster.Manifests;
using ChatOps.Adapters.Cluster.Reflecting;
using ChatOps.Inventory;
using k8s;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace ChatOps.Benchmarks.Inner;

/// <summary>A list of 10,000 pods into the inventory, and as many changes by a watch, from the bytes on.</summary>
[MemoryDiagnoser]
public class InventoryBenchmark
{
    private const int Pods = 10_000;

    private readonly CannedPods _canned = new(Pods);

    [Benchmark(Baseline = true)]
    public Task<int> List() => FollowAsync(withChanges: false, pods => pods.Snapshot.Count == Pods);

    [Benchmark]
    public Task<int> ListAndWatch() => FollowAsync(withChanges: true, pods => pods.Find(new("n", CannedPods.Name(Pods - 1)))?.IsReady is true);

    /// <summary>Reads until what is wanted is there.</summary>
    private async Task<int> FollowAsync(bool withChanges, Func<ObjectStore<Pod>, bool> isThere)
    {
        var (pods, changes, health) = (
            new ObjectStore<Pod>(), new ChangeFeed(NullLogger<ChangeFeed>.Instance), new HealthBoard(TimeProvider.System, NullLogger<HealthBoard>.Instance));
        using var stop = new CancellationTokenSource();
        var server = new ApiServer(
            new ClusterConnection(() => new Kubernetes(new KubernetesClientConfiguration { Host = "http://cluster.example" }, _canned.ForOneReader(withChanges))),
            TimeProvider.System);
        using var meters = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var measures = new WatchMeasures(meters.GetRequiredService<IMeterFactory>());
        var reflector = new Reflector<PodManifest, Pod>(
            new(ResourceKinds.Pods, Namespace: null), pods, server, health, changes, measures, TimeSpan.FromMinutes(1), TimeProvider.System, NullLogger.Instance);
        var reading = reflector.RunAsync(stop.Token);
        while (!isThere(pods))
        {
            await Task.Yield();
        }

        await stop.CancelAsync();
        await reading;
        return pods.Snapshot.Count;
    }

    /// <summary>What an API server would send, ready to go.</summary>
    private sealed class CannedPods
    {
        private const int PageSize = 500;

        private readonly List<byte[]> _pages;
        private readonly byte[] _events;

        public CannedPods(int pods)
        {
            _pages =
            [
                .. Enumerable.Range(0, pods).Chunk(PageSize).Select((chunk, page) => Encoding.UTF8.GetBytes(
                    $$"""{"metadata":{"resourceVersion":"1","continue":"{{(chunk[^1] + 1 < pods ? page + 1 : "")}}"},"items":[{{string.Join(',', chunk.Select(number => Json(number, isReady: false)))}}]}""")),
            ];
            _events = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, pods)
                .Select(number => $$"""{"type":"MODIFIED","object":{{Json(number, isReady: true)}} }""" + "\n")));
        }

        public static string Name(int number) => $"release-{number / 20}-worker-{number % 20}";

        public DelegatingHandler ForOneReader(bool withChanges) => new Reader(_pages, withChanges ? _events : []);

        private static string Json(int number, bool isReady) => $$"""
            {"metadata":{"name":"{{Name(number)}}","namespace":"n","uid":"uid-{{number}}","resourceVersion":"{{(isReady ? 2 : 1)}}",
             "creationTimestamp":"2026-02-27T03:16:00Z","labels":{"tier":"airflow","component":"worker","release":"release-{{number / 20}}"},
             "ownerReferences":[{"apiVersion":"apps/v1","kind":"StatefulSet","name":"release-{{number / 20}}-worker","uid":"set-{{number / 20}}","controller":true}]},
             "spec":{"nodeName":"node-{{number % 100}}","terminationGracePeriodSeconds":600,"containers":[{"name":"worker","image":"registry.example.com/airflow:1.10.0",
              "env":[{"name":"AIRFLOW_HOME","value":"/usr/local/airflow"}],"resources":{"requests":{"cpu":"100m","memory":"384Mi"},"limits":{"cpu":"100m","memory":"384Mi"} } }]},
             "status":{"phase":"Running","podIP":"10.36.1.1","conditions":[{"type":"Ready","status":"{{isReady}}"}],
              "containerStatuses":[{"name":"worker","ready":{{(isReady ? "true" : "false")}},"restartCount":0,"state":{"running":{"startedAt":"2026-02-27T03:16:20Z"} } }]} }
            """.ReplaceLineEndings("");

        private sealed class Reader(IReadOnlyList<byte[]> pages, byte[] events) : DelegatingHandler
        {
            protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
            {
                var query = request.RequestUri!.Query; // the client always sets it
                var content = query.Contains("watch=true", StringComparison.Ordinal)
                    ? new ByteArrayContent(events)
                    : new ByteArrayContent(pages[Page(query)]);
                content.Headers.ContentType = new("application/json");
                return Task.FromResult(new HttpResponseMessage { Content = content });
            }

            private static int Page(string query) =>
                query.Split("continue=") is [_, var page] && int.TryParse(page, out var number) ? number : 0;
        }
    }
}
