using ChatOps.Inventory;
using ChatOps.Inventory.Placement;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Cluster;

public sealed class MappingTests
{
    private static readonly DateTimeOffset Midnight = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_pod_brings_what_people_ask_about() =>
        Manifests.Pod("""
            {"metadata":{"namespace":"astronomer-ee-zodiac-cosmo-1172","name":"zodiac-cosmo-1172-worker-0","uid":"u1",
               "creationTimestamp":"2026-11-01T00:00:00Z",
               "labels":{"release":"zodiac-cosmo-1172","component":"worker","tier":"airflow","workspace":"w"},
               "ownerReferences":[
                 {"kind":"StatefulSet","name":"zodiac-cosmo-1172-worker","uid":"u2","controller":true}]},
             "spec":{"nodeName":"big-1","terminationGracePeriodSeconds":600,
               "containers":[{"name":"worker"},{"name":"gc"}]},
             "status":{"phase":"Running","conditions":[{"type":"Ready","status":"True"}],"containerStatuses":[
               {"name":"worker","ready":true,"restartCount":2,"state":{"running":{}},
                "lastState":{"terminated":{"exitCode":137,"reason":"OOMKilled","finishedAt":"2026-11-01T00:00:00Z"}}},
               {"name":"gc","ready":true,"state":{"running":{} } } ] } }
            """).ShouldBe(new Pod(
            "astronomer-ee-zodiac-cosmo-1172",
            "zodiac-cosmo-1172-worker-0",
            "u1",
            new Labels("zodiac-cosmo-1172", "worker", "airflow"),
            Status: "Running",
            Phase: "Running",
            IsReady: true,
            ReadyContainers: 2,
            Containers: 2,
            Restarts: 2,
            LastRestart: Midnight,
            CreatedAt: Midnight,
            DeletionRequested: null,
            Grace: TimeSpan.FromSeconds(600),
            NodeName: "big-1",
            new Owner("StatefulSet", "zodiac-cosmo-1172-worker", "u2"),
            Trouble: null)
        {
            AllLabels = LabelSet.Of(
                new("release", "zodiac-cosmo-1172"), new("component", "worker"), new("tier", "airflow"), new("workspace", "w")),
            Demand = PodDemand.None with
            {
                Resources = new(
                    [
                        new("worker", ContainerRole.Main, ResourceAmounts.None, ResourceAmounts.None),
                        new("gc", ContainerRole.Main, ResourceAmounts.None, ResourceAmounts.None),
                    ],
                    ResourceAmounts.None,
                    ResourceAmounts.None,
                    ResourceAmounts.None),
            },
            MainContainer = "worker",
            Ailing = new AilingContainer(
                "worker",
                IsReady: true,
                Waiting: null,
                Message: null,
                Restarts: 2,
                HasEnded: false,
                new ContainerEnd(137, "OOMKilled", Message: null, StartedAt: null, Midnight),
                MemoryLimit: null),
        });

    [Fact]
    public void A_pod_brings_who_holds_it_back_and_who_keeps_it_from_going()
    {
        var pod = Manifests.Pod("""
            {"metadata":{"name":"p","finalizers":["example.com/drain"]},"spec":{"schedulingGates":[{"name":"example.com/quota"}]} }
            """);

        pod.Finalizers.ShouldBe(["example.com/drain"]);
        pod.Gates.ShouldBe(["example.com/quota"]);
    }

    [Fact]
    public void A_deletion_was_asked_for_its_grace_before_its_timestamp()
    {
        var pod = Manifests.Pod("""
            {"metadata":{"name":"p","deletionTimestamp":"2026-11-01T00:10:00Z","deletionGracePeriodSeconds":600},
             "spec":{"terminationGracePeriodSeconds":30}}
            """);

        pod.DeletionRequested.ShouldBe(Midnight);
        pod.Grace.ShouldBe(TimeSpan.FromMinutes(10));
    }

    [Theory]
    [InlineData("""{"kubernetes_executor":"True"}""", true)]
    [InlineData("""{"kubernetes-pod-operator":"True"}""", true)]
    [InlineData("""{"kubernetes-executor":"False","component":"worker"}""", false)]
    [InlineData("""{"dag_id":"d","task_id":"t"}""", true)]
    [InlineData("""{"dag_id":"d"}""", false)]
    [InlineData("""{}""", false)]
    public void Airflow_labels_the_pods_of_tasks(string labels, bool isTask) =>
        Manifests.Pod($$"""{"metadata":{"name":"p","labels":{{labels}} } }""").Labels.IsTask.ShouldBe(isTask);

    [Fact]
    public void A_pod_names_the_claims_it_mounts_those_made_for_it_alone_included() =>
        Manifests.Pod("""
            {"metadata":{"name":"p"},"spec":{"volumes":[
              {"name":"data","persistentVolumeClaim":{"claimName":"data-p"}},
              {"name":"scratch","ephemeral":{"volumeClaimTemplate":{}}},
              {"name":"config","configMap":{"name":"c"}}]}}
            """).Claims.ShouldBe(["data-p", "p-scratch"]);

    [Fact]
    public void A_workload_names_the_claims_of_its_template_and_the_templates_of_its_claims()
    {
        var workload = Manifests.Workload("""
            {"metadata":{"name":"w"},"spec":{"volumeClaimTemplates":[{"metadata":{"name":"logs"},"spec":{"storageClassName":"fast","resources":{"requests":{"storage":"1Gi"}}}}],
              "template":{"spec":{"volumes":[{"name":"shared","persistentVolumeClaim":{"claimName":"dags"}}]}}}}
            """);

        workload.Claims.ShouldBe(["dags"]);
        workload.ClaimTemplates.ShouldBe([new ClaimTemplate("logs", 1L << 30, "fast")]);
    }

    [Fact]
    public void A_pod_that_is_sent_again_unchanged_equals_itself()
    {
        const string Json = """{"metadata":{"name":"p"},"spec":{"volumes":[{"name":"d","persistentVolumeClaim":{"claimName":"c"}}]}}""";

        Manifests.Pod(Json).ShouldBe(Manifests.Pod(Json));
    }

    [Fact]
    public void An_owner_that_does_not_control_is_none() =>
        Manifests.Pod("""
            {"metadata":{"name":"p","ownerReferences":[{"kind":"Node","name":"n","uid":"u"}]}}
            """).Owner.ShouldBeNull();

    [Theory]
    [InlineData("2", "2Gi", 2000, 2147483648)]
    [InlineData("1930m", "7829328Ki", 1930, 8017231872)]
    [InlineData("9500m", "10e9", 9500, 10000000000)]
    [InlineData("0.1001", "1500m", 101, 2)]
    public void A_node_offers_thousandths_of_cores_and_bytes_rounded_up(string cpu, string memory, long millicores, long bytes)
    {
        var node = Manifests.Node($$"""
            {"metadata":{"name":"big-1"},"spec":{"unschedulable":true},"status":{
              "allocatable":{"cpu":"{{cpu}}","memory":"{{memory}}","pods":"110","nvidia.com/gpu":"2"},
              "conditions":[{"type":"Ready","status":"Unknown"}] } }
            """);

        node.Allocatable.ShouldBe(ResourceAmounts.Of(
            new("cpu", millicores), new("memory", bytes), new("pods", 110), new("nvidia.com/gpu", 2)));
        node.IsReady.ShouldBeFalse();
        node.IsSchedulable.ShouldBeFalse();
    }

    [Fact]
    public void A_claim_reads_as_kubectl_prints_it()
    {
        var claim = Manifests.Claim("""
            {"metadata":{"namespace":"n","name":"c","uid":"u","deletionTimestamp":"2026-11-01T00:00:00Z"},
             "spec":{"volumeName":"pvc-1","storageClassName":"standard"},
             "status":{"phase":"Bound","accessModes":["ReadWriteOnce","ReadOnlyMany"],"capacity":{"storage":"100Gi"}}}
            """);

        claim.Phase.ShouldBe("Bound");
        claim.Capacity.ShouldBe(100L << 30);
        claim.AccessModes.ShouldBe("RWO,ROX");
        claim.VolumeName.ShouldBe("pvc-1");
        claim.StorageClass.ShouldBe("standard");
        claim.DeletionRequested.ShouldBe(Midnight);
    }

    [Fact]
    public void An_unbound_claim_holds_nothing()
    {
        var claim = Manifests.Claim("""{"metadata":{"namespace":"n","name":"c"},"status":{"phase":"Pending"}}""");

        claim.Capacity.ShouldBe(0);
        claim.VolumeName.ShouldBeNull();
    }

    [Theory]
    [InlineData("""[{"type":"Unused","status":"True","lastTransitionTime":"2026-11-01T00:00:00Z"}]""", true)]
    [InlineData("""[{"type":"Unused","status":"False","lastTransitionTime":"2026-11-01T00:00:00Z"}]""", false)]
    [InlineData("""[{"type":"Resizing","status":"True","lastTransitionTime":"2026-11-01T00:00:00Z"}]""", false)]
    [InlineData("null", false)]
    public void A_claim_tells_since_when_no_pod_has_it_where_the_cluster_knows(string conditions, bool isKnown) =>
        Manifests.Claim($$"""{"metadata":{"namespace":"n","name":"c"},"status":{"phase":"Bound","conditions":{{conditions}} } }""")
            .UnusedSince.ShouldBe(isKnown ? Midnight : null);

    [Fact]
    public void A_volume_tells_what_becomes_of_it()
    {
        var volume = Manifests.Volume("""
            {"metadata":{"name":"pvc-1","uid":"u"},"status":{"phase":"Released"},
             "spec":{"capacity":{"storage":"8Gi"},"persistentVolumeReclaimPolicy":"Retain","storageClassName":"s",
               "claimRef":{"namespace":"n","name":"c","uid":"u2"}}}
            """);

        volume.Phase.ShouldBe("Released");
        volume.ReclaimPolicy.ShouldBe("Retain");
        volume.Capacity.ShouldBe(8L << 30);
        (volume.ClaimNamespace, volume.ClaimName, volume.ClaimUid).ShouldBe(("n", "c", "u2"));
    }

    [Fact]
    public void A_workload_tells_how_many_pods_it_wants_and_has()
    {
        var workload = Manifests.Workload("""
            {"metadata":{"namespace":"n","name":"w","uid":"u"},"spec":{"replicas":0},"status":{"readyReplicas":2}}
            """);

        (workload.Replicas, workload.ReadyReplicas).ShouldBe((0, 2));
    }

    [Fact]
    public void A_quota_keeps_its_amounts_as_they_are_written()
    {
        var quota = Manifests.Quota("""
            {"metadata":{"namespace":"n","name":"q"},
             "status":{"hard":{"requests.cpu":"4"},"used":{"requests.cpu":"1500m"}}}
            """);

        quota.Hard["requests.cpu"].ShouldBe("4");
        quota.Used["requests.cpu"].ShouldBe("1500m");
    }

    [Fact]
    public void A_pod_takes_up_what_its_containers_and_side_cars_ask_for_or_an_init_container_alone()
    {
        const string Pod = """
            {"metadata":{"name":"p"},"spec":{
              "initContainers":[
                {"name":"proxy","restartPolicy":"Always","resources":{"requests":{"cpu":"100m","memory":"64Mi"}}},
                {"name":"bootstrap","resources":{"requests":{"cpu":"3","memory":"128Mi"}}}],
              "containers":[
                {"name":"main","resources":{"requests":{"cpu":"1","memory":"2Gi"},"limits":{"memory":"4Gi"}}},
                {"name":"gc"}]}}
            """;

        var requests = Manifests.Pod(Pod).Demand.Requests;
        requests[ResourceNames.Cpu].ShouldBe(3_100);
        requests[ResourceNames.Memory].ShouldBe((2048L + 64) << 20);
    }

    [Fact]
    public void A_pod_tells_since_when_it_has_been_ready()
    {
        const string Pod = """
            {"metadata":{"name":"p"},"status":{"conditions":[
              {"type":"Ready","status":"STATUS","lastTransitionTime":"2026-11-01T00:00:00Z"}]}}
            """;

        Manifests.Pod(Pod.Replace("STATUS", "True")).ReadySince.ShouldBe(Midnight);
        Manifests.Pod(Pod.Replace("STATUS", "False")).ReadySince.ShouldBeNull();
    }
}
