using System.Text.Json.Nodes;
using ChatOps.Fitting;
using ChatOps.Inventory.Placement;
using ChatOps.Simulator.Scheduling;
using ChatOps.Tests.Cluster;
using ChatOps.Tests.Fakes;
using CsCheck;
using k8s;
using k8s.Models;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Fitting;

/// <summary>
/// The simulator's scheduler was written by others, apart from this one: where both say the same of random clusters, neither
/// has misread the rules alone.
/// </summary>
public sealed class SimulatedSchedulerTests
{
    [Fact]
    public void Every_node_says_the_same_as_the_simulated_scheduler() =>
        RandomCluster.Any.Sample(cluster => Ours(cluster).ShouldBe(Simulated(cluster)), iter: 5_000);

    private static string Ours(RandomCluster cluster)
    {
        var inventory = new FakeInventory
        {
            Nodes = [.. cluster.Nodes.Select(node => Manifests.Node(node.ToJsonString()))],
            Claims = [.. cluster.Claims.Select(claim => Manifests.Claim(claim.ToJsonString()))],
            Volumes = [.. cluster.Volumes.Select(volume => Manifests.Volume(volume.ToJsonString()))],
            StorageClasses = [.. RandomCluster.Classes.Select(each => Manifests.StorageClass(each.ToJsonString()))],
            Namespaces = [.. RandomCluster.NamespaceTiers.Select(space => Manifests.Namespace(
                $$"""{"metadata":{"name":"{{space.Key}}","labels":{"tier":"{{space.Value}}"} } }"""))],
        };
        inventory.With(cluster.Pods.Select(pod => Manifests.Pod(pod.ToJsonString())));
        var report = FitReport.Of(Candidate.Of(Manifests.Pod(cluster.Pending.ToJsonString())), Landscape.Of(inventory));
        return report.Claims.Count > 0
            ? "claim"
            : string.Join('\n', report.Nodes.Select(node => $"{node.Node}: {FirstReasons(node)}"));
    }

    private static string FirstReasons(ChatOps.Fitting.NodeVerdict verdict) => verdict.Obstacles switch
    {
        [] => "fits",
        [Shortage, ..] => string.Join(", ", verdict.Obstacles.OfType<Shortage>().Select(Words).Order(StringComparer.Ordinal)),
        [DiskOutOfReach or NoDisk, ..] => string.Join(
            ", ", verdict.Obstacles.Where(each => each is DiskOutOfReach or NoDisk).Select(Words).Distinct().Order(StringComparer.Ordinal)),
        [var first, ..] => Words(first),
    };

    private static string Words(Obstacle obstacle) => obstacle switch
    {
        Cordoned => "node(s) were unschedulable",
        NodeAway away => Untolerated(away.Taint),
        Tainted tainted => Untolerated(tainted.Taint),
        NotChosen => "node(s) didn't match Pod's node affinity/selector",
        PortTaken => "node(s) didn't have free ports for the requested pod ports",
        Shortage { Resource: ResourceNames.Pods } => "Too many pods",
        Shortage shortage => $"Insufficient {shortage.Resource}",
        ClaimTaken => "node has pod using PersistentVolumeClaim with the same name and ReadWriteOncePod access mode",
        DiskOutOfReach => "node(s) had volume node affinity conflict",
        NoDisk => "node(s) didn't find available persistent volumes to bind",
        OtherZone => "node(s) had no available volume zone",
        NoPlaceLabel => "node(s) didn't match pod topology spread constraints (missing required label)",
        Uneven => "node(s) didn't match pod topology spread constraints",
        TooFar => "node(s) didn't match pod affinity rules",
        TooNear => "node(s) didn't match pod anti-affinity rules",
        KeptAway => "node(s) didn't satisfy existing pods anti-affinity rules",
        _ => throw new InvalidOperationException($"A kind that this test does not know: {obstacle.Kind}"),
    };

    private static string Untolerated(Taint taint) => $"node(s) had untolerated taint {{{taint.Key}: {taint.Value}}}";

    private static string Simulated(RandomCluster cluster)
    {
        var nodes = cluster.Nodes.Select(node => new ChatOps.Simulator.Scheduling.NodeState(Read<V1Node>(node))).ToList();
        var pods = cluster.Pods.Select(Read<V1Pod>).Where(pod => pod.Status.Phase != "Succeeded").ToList();
        foreach (var pod in pods.Where(pod => pod.Spec.NodeName is not null))
        {
            nodes.Single(node => node.Name == pod.Spec.NodeName).Place(PlacedPod.Of(pod));
        }

        var view = new ClusterView(nodes, LabelsOf, new Disks(cluster)) { Nominated = [.. pods.Select(Nomination.Of).OfType<Nomination>()] };
        var verdict = new PodFit(Read<V1Pod>(cluster.Pending), view).CheckAll();
        return verdict.Obstacle is not null
            ? "claim"
            : string.Join('\n', verdict.Nodes.Select(node => $"{node.Node.Name}: {Reasons(node)}"));
    }

    private static string Reasons(ChatOps.Simulator.Scheduling.NodeVerdict verdict) => verdict.Fits
        ? "fits"
        : string.Join(", ", verdict.Reasons.Select(reason => reason.Words).Order(StringComparer.Ordinal));

    private static Dictionary<string, string>? LabelsOf(string space) =>
        RandomCluster.NamespaceTiers.TryGetValue(space, out var tier) ? new() { ["tier"] = tier } : null;

    private static T Read<T>(JsonObject json) => KubernetesJson.Deserialize<T>(json.ToJsonString());

    private sealed class Disks(RandomCluster cluster) : IVolumes
    {
        private readonly List<V1PersistentVolume> _volumes = [.. cluster.Volumes.Select(Read<V1PersistentVolume>)];

        public V1PersistentVolumeClaim? FindClaim(string ns, string name) =>
            cluster.Claims.Select(Read<V1PersistentVolumeClaim>).FirstOrDefault(claim => claim.Name() == name && claim.Namespace() == ns);

        public V1PersistentVolume? FindVolume(string name) => _volumes.Find(volume => volume.Name() == name);

        public V1StorageClass? FindClass(string name) =>
            RandomCluster.Classes.Select(Read<V1StorageClass>).FirstOrDefault(each => each.Name() == name);

        public IEnumerable<V1PersistentVolume> FreeVolumes(string className) =>
            _volumes.Where(volume => volume.Spec.StorageClassName == className && volume.Spec.ClaimRef is null);
    }
}
