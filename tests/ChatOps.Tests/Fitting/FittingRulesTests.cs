using ChatOps.Inventory.Placement;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Fitting;

/// <summary>Cases worked by hand; each names the page of https://kubernetes.io/docs that it follows.</summary>
public sealed class FittingRulesTests
{
    private readonly FitRig _rig = new();

    [Theory]
    [InlineData("concepts/configuration/manage-resources-containers: the sum of the containers counts", """
        "containers":[{"name":"a","resources":{"requests":{"cpu":"1500m"}}},{"name":"b","resources":{"requests":{"cpu":"1"}}}]
        """, "n1: short of 0.5 CPU")]
    [InlineData("concepts/configuration/manage-resources-containers: where only a limit is said, it is requested", """
        "containers":[{"name":"a","resources":{"limits":{"cpu":"2500m"}}}]
        """, "n1: short of 0.5 CPU")]
    [InlineData("concepts/workloads/pods/init-containers#resource-sharing-within-containers: the largest init container, not their sum", """
        "initContainers":[{"name":"i","resources":{"requests":{"cpu":"2"}}},{"name":"j","resources":{"requests":{"cpu":"1"}}}],
        "containers":[{"name":"a","resources":{"requests":{"cpu":"1"}}}]
        """, "n1: fits")]
    [InlineData("concepts/workloads/pods/sidecar-containers#resource-sharing-within-containers: side-cars run beside the main ones", """
        "initContainers":[{"name":"i","restartPolicy":"Always","resources":{"requests":{"cpu":"1100m"}}}],
        "containers":[{"name":"a","resources":{"requests":{"cpu":"1"}}}]
        """, "n1: short of 0.1 CPU")]
    [InlineData("concepts/workloads/pods/sidecar-containers#resource-sharing-within-containers: an init container runs beside the side-cars before it", """
        "initContainers":[{"name":"i","restartPolicy":"Always","resources":{"requests":{"cpu":"1"}}},{"name":"j","resources":{"requests":{"cpu":"1500m"}}}],
        "containers":[{"name":"a","resources":{"requests":{"cpu":"500m"}}}]
        """, "n1: short of 0.5 CPU")]
    [InlineData("concepts/workloads/pods/sidecar-containers#resource-sharing-within-containers: but not beside those after it", """
        "initContainers":[{"name":"j","resources":{"requests":{"cpu":"1500m"}}},{"name":"i","restartPolicy":"Always","resources":{"requests":{"cpu":"1"}}}],
        "containers":[{"name":"a","resources":{"requests":{"cpu":"500m"}}}]
        """, "n1: fits")]
    [InlineData("concepts/scheduling-eviction/pod-overhead: overhead is added", """
        "overhead":{"cpu":"250m"},"containers":[{"name":"a","resources":{"requests":{"cpu":"2"}}}]
        """, "n1: short of 0.25 CPU")]
    [InlineData("concepts/workloads/pods/advanced-pod-config: requests of the pod take the place of its containers'", """
        "resources":{"requests":{"cpu":"1"}},"containers":[{"name":"a","resources":{"requests":{"cpu":"2500m"}}}]
        """, "n1: fits")]
    [InlineData("concepts/configuration/manage-resources-containers#extended-resources: what a node does not have is short", """
        "containers":[{"name":"a","resources":{"requests":{"nvidia.com/gpu":"1"}}}]
        """, "n1: short of 1 nvidia.com/gpu")]
    [InlineData("concepts/configuration/manage-resources-containers#local-ephemeral-storage: everything that is short is named", """
        "containers":[{"name":"a","resources":{"requests":{"cpu":"3","memory":"3Gi","ephemeral-storage":"20Gi"}}}]
        """, "n1: short of 1 CPU; short of 1Gi memory; short of 10Gi local disk")]
    public void Requests_are_counted_as_the_scheduler_counts_them(string rule, string spec, string expected) =>
        _rig.Node("n1", "\"cpu\":\"2\",\"memory\":\"2Gi\",\"ephemeral-storage\":\"10Gi\"").Says(spec).ShouldBe(expected, rule);

    [Theory]
    [InlineData("\"effect\":\"NoSchedule\"", "", "n1: tainted dedicated=x:NoSchedule, which it doesn't tolerate")]
    [InlineData("\"effect\":\"NoExecute\"", "", "n1: tainted dedicated=x:NoExecute, which it doesn't tolerate")]
    [InlineData("\"effect\":\"PreferNoSchedule\"", "", "n1: fits")]
    [InlineData("\"effect\":\"NoSchedule\"", "{\"key\":\"dedicated\",\"operator\":\"Equal\",\"value\":\"x\",\"effect\":\"NoSchedule\"}", "n1: fits")]
    [InlineData("\"effect\":\"NoSchedule\"", "{\"key\":\"dedicated\",\"value\":\"y\"}", "n1: tainted dedicated=x:NoSchedule, which it doesn't tolerate")]
    [InlineData("\"effect\":\"NoSchedule\"", "{\"key\":\"dedicated\",\"operator\":\"Exists\"}", "n1: fits")]
    [InlineData("\"effect\":\"NoExecute\"", "{\"key\":\"dedicated\",\"operator\":\"Exists\",\"effect\":\"NoSchedule\"}", "n1: tainted dedicated=x:NoExecute, which it doesn't tolerate")]
    [InlineData("\"effect\":\"NoSchedule\"", "{\"operator\":\"Exists\"}", "n1: fits")]
    public void Taints_keep_off_who_does_not_tolerate_them(string effect, string toleration, string expected) =>
        _rig.Node("n1", spec: $$"""
                "taints":[{"key":"dedicated","value":"x",{{effect}}}]
                """)
            .Says($"\"tolerations\":[{toleration}]")
            .ShouldBe(expected, "concepts/scheduling-eviction/taint-and-toleration");

    [Fact]
    public void A_node_that_is_cordoned_or_not_ready_says_so_by_its_taint() => _rig
        .Node("n1", spec: "\"unschedulable\":true,\"taints\":[{\"key\":\"node.kubernetes.io/unschedulable\",\"effect\":\"NoSchedule\"}]")
        .Node("n2", spec: "\"taints\":[{\"key\":\"node.kubernetes.io/not-ready\",\"effect\":\"NoExecute\"}]")
        .Node("n3", spec: "\"taints\":[{\"key\":\"node.kubernetes.io/unreachable\",\"effect\":\"NoSchedule\"}]")
        .Says("")
        .ShouldBe("n1: cordoned\nn2: not ready\nn3: unreachable", "concepts/architecture/nodes#condition");

    [Theory]
    [InlineData("\"nodeSelector\":{\"pool\":\"big\"}", "n1: fits|n2: not chosen by its node selector or affinity (pool=big)")]
    [InlineData("""{"matchExpressions":[{"key":"pool","operator":"NotIn","values":["big"]}]}""",
        "n1: not chosen by its node selector or affinity (pool other than big)|n2: fits")]
    [InlineData("""{"matchExpressions":[{"key":"gen","operator":"Gt","values":["2"]}]}""",
        "n1: fits|n2: not chosen by its node selector or affinity (gen > 2)")]
    [InlineData("""{"matchExpressions":[{"key":"gen","operator":"Exists"}]},{"matchExpressions":[{"key":"pool","operator":"DoesNotExist"}]}""",
        "n1: fits|n2: fits")]
    [InlineData("{}", "n1: not chosen by its node selector or affinity ()|n2: not chosen by its node selector or affinity ()")]
    [InlineData("""{"matchFields":[{"key":"metadata.name","operator":"In","values":["n2"]}]}""",
        "n1: not chosen by its node selector or affinity (metadata.name=n2)|n2: fits")]
    public void Nodes_are_chosen_by_their_labels(string terms, string expected) => _rig
        .Node("n1", labels: "\"pool\":\"big\",\"gen\":\"3\"")
        .Node("n2")
        .Says(terms.StartsWith('{') ? Required("nodeAffinity", $$"""{"nodeSelectorTerms":[{{terms}}]}""") : terms)
        .ShouldBe(expected.Replace('|', '\n'), "concepts/scheduling-eviction/assign-pod-node#node-affinity");

    [Theory]
    [InlineData("TCP", "", "n1: port 80/TCP is taken by other")]
    [InlineData("UDP", "", "n1: fits")]
    [InlineData("TCP", "10.0.0.1", "n1: port 80/TCP is taken by other")]
    [InlineData("TCP", "10.0.0.2", "n1: fits")]
    public void A_port_of_the_node_is_given_once_for_each_protocol_and_address(string protocol, string address, string expected)
    {
        var held = address.Length == 0 ? "" : ",\"hostIP\":\"10.0.0.1\"";
        var wanted = address.Length == 0 ? "" : $",\"hostIP\":\"{address}\"";

        _rig.Node("n1").Pod("other", "n1", Port("TCP", held)).Says(Port(protocol, wanted))
            .ShouldBe(expected, "concepts/configuration/overview#services");

        static string Port(string protocol, string address) => $$"""
            "containers":[{"name":"a","ports":[{"containerPort":80,"hostPort":80,"protocol":"{{protocol}}"{{address}}}]}]
            """;
    }

    [Fact]
    public void Pods_that_are_ending_count_and_those_that_have_finished_do_not()
    {
        _rig.Node("n1", "\"cpu\":\"2\",\"pods\":\"2\"").Pod("ending", "n1", FitRig.Cpu("1500m"), isEnding: true).Pod("done", "n1", FitRig.Cpu("2"));
        _rig.Inventory.With(_rig.Inventory.FindPod(FitRig.Space, "done")! with { Phase = "Succeeded" }); // put in the line before

        _rig.Says(FitRig.Cpu("1")).ShouldBe("n1: short of 0.5 CPU", "concepts/workloads/pods/pod-lifecycle#pod-termination");
    }

    [Fact]
    public void A_node_takes_no_more_pods_than_it_says() =>
        _rig.Node("n1", "\"cpu\":\"2\",\"pods\":\"1\"").Pod("other", "n1").Says("")
            .ShouldBe("n1: full: it takes 1 pods", "reference/node/node-status#capacity");

    [Theory]
    [InlineData("kubernetes.io/hostname", "n1: fits|n2: no pod with app=db in the same kubernetes.io/hostname, which it must be near|n3: no pod with app=db in the same kubernetes.io/hostname, which it must be near")]
    [InlineData("zone", "n1: fits|n2: fits|n3: no pod with app=db in the same zone, which it must be near")]
    public void A_pod_must_be_near_to_others(string topologyKey, string expected) =>
        Zones().Pod("db", "n1", labels: "\"app\":\"db\"")
            .Says(Required("podAffinity", Term("db", topologyKey)))
            .ShouldBe(expected.Replace('|', '\n'), "concepts/scheduling-eviction/assign-pod-node#inter-pod-affinity-and-anti-affinity");

    [Fact]
    public void The_first_of_a_group_does_not_wait_for_itself() =>
        Zones().Says(Required("podAffinity", Term("web", "zone")), "\"app\":\"web\"")
            .ShouldBe("n1: fits\nn2: fits\nn3: fits", "concepts/scheduling-eviction/assign-pod-node#inter-pod-affinity-and-anti-affinity");

    [Fact]
    public void Pods_of_other_namespaces_are_not_meant_unless_named() =>
        Zones().Pod("db", "n1", labels: "\"app\":\"db\"", space: "other")
            .Says(Required("podAntiAffinity", Term("db", "zone")))
            .ShouldBe("n1: fits\nn2: fits\nn3: fits", "concepts/scheduling-eviction/assign-pod-node#namespace-selector");

    [Theory]
    [InlineData("matchLabelKeys", "2", "n1: fits|n2: fits|n3: no pod")]
    [InlineData("matchLabelKeys", "1", "n1: no pod|n2: no pod|n3: fits")]
    [InlineData("matchLabelKeys", "", "n1: fits|n2: fits|n3: fits")]
    [InlineData("mismatchLabelKeys", "2", "n1: no pod|n2: no pod|n3: fits")]
    [InlineData("mismatchLabelKeys", "3", "n1: fits|n2: fits|n3: fits")]
    public void A_term_may_mean_only_pods_that_share_a_label_or_do_not(string field, string revision, string expected) =>
        Zones().Pod("new", "n1", labels: "\"app\":\"db\",\"rev\":\"2\"").Pod("old", "n3", labels: "\"app\":\"db\",\"rev\":\"1\"")
            .Says(Required("podAffinity", ByRevision(field)), revision.Length == 0 ? "" : $"\"rev\":\"{revision}\"", name: "waiting")
            .Replace(" with app=db in the same zone, which it must be near", "")
            .ShouldBe(expected.Replace('|', '\n'), "concepts/scheduling-eviction/assign-pod-node#matchlabelkeys and #mismatchlabelkeys");

    [Fact]
    public void A_pod_that_keeps_away_those_of_its_own_revision_lets_others_come() =>
        Zones().Pod("db", "n1", Required("podAntiAffinity", ByRevision("matchLabelKeys")), "\"app\":\"db\",\"rev\":\"1\"")
            .Says("", "\"app\":\"db\",\"rev\":\"2\"", name: "waiting")
            .ShouldBe("n1: fits\nn2: fits\nn3: fits", "concepts/scheduling-eviction/assign-pod-node#matchlabelkeys");

    [Theory]
    [InlineData("2", "n1: fits|n2: fits|n3: fits")]
    [InlineData("1", "n1: Z|n2: Z|n3: fits")]
    public void Only_pods_of_the_same_revision_are_spread(string revision, string expected) =>
        Zones().Pod("a", "n1", labels: "\"app\":\"web\",\"rev\":\"1\"")
            .Says(Spread(",\"matchLabelKeys\":[\"rev\",\"none\"]"), $"\"app\":\"web\",\"rev\":\"{revision}\"")
            .ShouldBe(
                expected.Replace('|', '\n').Replace("Z", "its pods would be spread too unevenly over zone: a has 1, the emptiest 0, and 1 more at most is allowed"),
                "concepts/scheduling-eviction/topology-spread-constraints#spread-constraint-definition: matchLabelKeys");

    /// <summary>Others were evicted to make the room; it is kept until the pod comes.</summary>
    [Theory]
    [InlineData("", "n1: short of 1 CPU|n2: fits")]
    [InlineData("\"priority\":1000", "n1: short of 1 CPU|n2: fits")]
    [InlineData("\"priority\":1001", "n1: fits|n2: fits")]
    public void Room_that_is_kept_for_a_pod_of_the_same_or_a_higher_priority_is_taken(string priority, string expected) => _rig
        .Node("n1", "\"cpu\":\"4\"").Node("n2", "\"cpu\":\"4\"")
        .Pod("urgent", "", $"{FitRig.Cpu("3")},\"priority\":1000", nominated: "n1")
        .Says($"{FitRig.Cpu("2")}{(priority.Length == 0 ? "" : $",{priority}")}")
        .ShouldBe(expected.Replace('|', '\n'), "concepts/scheduling-eviction/pod-priority-preemption#user-exposed-information");

    [Fact]
    public void A_pod_does_not_stand_in_its_own_way()
    {
        _rig.Node("n1", "\"cpu\":\"4\"").Pod("urgent", "", $"{FitRig.Cpu("3")},\"priority\":1000", nominated: "n1");

        ChatOps.Fitting.FitReport.Of(
            ChatOps.Fitting.Candidate.Of(_rig.Inventory.FindPod(FitRig.Space, "urgent")!), ChatOps.Fitting.Landscape.Of(_rig.Inventory)).Fits.ShouldBeTrue();
    }

    /// <summary>It may go elsewhere in the end, so whom it would bring near is not there yet.</summary>
    [Fact]
    public void A_pod_that_only_may_come_is_no_company() =>
        Zones().Pod("db", "", labels: "\"app\":\"db\"", nominated: "n1")
            .Says(Required("podAffinity", Term("db", "zone")))
            .ShouldNotContain("fits", Case.Sensitive, "concepts/scheduling-eviction/pod-priority-preemption#user-exposed-information");

    [Fact]
    public void Pods_stay_apart_whichever_of_them_wants_it() =>
        Zones().Pod("db", "n1", Required("podAntiAffinity", Term("web", "zone")), "\"app\":\"db\"").Pod("web", "n3", labels: "\"app\":\"web\"")
            .Says(Required("podAntiAffinity", Term("web", "kubernetes.io/hostname")), "\"app\":\"web\"")
            .ShouldBe(
                """
                n1: db keeps pods with app=web in the same zone away
                n2: db keeps pods with app=web in the same zone away
                n3: there is a pod with app=web in the same kubernetes.io/hostname, which it must be apart from
                """,
                "concepts/scheduling-eviction/assign-pod-node#inter-pod-affinity-and-anti-affinity");

    [Theory]
    [InlineData("", "n1: Z: a has 2, the emptiest 0, and 1 more at most is allowed|n2: Z: a has 2, the emptiest 0, and 1 more at most is allowed|n3: fits|n4: no label zone, by which its pods must be spread")]
    [InlineData(",\"minDomains\":3", "n1: Z: a has 2, the emptiest 0, and 1 more at most is allowed|n2: Z: a has 2, the emptiest 0, and 1 more at most is allowed|n3: fits|n4: no label zone, by which its pods must be spread")]
    public void Pods_are_spread_evenly(string more, string expected) =>
        Zones().Node("n4").Pod("a", "n1", labels: "\"app\":\"web\"").Pod("b", "n2", labels: "\"app\":\"web\"")
            .Pod("c", "n3", labels: "\"app\":\"web\"", isEnding: true)
            .Says(Spread(more), "\"app\":\"web\"")
            .ShouldBe(
                expected.Replace('|', '\n').Replace("Z", "its pods would be spread too unevenly over zone"),
                "concepts/scheduling-eviction/topology-spread-constraints");

    [Fact]
    public void With_too_few_places_the_emptiest_counts_as_empty() =>
        Zones().Pod("a", "n1", labels: "\"app\":\"web\"").Pod("b", "n3", labels: "\"app\":\"web\"")
            .Says(Spread(",\"minDomains\":3"), "\"app\":\"web\"")
            .ShouldContain("n3: its pods would be spread too unevenly over zone: b has 1, the emptiest 0", Case.Sensitive,
                "concepts/scheduling-eviction/topology-spread-constraints#spread-constraint-definition");

    [Fact]
    public void Places_that_the_pod_can_not_choose_do_not_count_as_empty() =>
        Zones().Pod("a", "n1", labels: "\"app\":\"web\"").Says($"\"nodeSelector\":{{\"zone\":\"a\"}},{Spread("")}", "\"app\":\"web\"")
            .ShouldBe(
                """
                n1: fits
                n2: fits
                n3: not chosen by its node selector or affinity (zone=a)
                """,
                "concepts/scheduling-eviction/topology-spread-constraints#interaction-with-node-affinity-and-node-selectors");

    [Theory]
    [InlineData("", "claim data does not exist")]
    [InlineData("Ending", "claim data is being deleted")]
    [InlineData("Lost", "claim data has lost its disk")]
    [InlineData("Pending", "claim data has no disk yet (class at-once)")]
    public void No_node_is_looked_at_before_the_claims_are_well(string state, string expected)
    {
        _rig.Node("n1").Class("at-once", "\"provisioner\":\"x\"").Volume("v", "\"capacity\":{\"storage\":\"1Gi\"}");
        if (state.Length > 0)
        {
            _rig.Claim(
                "data",
                $"\"storageClassName\":\"at-once\"{(state is "Ending" ? ",\"volumeName\":\"v\"" : "")}",
                state is "Ending" ? "Bound" : state,
                state is "Ending" ? "\"deletionTimestamp\":\"2026-03-01T03:16:00Z\"" : "");
        }

        _rig.Says(Mount).ShouldBe(expected, "concepts/storage/persistent-volumes#binding");
    }

    [Fact]
    public void A_disk_is_reached_from_some_nodes_only() =>
        Zones().Claim("data", "\"volumeName\":\"v\"")
            .Volume("v", $$"""
                "nodeAffinity":{"required":{"nodeSelectorTerms":[{{ZoneIs("b")}}]} }
                """)
            .Says(Mount)
            .ShouldBe(
                """
                n1: out of reach of the disk of data (zone=b)
                n2: out of reach of the disk of data (zone=b)
                n3: fits
                """,
                "concepts/storage/persistent-volumes#node-affinity");

    [Fact]
    public void A_disk_that_says_its_zone_by_a_label_is_not_reached_from_another() => _rig
        .Node("n1", labels: "\"topology.kubernetes.io/zone\":\"a\"").Node("n2", labels: "\"topology.kubernetes.io/zone\":\"b\"").Node("n3")
        .Claim("data", "\"volumeName\":\"v\"")
        .Volume("v", "\"capacity\":{}", "\"failure-domain.beta.kubernetes.io/zone\":\"b__c\"")
        .Says(Mount)
        .ShouldBe(
            "n1: not where the disk of data is (failure-domain.beta.kubernetes.io/zone=b__c)\nn2: fits\nn3: fits",
            "reference/labels-annotations-taints#topologykubernetesiozone");

    [Theory]
    [InlineData("", "n1: fits|n2: fits|n3: fits")]
    [InlineData(",\"allowedTopologies\":[{\"matchLabelExpressions\":[{\"key\":\"zone\",\"values\":[\"b\"]}]}]",
        "n1: no disk for data there|n2: no disk for data there|n3: fits")]
    public void A_disk_is_made_where_the_pod_goes_if_the_class_allows(string topologies, string expected) =>
        Zones().Class("late", $"\"provisioner\":\"x\",\"volumeBindingMode\":\"WaitForFirstConsumer\"{topologies}")
            .Claim("data", "\"storageClassName\":\"late\"", "Pending")
            .Says(Mount)
            .ShouldBe(expected.Replace('|', '\n'), "concepts/storage/storage-classes#volume-binding-mode");

    [Theory]
    [InlineData("5Gi", "ReadWriteOnce", true)]
    [InlineData("20Gi", "ReadWriteOnce", false)]
    [InlineData("5Gi", "ReadWriteMany", false)]
    public void A_disk_made_by_hand_must_be_there_large_enough_and_of_the_right_kind(string size, string mode, bool fits) =>
        Zones().Class("by-hand", "\"provisioner\":\"kubernetes.io/no-provisioner\",\"volumeBindingMode\":\"WaitForFirstConsumer\"")
            .Claim("data", $$"""
                "storageClassName":"by-hand","accessModes":["{{mode}}"],"resources":{"requests":{"storage":"{{size}}"} }
                """, "Pending")
            .Volume("v", $$"""
                "storageClassName":"by-hand","capacity":{"storage":"10Gi"},"accessModes":["ReadWriteOnce"],
                "nodeAffinity":{"required":{"nodeSelectorTerms":[{{ZoneIs("b")}}]} }
                """)
            .Says(Mount)
            .ShouldBe(
                $"n1: no disk for data there\nn2: no disk for data there\nn3: {(fits ? "fits" : "no disk for data there")}",
                "concepts/storage/storage-classes#local");

    [Fact]
    public void One_disk_does_not_serve_two_claims() =>
        _rig.Node("n1").Class("by-hand", "\"provisioner\":\"kubernetes.io/no-provisioner\",\"volumeBindingMode\":\"WaitForFirstConsumer\"")
            .Claim("data", "\"storageClassName\":\"by-hand\"", "Pending").Claim("logs", "\"storageClassName\":\"by-hand\"", "Pending")
            .Volume("v", "\"storageClassName\":\"by-hand\",\"capacity\":{\"storage\":\"10Gi\"}")
            .Says($"{Mount.TrimEnd(']')},{{\"name\":\"l\",\"persistentVolumeClaim\":{{\"claimName\":\"logs\"}}}}]")
            .ShouldBe("n1: no disk for logs there", "concepts/storage/persistent-volumes#binding");

    [Fact]
    public void A_claim_for_one_pod_alone_keeps_others_off_every_node() =>
        _rig.Node("n1").Node("n2").Claim("data", "\"volumeName\":\"v\",\"accessModes\":[\"ReadWriteOncePod\"]")
            .Volume("v", "\"capacity\":{}").Pod("holder", "n1", Mount).Says(Mount)
            .ShouldBe(
                "n1: claim data is for one pod only, and holder has it\nn2: claim data is for one pod only, and holder has it",
                "concepts/storage/persistent-volumes#access-modes");

    [Fact]
    public void Everything_in_the_way_is_named_in_the_order_of_the_scheduler() => _rig
        .Node("n1", "\"cpu\":\"1\"", spec: "\"unschedulable\":true,\"taints\":[{\"key\":\"dedicated\",\"effect\":\"NoSchedule\"}]")
        .Says($"{FitRig.Cpu("2")},\"nodeSelector\":{{\"pool\":\"big\"}},{Spread("")}")
        .ShouldBe(
            "n1: cordoned; tainted dedicated:NoSchedule, which it doesn't tolerate; not chosen by its node selector or affinity (pool=big); "
            + "short of 1 CPU; no label zone, by which its pods must be spread",
            "reference/scheduling/config#scheduling-plugins");

    [Fact]
    public void An_operator_that_nobody_knows_is_met_by_nothing() =>
        new LabelRequirement("pool", LabelOperator.Unknown, ["big"]).IsMetBy("big").ShouldBeFalse();

    private const string Mount = "\"volumes\":[{\"name\":\"d\",\"persistentVolumeClaim\":{\"claimName\":\"data\"}}]";

    private FitRig Zones() =>
        _rig.Node("n1", labels: "\"zone\":\"a\"").Node("n2", labels: "\"zone\":\"a\"").Node("n3", labels: "\"zone\":\"b\"");

    private static string Required(string kind, string terms) =>
        $$"""
        "affinity":{"{{kind}}":{"requiredDuringSchedulingIgnoredDuringExecution":{{terms}}} }
        """;

    private static string Term(string app, string topologyKey) =>
        $$"""
        [{"labelSelector":{"matchLabels":{"app":"{{app}}"} },"topologyKey":"{{topologyKey}}"}]
        """;

    private static string ByRevision(string field) =>
        $$"""
        [{"labelSelector":{"matchLabels":{"app":"db"} },"topologyKey":"zone","{{field}}":["rev"]}]
        """;

    private static string ZoneIs(string zone) =>
        $$"""
        {"matchExpressions":[{"key":"zone","operator":"In","values":["{{zone}}"]}]}
        """;

    private static string Spread(string more) =>
        $$"""
        "topologySpreadConstraints":[{"maxSkew":1,"topologyKey":"zone","whenUnsatisfiable":"DoNotSchedule",
          "labelSelector":{"matchLabels":{"app":"web"} }{{more}} }]
        """;
}
