using ChatOps.Chat;
using ChatOps.Inventory;
using ChatOps.Inventory.Placement;
using ChatOps.Tests.Fitting;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Queries;

public sealed class NodesQueryTests : IDisposable
{
    private const string Pool = "\"cloud.google.com/gke-nodepool\"";

    private readonly FitRig _cluster = new();
    private readonly QueryRig _rig;

    public NodesQueryTests()
    {
        _rig = new QueryRig(_cluster.Inventory);
        _cluster
            .Node("gke-big-e05f-3xvd", "\"cpu\":\"10\",\"memory\":\"10Gi\"", $"{Pool}:\"big\"")
            .Node("gke-big-e05f-q8k2", "\"cpu\":\"10\",\"memory\":\"10Gi\"", $"{Pool}:\"big\"")
            .Node("gke-small-7b3c-4d1f", "\"cpu\":\"2\",\"memory\":\"2Gi\"", $"{Pool}:\"small\",\"topology.kubernetes.io/zone\":\"us-east4-a\"")
            .Pod("worker-0", "gke-big-e05f-3xvd", Requesting("3", "4Gi"))
            .Pod("worker-1", "gke-big-e05f-3xvd", Requesting("1200m", "512Mi"))
            .Pod("web-0", "gke-small-7b3c-4d1f", Requesting("500m", "1Gi"));
    }

    public void Dispose() => _rig.Dispose();

    [Fact]
    public async Task Every_pool_is_a_table_of_bars() =>
        (await _rig.AskAsync("nodes")).ShouldBe(
            """
            3 nodes in 2 pools: 4.7 of 22 CPU and 5.5Gi of 22Gi requested
            pool big (2 x 10 CPU, 10Gi): 15.8 CPU and 15.5Gi free
            NODE  CPU           FREE  MEMORY        FREE   PODS   CPU REQ  MEM REQ
            3xvd  ###..... 42%  5.8   ####.... 45%  5.5Gi  2/110  4.2      4.5Gi
            q8k2  ........ 0%   10    ........ 0%   10Gi   0/110  0        0
            3xvd: worker-0 40%, worker-1 12%
            pool small (1 x 2 CPU, 2Gi): 1.5 CPU and 1Gi free
            NODE                 CPU           FREE  MEMORY        FREE  PODS   CPU REQ  MEM REQ
            gke-small-7b3c-4d1f  ##...... 25%  1.5   ####.... 50%  1Gi   1/110  0.5      1Gi
            gke-small-7b3c-4d1f: web-0 50%
            """);

    [Fact]
    public async Task One_pool_is_shown_alone()
    {
        (await _rig.AskAsync("nodes --pool BIG")).ShouldNotContain("small");
        (await _rig.AskAsync("nodes --pool huge")).ShouldBe("There is no pool huge.\nThe pools are big, small.");
    }

    [Fact]
    public async Task A_node_that_takes_no_pods_makes_the_answer_a_warning()
    {
        _cluster.Inventory.Nodes = [.. _cluster.Inventory.Nodes.Select((node, number) => number switch
        {
            0 => node with { IsSchedulable = false },
            1 => node with { IsReady = false },
            _ => node,
        })];

        var answer = (await _rig.MessageAsync("nodes")).Require();

        answer.Tone.ShouldBe(Tone.Warning);
        answer.Title.ShouldEndWith("; 2 cordoned or not ready");
        answer.ToPlainText().ShouldContain("5.5Gi  cordoned ");
        answer.ToPlainText().ShouldContain("10Gi   not ready ");
    }

    [Fact]
    public async Task Every_node_says_what_it_has_against_a_pod()
    {
        _cluster.Pending(Requesting("8", "1Gi"));
        _cluster.Pod("filler", "gke-big-e05f-q8k2", Requesting("6", "1Gi"));

        (await _rig.AskAsync("nodes --for new")).ShouldBe(
            """
            No node has 8 CPU free for new: pool big has 9.8 free in all, 5.8 at most on one node
            Nearest, pool big (2 x 10 CPU, 10Gi): short of 2.2 CPU on gke-big-e05f-3xvd. It asks for 8 CPU, 1Gi memory.
            It would fit by lowering its request to 5.8 CPU, by moving worker-0 (it fits on gke-big-e05f-q8k2), or by one more node like those of pool big (2 x 10 CPU, 10Gi).
            pool big (2 x 10 CPU, 10Gi)
            NODE  SAYS
            3xvd  short of 2.2 CPU
            q8k2  short of 4 CPU
            pool small (1 x 2 CPU, 2Gi)
            NODE                 SAYS
            gke-small-7b3c-4d1f  short of 6.5 CPU
            """);
    }

    [Fact]
    public async Task A_pod_that_runs_is_judged_as_if_it_had_to_find_a_node_now()
    {
        var answer = await _rig.AskAsync("nodes --for n/worker-0");

        answer.ShouldStartWith("worker-0 fits on gke-big-e05f-3xvd and 1 more now\nIt has a node, gke-big-e05f-3xvd; ");
    }

    [Fact]
    public async Task A_pod_is_asked_for_by_a_name_that_only_it_has()
    {
        _cluster.Pod("worker-0", "gke-big-e05f-3xvd", space: "other");

        (await _rig.AskAsync("nodes --for worker-0")).ShouldBe("2 pods are called worker-0.\nWhich one: n/worker-0 or other/worker-0?");
        (await _rig.AskAsync("nodes --for worker-9")).ShouldBe("There is no pod worker-9.\nDid you mean worker-0 or worker-1?");
    }

    [Fact]
    public async Task A_cluster_of_thousands_is_cut_to_lines()
    {
        _cluster.Inventory.Nodes = [.. Enumerable.Range(0, 5000).Select(number => Of($"p{number / 100}", $"n{number}"))];

        var answer = (await _rig.MessageAsync("nodes")).Require();

        answer.Parts.OfType<TablePart>().Sum(table => table.Rows.Count).ShouldBeLessThanOrEqualTo(60);
        answer.ToPlainText().ShouldContain("and 30 more");

        Node Of(string pool, string name) => _cluster.Inventory.Nodes.First() with
        {
            Name = name,
            Labels = LabelSet.Of(KeyValuePair.Create("karpenter.sh/nodepool", pool)),
        };
    }

    [Theory]
    [InlineData("gke-big-e05f-3xvd")]
    [InlineData("3xvd")]
    public async Task A_node_shows_its_pods_with_requests_and_limits_the_largest_first(string name) =>
        (await _rig.AskAsync($"node {name}")).ShouldBe(
            """
            gke-big-e05f-3xvd: 4.2 of 10 CPU and 4.5Gi of 10Gi requested
            Pool: big
            RESOURCE  REQUESTED     FREE   LIMITS  ALLOCATABLE
            CPU       ###..... 42%  5.8    84%     10
            memory    ####.... 45%  5.5Gi  0%      10Gi
            pods      #....... 1%   108            110
            Pods, the largest first
            POD       CPU          MEMORY        CPU LIMIT    MEMORY LIMIT  AGE  NAMESPACE
            worker-0  3 (30%)      4096Mi (40%)  6 (60%)      0 (0%)        2d   n
            worker-1  1200m (12%)  512Mi (5%)    2400m (24%)  0 (0%)        2d   n
            """);

    [Fact]
    public async Task A_node_that_is_not_known_is_answered_with_the_nearest_name()
    {
        (await _rig.AskAsync("node gke-big-e05f-3xvx")).ShouldBe("There is no node gke-big-e05f-3xvx.\nDid you mean gke-big-e05f-3xvd?");
        (await _rig.AskAsync("node zzz")).ShouldBe("There is no node zzz.\nSee them all: nodes");
    }

    [Fact]
    public async Task An_empty_node_says_so_with_its_zone_and_taints()
    {
        _cluster.Node("lonely", labels: "\"topology.kubernetes.io/zone\":\"us-east4-a\"", spec: "\"taints\":[{\"key\":\"spot\",\"effect\":\"NoSchedule\"}]");

        var answer = await _rig.AskAsync("node lonely");

        answer.ShouldContain("Zone: us-east4-a\nTaints: spot:NoSchedule");
        answer.ShouldEndWith("No pod is on it.");
    }

    private static string Requesting(string cpu, string memory) => $$"""
        "containers":[{"name":"c","resources":{"requests":{"cpu":"{{cpu}}","memory":"{{memory}}"},"limits":{"cpu":"{{Twice(cpu)}}"} } }]
        """;

    private static string Twice(string cpu) => cpu.EndsWith('m') ? $"{2 * int.Parse(cpu[..^1])}m" : $"{2 * int.Parse(cpu)}";
}
