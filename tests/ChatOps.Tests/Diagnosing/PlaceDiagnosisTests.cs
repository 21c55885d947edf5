using ChatOps.Chat;
using ChatOps.Inventory;
using ChatOps.Tests.Cluster;
using ChatOps.Tests.Fakes;
using ChatOps.Tests.Fitting;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Diagnosing;

/// <summary>Pods that wait for a node, and pods that are not even there.</summary>
public sealed class PlaceDiagnosisTests : IDisposable
{
    private const string Zodiac = "zodiac-cosmo-1172";
    private const string Space = $"astronomer-ee-{Zodiac}";
    private const string Webserver = $"{Zodiac}-webserver-846d8b9f97-crklb";

    private readonly DiagnosisRig _rig = new();

    public PlaceDiagnosisTests() =>
        _rig.Inventory.Nodes = new FitRig().Node("big-1", "\"cpu\":\"2\",\"memory\":\"8Gi\"").Inventory.Nodes;

    public void Dispose() => _rig.Dispose();

    [Fact]
    public async Task A_pod_that_waits_is_answered_with_the_nearest_miss()
    {
        Waits(Webserver, "3");

        (await _rig.AskAsync($"diagnose {Webserver}")).ShouldBe(
            """
            No node takes zodiac-cosmo-1172-webserver-846d8b9f97-crklb; the nearest is big-1: short of 1 CPU
            Nearest, 1 x 2 CPU, 8Gi: short of 1 CPU on big-1. It asks for 3 CPU.
            It would fit by lowering its request to 2 CPU.
            What the nodes say
            POOL        NODES  SAY             AND THEN
            2 CPU, 8Gi  1      short of 1 CPU
            [Every node: nodes --for astronomer-ee-zodiac-cosmo-1172/zodiac-cosmo-1172-webserver-846d8b9f97-crklb]
            """);
    }

    [Fact]
    public async Task What_blocks_next_is_said_with_a_pod_that_waits()
    {
        Waits($"{Zodiac}-worker-0", "3");
        Limit("pods", hard: "7", used: "7");
        Wants("worker", 2);

        (await _rig.AskAsync("diagnose worker-0 zodiac")).ShouldContain(
            "! Next, once it has a node: worker lacks 1 pod: quota q is 1 short of pods: 1 pod would take 1, and 7 of 7 is used.");
    }

    [Fact]
    public async Task An_autoscaler_at_its_maximum_blocks_next()
    {
        _rig.Inventory.Nodes = new FitRig().Node("big-1", "\"cpu\":\"2\",\"memory\":\"8Gi\"", "\"agentpool\":\"big\"").Inventory.Nodes;
        _rig.Inventory.With(_rig.PodOf($"{Zodiac}-redis-0") with { NodeName = "big-1", Demand = Asking(FitRig.Cpu("1500m")).Demand });
        Waits(Webserver, "1");
        Limit("pods", hard: "7", used: "7");
        Wants("worker", 2, FitRig.Cpu("1"));
        _rig.Sight.Autoscaler = new AutoscalerStatus([new NodeGroup("big", Target: 1, Max: 1, Setback: null)], FakeInventory.Now);

        (await _rig.AskAsync($"diagnose {Webserver}")).ShouldContain(
            "or by one more node like those of pool big (1 x 2 CPU, 8Gi).\n"
            + "! The autoscaler brings no more node to pool big: it has 1, which is its maximum. Raise that, or solve it otherwise.");
        (await _rig.AskAsync("diagnose worker zodiac")).ShouldContain(
            "the nearest is big-1: short of 0.5 CPU. The autoscaler brings no more node to pool big: it has 1, which is its maximum.");
    }

    [Fact]
    public async Task An_autoscaler_that_may_not_be_asked_is_said_where_it_matters()
    {
        Waits(Webserver, "3");
        _rig.Sight.Refused["autoscaler"] = new ClusterForbiddenException("The bot may not read config maps in kube-system");

        (await _rig.AskAsync($"diagnose {Webserver}")).ShouldNotContain("kube-system");

        Waits(Webserver, "2");
        _rig.Inventory.With(_rig.PodOf($"{Zodiac}-redis-0") with { NodeName = "big-1", Demand = Asking(FitRig.Cpu("1")).Demand });

        (await _rig.AskAsync($"diagnose {Webserver}")).ShouldContain("! The autoscaler's status can't be seen: The bot may not read config maps");
    }

    [Fact]
    public async Task A_pod_with_a_gate_is_not_even_looked_at()
    {
        Waits(Webserver, "3");
        _rig.Inventory.With(_rig.PodOf(Webserver) with { Gates = ["example.com/quota"] });

        (await _rig.AskAsync($"diagnose {Webserver}")).ShouldStartWith(
            """
            zodiac-cosmo-1172-webserver-846d8b9f97-crklb is held back by scheduling gate example.com/quota
            No node is looked for until whoever set that takes it off; see whether it runs. Next, once that is solved: No node takes zodiac-cosmo-1172-webserver-846d8b9f97-crklb; the nearest is big-1: short of 1 CPU.
            """);
    }

    [Fact]
    public async Task A_pod_that_a_quota_refuses_is_worked_out_from_the_figures_and_the_nodes_come_next()
    {
        Limit("requests.cpu", hard: "4", used: "3500m");
        Wants("webserver", 2, FitRig.Cpu("3"));

        var answer = await _rig.AskAsync("diagnose webserver zodiac");

        answer.ShouldContain(
            "! webserver lacks 1 pod: quota q is 2500m short of requests.cpu: 1 pod would take 3, and 3500m of 4 is used.");
        answer.ShouldContain("Next, once that is solved: No node takes a pod of zodiac-cosmo-1172-webserver; the nearest is big-1: short of 1 CPU.");
    }

    [Fact]
    public async Task A_pod_that_a_limit_range_refuses_is_worked_out_before_anybody_notes_it()
    {
        Wants("webserver", 2, FitRig.Cpu("1"));
        _rig.Inventory.LimitRanges = [Manifests.LimitRange(
            $$"""{"metadata":{"name":"r","uid":"r","namespace":"{{Space}}"},"spec":{"limits":[{"type":"Container","min":{"cpu":"2"} }]} }""")];

        (await _rig.AskAsync("diagnose webserver zodiac")).ShouldContain(
            "! webserver lacks 1 pod: limit range r refuses it: c asks for 1 CPU, and 2 CPU is the least.");
    }

    [Theory]
    [InlineData("pods \"x\" is forbidden: exceeded quota: q, requested: pods=1", "a quota refused them a while ago, and has room now")]
    [InlineData("pods \"x\" is forbidden: exceeded quota: scoped, requested: pods=1, used: pods=7, limited: pods=7", "a quota refuses them: pods")]
    [InlineData("exceeded quota: q, requested: pods=1,requests.storage=1Gi, used: x", "a quota refuses them: exceeded quota: q")]
    [InlineData("admission webhook \"policy.example.com\" denied the request: no", "an admission webhook refuses them: admission webhook")]
    [InlineData("pods \"x\" is forbidden: maximum cpu usage per Pod is 3500m, but limit is 4", "a limit range refuses them: pods")]
    [InlineData("pods \"x\" is forbidden: password=hunter2", "they may not be created: pods \"x\" is forbidden: password=***")]
    public async Task What_else_refuses_a_pod_is_read_from_what_its_maker_noted(string message, string reason)
    {
        Wants("webserver", 2);
        Limit("pods", hard: "9", used: "7");
        _rig.Sight.Events = [new(IsWarning: true, "FailedCreate", message, Container: null, Count: 4, LastSeen: null)];

        var answer = await _rig.AskAsync("diagnose webserver zodiac");

        answer.ShouldContain($"! webserver lacks 1 pod: {reason}");
        _rig.Sight.Looks.ShouldContain("events uid-zodiac-cosmo-1172-webserver");
    }

    [Fact]
    public async Task A_missing_pod_of_a_StatefulSet_is_known_by_its_name_and_by_the_disk_that_it_left()
    {
        Wants("worker", 2, FitRig.Cpu("1"));
        var worker = _rig.Inventory.Workloads.Single(workload => workload.Name == $"{Zodiac}-worker");
        _rig.Inventory.With(worker with { ClaimTemplates = [new("data")] });
        _rig.Inventory.LeaveDiskInLostZone(Space, $"data-{Zodiac}-worker-1");
        Limit("pods", hard: "7", used: "7");

        var answer = await _rig.AskAsync($"diagnose {Zodiac}-worker-1");

        answer.ShouldContain("! worker lacks 1 pod: quota q is 1 short of pods");
        answer.ShouldContain("Next, once that is solved: No node takes a pod of zodiac-cosmo-1172-worker; the nearest is big-1: out of reach of the disk");
    }

    [Fact]
    public async Task What_lacks_pods_is_not_well_and_what_ends_is_not_well_either()
    {
        Wants("worker", 2);
        (await _rig.MessageAsync("diagnose worker zodiac")).Tone.ShouldBe(Tone.Bad);
        (await _rig.AskAsync("diagnose worker zodiac")).ShouldStartWith(
            "worker of zodiac-cosmo-1172: 1 pod missing\nThose that are there are well.\n! worker lacks 1 pod: ");

        _rig.Inventory.With(_rig.PodOf($"{Zodiac}-redis-0").Ending(TimeSpan.Zero));
        (await _rig.MessageAsync("diagnose redis-0 zodiac")).Tone.ShouldBe(Tone.Working);
        (await _rig.AskAsync("diagnose redis-0 zodiac")).ShouldStartWith("zodiac-cosmo-1172-redis-0: ending\nIt was told to end");
    }

    [Fact]
    public async Task Without_a_word_it_names_all_that_is_not_well()
    {
        (await _rig.AskAsync("diagnose")).ShouldStartWith("All is well");

        Waits(Webserver, "3");

        (await _rig.AskAsync("diagnose")).ShouldBe(
            """
            zodiac-cosmo-1172 is degraded
            zodiac-cosmo-1172: degraded, 7/7 ready; webserver Pending, 2d old.
            [Why zodiac-cosmo-1172: diagnose zodiac-cosmo-1172]
            """);
    }

    [Fact]
    public async Task A_long_name_loses_its_middle_before_the_cause_is_cut()
    {
        var pod = _rig.PodOf($"{Zodiac}-redis-0");
        _rig.Inventory.With(pod.Unschedulable() with { Claims = [$"redis-db-{Zodiac}-of-long-ago-redis-0"] });
        _rig.Inventory.LeaveDiskInLostZone(Space, $"redis-db-{Zodiac}-of-long-ago-redis-0");
        _rig.Inventory.Nodes = new FitRig().Node("gke-cluster-of-the-platform-pool-of-small-nodes-1f2e3d4c-xyz9").Inventory.Nodes;

        (await _rig.AskAsync($"diagnose {Zodiac}-redis-0")).Split('\n')[0].ShouldBe(
            "No node takes zodiac-cosmo-1172-redis-0; the nearest is gke-cluster-...2e3d4c-xyz9: "
            + "out of reach of the disk of redis-db-zod...-ago-redis-0 (zone=d)");
    }

    [Fact]
    public async Task Beside_what_the_nodes_say_no_other_cure_is_offered()
    {
        Waits(Webserver, "3");

        var answer = await _rig.AskAsync("diagnose webserver zodiac");

        answer.ShouldContain("It would fit by lowering its request to 2 CPU.");
        answer.ShouldNotContain("Cure:");
    }

    [Fact]
    public async Task Pods_that_nobody_explains_are_said_to_be_missing_all_the_same()
    {
        Wants("webserver", 3);
        _rig.Sight.Refused["events"] = new ClusterForbiddenException("The bot may not read events");

        (await _rig.AskAsync("diagnose webserver zodiac")).ShouldContain(
            "! webserver lacks 2 pods: its controller has not made them, and nothing says why.\n"
            + "The events of zodiac-cosmo-1172-webserver can't be seen: The bot may not read events");
    }

    [Fact]
    public async Task An_ending_pod_keeps_the_name_of_a_StatefulSet_and_leaves_room_in_a_Deployment()
    {
        _rig.Inventory.With(_rig.PodOf($"{Zodiac}-worker-0").Ending(TimeSpan.Zero), _rig.PodOf(Webserver).Ending(TimeSpan.Zero));

        (await _rig.AskAsync($"diagnose {Zodiac}")).ShouldStartWith(
            "zodiac-cosmo-1172: 1 pod missing\n! webserver lacks 1 pod: its controller has not made them");
    }

    [Fact]
    public async Task A_deployment_is_answered_with_what_is_missing_then_what_waits_then_what_is_not_well()
    {
        Wants("worker", 2);
        Limit("pods", hard: "7", used: "7");
        Waits(Webserver, "3");
        _rig.Crashes(_rig.PodOf($"{Zodiac}-redis-0"), exitCode: 1);

        (await _rig.AskAsync($"diagnose {Zodiac}")).ShouldBe(
            """
            zodiac-cosmo-1172: 1 pod missing, 1 without a node, 1 not well
            ! worker lacks 1 pod: quota q is 1 short of pods: 1 pod would take 1, and 7 of 7 is used.
            Say: quota set zodiac-cosmo-1172 pods=+1 --quota q
            No node takes zodiac-cosmo-1172-webserver-846d8b9f97-crklb; the nearest is big-1: short of 1 CPU.
            redis-0: It ends again and again, and nothing that could be looked at says why.
            [Why webserver-846d8b9f97-c...: diagnose astronomer-ee-zodiac-cosmo-1172/zodiac-cosmo-1172-webserver-846d8b9f97-crklb]  [Why redis-0: diagnose astronomer-ee-zodiac-cosmo-1172/zodiac-cosmo-1172-redis-0]
            """);
    }

    [Fact]
    public async Task A_deployment_without_trouble_is_well() =>
        (await _rig.AskAsync("diagnose lunar")).ShouldBe(
            "lunar-nuclear-3725 is well: every pod that is to be there is, and all are well");

    [Theory]
    [InlineData("diagnose prometheus", "prometheus of the platform: well")]
    [InlineData("diagnose worker zodiac", "worker of zodiac-cosmo-1172: well")]
    [InlineData("diagnose worker-0 zodiac", "zodiac-cosmo-1172-worker-0: well")]
    [InlineData("diagnose zodiac-cosmo-1172-worker-0", "zodiac-cosmo-1172-worker-0: well")]
    [InlineData("diagnose astronomer-ee-zodiac-cosmo-1172/zodiac-cosmo-1172-worker-0", "zodiac-cosmo-1172-worker-0: well")]
    [InlineData("diagnose worker-7 zodiac", "worker of zodiac-cosmo-1172: well")]
    [InlineData("diagnose zodiac-cosmo-1172-worker-7", "worker of zodiac-cosmo-1172: well")]
    [InlineData("diagnose zodiac-cosmo-1172-wroker-7", "The platform has no zodiac-cosmo-1172-wroker-7.")]
    [InlineData("diagnose zodiac", "zodiac-cosmo-1172 is well")]
    [InlineData("diagnose platform", "the platform is well")]
    [InlineData("diagnose wroker zodiac", "zodiac-cosmo-1172 has no wroker. Did you mean worker?")]
    [InlineData("diagnose worker-7", "The platform has no worker-7.")]
    [InlineData("diagnose wroker", "The platform has no wroker.")]
    public async Task A_word_is_a_component_a_deployment_or_a_pod(string text, string answer) =>
        (await _rig.AskAsync(text)).ShouldStartWith(answer);

    private void Waits(string name, string cpu) =>
        _rig.Inventory.With(_rig.PodOf(name).Unschedulable() with { Demand = Asking(FitRig.Cpu(cpu)).Demand });

    private void Wants(string component, int replicas, string spec = "") => _rig.Inventory.With(
        _rig.Inventory.Workloads.Single(workload => workload.Name == $"{Zodiac}-{component}") with
        {
            Replicas = replicas,
            Demand = Asking(spec).Demand,
        });

    private void Limit(string resource, string hard, string used) => _rig.Inventory.Quotas = [new Quota(
        Space, "q", "uid-q", new Dictionary<string, string> { [resource] = hard }, new Dictionary<string, string> { [resource] = used })];

    private static Workload Asking(string spec) => Manifests.Workload(
        $$"""{"metadata":{"name":"w","uid":"w"},"spec":{"template":{"spec":{ {{spec}} } } } }""");
}
