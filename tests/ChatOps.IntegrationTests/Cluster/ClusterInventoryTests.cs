using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text.Json;
using ChatOps.IntegrationTests.Rigs;
using ChatOps.Inventory;
using k8s;
using Shouldly;
using Xunit;

namespace ChatOps.IntegrationTests.Cluster;

public sealed class ClusterInventoryTests(ClusterFixture cluster) : IClassFixture<ClusterFixture>
{
    private static readonly TimeSpan StartUp = TimeSpan.FromMinutes(1);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_pods_of_a_StatefulSet_come_and_are_known_with_their_claims()
    {
        var space = await cluster.NewNamespaceAsync(Stop);
        await cluster.Client.AppsV1.CreateNamespacedStatefulSetAsync(
            Workloads.StatefulSet("redis", "redis", replicas: 2), space, cancellationToken: Stop);

        var pod = await ReadyAsync(space, "redis-1");

        pod.Labels.ShouldBe(new Labels("test-release-0001", "redis", "airflow"));
        pod.Grace.ShouldBe(TimeSpan.FromSeconds(1));
        cluster.Inventory.WorkloadOf(pod).ShouldNotBeNull().IsStateful.ShouldBeTrue();
        var claim = cluster.Inventory.Claims.Single(claim => claim.Namespace == space && claim.Name is "data-redis-1");
        claim.Phase.ShouldBe("Bound");
        claim.Capacity.ShouldBe(1L << 30);
        cluster.Inventory.Volumes.Single(volume => volume.Name == claim.VolumeName).ClaimUid.ShouldBe(claim.Uid);
    }

    [Fact]
    public async Task The_pod_of_a_Deployment_leads_to_it_through_its_ReplicaSet()
    {
        var space = await cluster.NewNamespaceAsync(Stop);

        var pod = await DeployedAsync(space, "scheduler");

        cluster.Inventory.WorkloadOf(pod).ShouldNotBeNull().ShouldSatisfyAllConditions(
            workload => workload.Kind.ShouldBe("Deployment"),
            workload => workload.Name.ShouldBe("scheduler"),
            workload => workload.Replicas.ShouldBe(1));
    }

    [Fact]
    public async Task A_change_is_told_when_it_can_be_seen()
    {
        var space = await cluster.NewNamespaceAsync(Stop);
        var seen = new ConcurrentQueue<bool>();
        void Look(InventoryChange change)
        {
            if (change.Namespace == space && change.Kind is "StatefulSet")
            {
                seen.Enqueue(cluster.Inventory.Workloads.Any(workload => workload.Namespace == space));
            }
        }

        cluster.Inventory.Changed += Look;
        await cluster.Client.AppsV1.CreateNamespacedStatefulSetAsync(
            Workloads.StatefulSet("redis", "redis", replicas: 0), space, cancellationToken: Stop);
        await Eventually.TrueAsync("the StatefulSet was told", _ => Task.FromResult(!seen.IsEmpty), Stop);
        cluster.Inventory.Changed -= Look;

        seen.ShouldAllBe(isThere => isThere);
    }

    [Fact]
    public async Task The_pods_read_as_kubectl_prints_them()
    {
        var space = await cluster.NewNamespaceAsync(Stop);
        await DeployedAsync(space, "scheduler");
        await DeployedAsync(space, "webserver");

        await Eventually.SeeAsync(
            "both say the same",
            async stop => (Ours: OurRows(space), Theirs: await TableAsync(space, stop)),
            rows => rows.Ours.Count is 2 && rows.Ours.SequenceEqual(rows.Theirs),
            Stop);
    }

    [Fact]
    public async Task A_pod_with_another_UID_is_left_alone()
    {
        var space = await cluster.NewNamespaceAsync(Stop);
        var pod = await DeployedAsync(space, "scheduler");

        var deletion = await cluster.Pods.DeleteAsync(
            space, pod.Name, "6f7b4c1e-0000-4000-8000-000000000000", grace: null, Stop);

        deletion.ShouldBe(Deletion.Replaced);
        var now = await cluster.Client.CoreV1.ReadNamespacedPodAsync(pod.Name, space, cancellationToken: Stop);
        now.Metadata.Uid.ShouldBe(pod.Uid);
        now.Metadata.DeletionTimestamp.ShouldBeNull();
    }

    [Fact]
    public async Task A_deleted_pod_is_followed_by_a_successor_with_another_UID()
    {
        var space = await cluster.NewNamespaceAsync(Stop);
        await cluster.Client.AppsV1.CreateNamespacedStatefulSetAsync(
            Workloads.StatefulSet("redis", "redis", replicas: 1), space, cancellationToken: Stop);
        var pod = await ReadyAsync(space, "redis-0");

        (await cluster.Pods.DeleteAsync(space, pod.Name, pod.Uid, grace: null, Stop)).ShouldBe(Deletion.Accepted);

        var successor = await Eventually.SeeAsync(
            "the successor is ready",
            _ => Task.FromResult(cluster.Inventory.FindPod(space, "redis-0")),
            now => now is { IsReady: true } && now.Uid != pod.Uid,
            Stop,
            StartUp);
        (await cluster.Pods.DeleteAsync(space, pod.Name, pod.Uid, grace: null, Stop)).ShouldBe(Deletion.Replaced);
        cluster.Inventory.FindPod(space, "redis-0").ShouldNotBeNull().Uid.ShouldBe(successor.ShouldNotBeNull().Uid);
    }

    [Fact]
    public async Task A_pod_that_is_not_there_is_gone()
    {
        var space = await cluster.NewNamespaceAsync(Stop);

        (await cluster.Pods.DeleteAsync(space, "nobody", "u", TimeSpan.Zero, Stop)).ShouldBe(Deletion.Gone);
    }

    private async Task<Pod> DeployedAsync(string space, string name)
    {
        await cluster.Client.AppsV1.CreateNamespacedDeploymentAsync(
            Workloads.Deployment(name, name), space, cancellationToken: Stop);
        return await ReadyAsync(space, $"{name}-");
    }

    /// <param name="name">The pod's name, or how it begins.</param>
    private async Task<Pod> ReadyAsync(string space, string name)
    {
        var pod = await Eventually.SeeAsync(
            $"{name} is ready",
            _ => Task.FromResult(cluster.Inventory.Pods.FirstOrDefault(
                pod => pod.Namespace == space && pod.Name.StartsWith(name, StringComparison.Ordinal))),
            pod => pod is { IsReady: true },
            Stop,
            StartUp);
        return pod.ShouldNotBeNull();
    }

    private List<string> OurRows(string space) =>
    [
        .. cluster.Inventory.Pods
            .Where(pod => pod.Namespace == space)
            .Select(pod => $"{pod.Name} {pod.ReadyContainers}/{pod.Containers} {pod.Status} {pod.Restarts}")
            .Order(),
    ];

    /// <summary>The rows that the API server makes for "kubectl get pods".</summary>
    private async Task<List<string>> TableAsync(string space, CancellationToken stop)
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Get, new Uri(cluster.Client.BaseUri, $"api/v1/namespaces/{space}/pods"));
        request.Headers.Accept.Add(
            MediaTypeWithQualityHeaderValue.Parse("application/json;as=Table;g=meta.k8s.io;v=v1"));
        if (cluster.Client.Credentials is { } credentials)
        {
            await credentials.ProcessHttpRequestAsync(request, stop);
        }

        using var response = await cluster.Client.HttpClient.SendAsync(request, stop);
        using var table = JsonDocument.Parse(await response.Content.ReadAsStringAsync(stop));
        return
        [
            .. table.RootElement.GetProperty("rows").EnumerateArray()
                .Select(row => string.Join(' ', row.GetProperty("cells").EnumerateArray().Take(4)))
                .Order(),
        ];
    }
}
