using ChatOps.IntegrationTests.Rigs;
using ChatOps.Inventory;
using k8s;
using k8s.Models;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ChatOps.IntegrationTests.Cluster;

public sealed class ClusterPodTemplatesTests(ClusterFixture cluster) : IClassFixture<ClusterFixture>, IAsyncLifetime
{
    private const long Mi = 1L << 20;

    private static readonly ContainerMemory Before = new(64 * Mi, 128 * Mi);
    private static readonly ContainerMemory After = new(128 * Mi, 256 * Mi);

    private RunningInventory _running = null!; // these two are set before each test by InitializeAsync
    private string _space = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private IPodTemplates Templates => _running.Services.GetRequiredService<IPodTemplates>();

    public async ValueTask InitializeAsync()
    {
        _running = await RunningInventory.StartNewAsync(cluster.Kubeconfig, Stop);
        _space = await cluster.NewNamespaceAsync(Stop);
    }

    public ValueTask DisposeAsync() => _running.DisposeAsync();

    [Fact]
    public async Task One_container_gets_other_memory_and_all_else_stays()
    {
        var reference = await SetAsync();

        (await Templates.ChangeMemoryAsync(reference, "store", Before, After, Stop)).ShouldBe(After);
        (await Templates.ChangeMemoryAsync(reference, "store", Before, After, Stop)).ShouldBe(After, "done already");

        var containers = (await ReadAsync()).Spec.Template.Spec.Containers;
        containers.Select(container => container.Name).ShouldBe(["side-car", "store"]);
        containers[1].Resources.Limits.ShouldBe(Quantities("256Mi", "500m"), ignoreOrder: true);
        containers[1].Resources.Requests.ShouldBe(Quantities("128Mi", "10m"), ignoreOrder: true);
        containers[1].Image.ShouldNotBeNullOrEmpty();
        containers[0].Resources.Limits.ShouldBe(Quantities("32Mi", "100m"), ignoreOrder: true);
    }

    [Fact]
    public async Task What_somebody_else_chose_or_made_anew_is_left_alone()
    {
        var reference = await SetAsync();

        (await Templates.ChangeMemoryAsync(reference, "store", After, Before, Stop)).ShouldBe(Before);
        (await Templates.ChangeMemoryAsync(reference, "nobody", Before, After, Stop)).ShouldBeNull();
        (await Templates.ChangeMemoryAsync(reference with { Uid = "another" }, "store", Before, After, Stop)).ShouldBeNull();
        (await Templates.FindAsync(reference with { Uid = "another" }, Stop)).ShouldBeNull();
        (await ReadAsync()).Spec.Template.Spec.Containers[1].Resources.Limits["memory"].ToString().ShouldBe("128Mi");
    }

    [Fact]
    public async Task A_template_says_what_its_containers_have()
    {
        var template = (await Templates.FindAsync(await SetAsync(), Stop)).ShouldNotBeNull();

        var store = template.Containers[1];
        store.Memory.ShouldBe(Before);
        store.Mounts.ShouldBe(["data"]);
        store.Arguments.ShouldBe(["--storage.tsdb.retention.time=30d"]);
    }

    private Task<V1StatefulSet> ReadAsync() =>
        cluster.Client.AppsV1.ReadNamespacedStatefulSetAsync("store", _space, cancellationToken: Stop);

    private static bool IsTakenUp(V1StatefulSet set) => set.Status?.ObservedGeneration == set.Metadata.Generation;

    private async Task<WorkloadReference> SetAsync()
    {
        var set = Workloads.StatefulSet("store", "store", replicas: 0);
        var spec = set.Spec.Template.Spec;
        spec.Containers[0].Args = ["--storage.tsdb.retention.time=30d"];
        spec.Containers[0].VolumeMounts = [new() { Name = "data", MountPath = "/data" }];
        spec.Containers[0].Resources = new() { Requests = Quantities("64Mi", "10m"), Limits = Quantities("128Mi", "500m") };
        spec.Containers.Insert(0, new()
        {
            Name = "side-car",
            Image = "registry.k8s.io/pause:3.10",
            Resources = new() { Limits = Quantities("32Mi", "100m") },
        });
        var made = await cluster.Client.AppsV1.CreateNamespacedStatefulSetAsync(set, _space, cancellationToken: Stop);

        // Its controller writes a first status, and whoever read before that write is sent back by the API server.
        await Eventually.SeeAsync("the controller has taken the set up", _ => ReadAsync(), IsTakenUp, Stop);
        return new WorkloadReference("StatefulSet", _space, "store", made.Metadata.Uid);
    }

    private static Dictionary<string, ResourceQuantity> Quantities(string memory, string cpu) =>
        new() { ["memory"] = new(memory), ["cpu"] = new(cpu) };
}
