using ChatOps.Diagnosing;
using ChatOps.Inventory;
using ChatOps.Inventory.Placement;
using ChatOps.Operations.Recovering;
using Shouldly;
using Xunit;
using static ChatOps.Tests.Operations.Recovering.RecoveryRig;

namespace ChatOps.Tests.Operations.Recovering;

/// <summary>Memory is raised within what options, limit range, quota and nodes allow, or not at all.</summary>
public sealed class MemoryPlannerTests
{
    private const string ZoneLabel = "topology.kubernetes.io/zone";

    private readonly RecoveryRig _rig = new();

    [Fact]
    public async Task Never_above_the_most_that_the_options_allow()
    {
        _rig.Options.MemoryMax = "6Gi";

        (await RaiseAsync()).ShouldBe(new MemoryRaise(
            "prometheus", new(2 * Gi, 4 * Gi), new(4 * Gi, 6 * Gi), "Recovery:MemoryMax allows no more than 6Gi"));
    }

    [Fact]
    public async Task What_has_the_most_already_is_refused_and_the_next_rung_is_named()
    {
        _rig.Options.MemoryMax = "4Gi";

        (await _rig.PlanAsync()).Problem.ShouldBe(Problem.Refused(
            "The memory of prometheus can't be raised: it has 4Gi, and Recovery:MemoryMax allows no more than 4Gi.",
            "The next rung is a new volume, which loses data: recover prometheus --from volume"));
    }

    [Fact]
    public async Task The_whole_recovery_goes_on_without_more_memory_where_there_is_none_to_give()
    {
        _rig.Options.MemoryMax = "4Gi";

        var plan = (await _rig.PlanAsync(Rung.Full)).Require();

        plan.Memory.ShouldBeNull();
        _rig.Read(plan).ShouldContain("Memory: stays as it is. The memory of prometheus can't be raised: it has 4Gi");
    }

    [Theory]
    [InlineData(5L, null, 5L)]
    [InlineData(null, 7L, 6L)] // whole Mi: the side-car has 128 Mi of the pod's 7 Gi
    public async Task A_limit_range_caps_it(long? container, long? pod, long gigabytes)
    {
        _rig.Inventory.LimitRanges = [new("astronomer-ee", "limits", "uid-limits", [Rule("Container", container), Rule("Pod", pod)])];

        var to = (await RaiseAsync()).To.Limit.ShouldNotBeNull();

        to.ShouldBeInRange(gigabytes * Gi, (gigabytes * Gi) + (Gi * 7 / 8));
        if (pod is { } most)
        {
            (to + (Gi / 8)).ShouldBe(most * Gi);
        }
    }

    [Fact]
    public async Task A_quota_on_limits_caps_it_by_what_the_pod_of_now_gives_back()
    {
        _rig.Inventory.With(_rig.Pod with { Demand = _rig.Set.Demand });
        _rig.Inventory.Quotas = [Quota("limits.memory", hard: "10Gi", used: "8Gi")];

        (await RaiseAsync()).To.Limit.ShouldBe(6 * Gi);
    }

    [Fact]
    public async Task A_quota_on_requests_caps_it_by_what_would_be_created()
    {
        _rig.Inventory.With(_rig.Pod with { Demand = _rig.Set.Demand });
        _rig.Inventory.Quotas = [Quota("requests.memory", hard: "10Gi", used: "9Gi")];

        var raise = await RaiseAsync();
        raise.To.ShouldBe(new ContainerMemory(3 * Gi, 6 * Gi));
        raise.CappedBy.ShouldBe(
            "with 8Gi it could not run: "
            + "quota q is 1Gi short of requests.memory: 1 pod would take 4224Mi, and 7040Mi of 10Gi is used without it");
    }

    [Fact]
    public async Task What_no_node_has_room_for_is_capped_at_what_the_roomiest_has()
    {
        _rig.Inventory.Nodes = [Node("node-1", 3), Node("node-2", 4)];

        var raise = await RaiseAsync();
        raise.ToString().ShouldBe("4Gi to 7936Mi, of which 2Gi to 3968Mi requested");
        raise.CappedBy.ShouldBe("with 8Gi it could not run: no node takes it; the nearest is node-2: short of 128Mi memory");
    }

    [Fact]
    public async Task A_pod_that_would_fit_on_no_node_with_more_worth_a_restart_is_refused_beforehand()
    {
        _rig.Inventory.Nodes = [Node("node-1", 2)];

        (await _rig.PlanAsync()).Problem.ShouldNotBeNull().Text.ShouldBe(
            "With 8Gi for prometheus its pod could not run: no node takes it; the nearest is node-1: short of 2.2Gi memory.");
    }

    [Fact]
    public async Task What_other_pods_take_up_is_not_free()
    {
        var neighbour = _rig.Inventory.Pods.First(pod => pod.Name.Contains("houston"));
        _rig.Inventory.Nodes = [Node("node-1", 8)];
        _rig.Inventory.With(neighbour with { NodeName = "node-1", Demand = Demand(100, 4 * Gi) });

        (await RaiseAsync()).CappedBy.ShouldNotBeNull().ShouldEndWith("the nearest is node-1: short of 128Mi memory");
    }

    [Fact]
    public async Task What_its_own_pod_takes_up_becomes_free()
    {
        _rig.Inventory.Nodes = [Node("node-1", 5)];
        _rig.Inventory.With(_rig.Pod with { NodeName = "node-1", Demand = Demand(1000, 2 * Gi) });

        (await RaiseAsync()).To.Limit.ShouldBe(8 * Gi);
    }

    [Fact]
    public async Task A_node_in_another_zone_than_the_disk_does_not_count()
    {
        _rig.Inventory.Nodes =
        [
            Node("near", 2) with { Labels = LabelSet.Of([new(ZoneLabel, "us-east4-a")]) },
            Node("far", 64) with { Labels = LabelSet.Of([new(ZoneLabel, "us-east4-b")]) },
        ];
        _rig.Inventory.Volumes = [.. _rig.Inventory.Volumes.Select(volume => volume with { Labels = LabelSet.Of([new(ZoneLabel, "us-east4-a")]) })];

        (await _rig.PlanAsync()).Problem.ShouldNotBeNull().Text.ShouldContain(
            "no node takes it; the nearest is far: not where the disk of prometheus-d");
        (await _rig.PlanAsync(Rung.Full)).Require().Memory.ShouldNotBeNull("a new disk can be in any zone");
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData("reserved", true)]
    public async Task A_tainted_node_counts_only_for_a_pod_that_tolerates_it(string? tolerated, bool fits)
    {
        _rig.Inventory.Nodes = [Node("node-1", 64) with { Taints = [new Taint("reserved", "batch", "NoSchedule")] }];
        _rig.Inventory.With(_rig.Set with
        {
            Demand = _rig.Set.Demand with
            {
                Tolerations = tolerated is null ? [] : [new Toleration(tolerated, "Exists", Value: null, Effect: null)],
            },
        });

        (await _rig.PlanAsync()).Problem.ShouldBe(fits ? null : Problem.Refused(
            "With 8Gi for prometheus its pod could not run: no node takes it; the nearest is node-1: "
            + "tainted reserved=batch:NoSchedule, which it doesn't tolerate.",
            "The next rung is a new volume, which loses data: recover prometheus --from volume"));
    }

    [Fact]
    public async Task A_node_without_the_labels_it_is_bound_to_does_not_count()
    {
        _rig.Inventory.With(_rig.Set with
        {
            Demand = _rig.Set.Demand with { NodeSelector = new LabelSelector([new("pool", LabelOperator.In, ["big"])]) },
        });
        (await _rig.PlanAsync()).Problem.ShouldNotBeNull();

        _rig.Inventory.Nodes = [Node("node-1", 64) with { Labels = LabelSet.Of([new("pool", "big")]) }];
        (await _rig.PlanAsync()).Problem.ShouldBeNull();
    }

    [Fact]
    public async Task What_is_requested_in_full_stays_so()
    {
        _rig.Templates.Change("prometheus", container => container with { Memory = new(4 * Gi, 4 * Gi) });

        (await RaiseAsync()).To.ShouldBe(new ContainerMemory(8 * Gi, 8 * Gi));
    }

    [Fact]
    public async Task What_is_raised_is_whole_mebibytes()
    {
        _rig.Options.MemoryFactor = 1.1;

        (await RaiseAsync()).ToString().ShouldBe("4Gi to 4505Mi, of which 2Gi to 2252Mi requested");
    }

    [Fact]
    public async Task What_has_no_limit_is_refused()
    {
        _rig.Templates.Change("prometheus", container => container with { Memory = new(Request: null, Limit: null) });

        (await _rig.PlanAsync()).Problem.ShouldNotBeNull().Text.ShouldStartWith("prometheus has no memory limit");
    }

    [Fact]
    public async Task A_side_car_that_is_blamed_keeps_its_memory()
    {
        _rig.Diagnosis = _rig.Diagnosis with { Container = "configmap-reloader" };

        (await RaiseAsync()).Container.ShouldBe("prometheus");
    }

    private async Task<MemoryRaise> RaiseAsync()
    {
        _rig.Diagnosis.Cause.ShouldBe(Cause.OutOfMemory);
        return (await _rig.PlanAsync()).Require().Memory.ShouldNotBeNull();
    }

    private static PodDemand Demand(long cpu, long memory) => PodDemand.None with
    {
        Resources = new PodResources(
            [new("main", ContainerRole.Main, Amounts(cpu, memory), ResourceAmounts.None)],
            ResourceAmounts.None,
            ResourceAmounts.None,
            ResourceAmounts.None),
    };

    private static LimitRule Rule(string type, long? gigabytes) => new(
        type,
        ResourceAmounts.None,
        gigabytes is { } most ? ResourceAmounts.Of(new ResourceAmount(ResourceNames.Memory, most * Gi)) : ResourceAmounts.None,
        ResourceAmounts.None,
        ResourceAmounts.None);

    private static Quota Quota(string resource, string hard, string used) => new(
        "astronomer-ee",
        "q",
        "uid-q",
        new Dictionary<string, string> { [resource] = hard },
        new Dictionary<string, string> { [resource] = used });
}
