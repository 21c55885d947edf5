using System.Text.Json;
using ChatOps.Diagnosing;
using ChatOps.Inventory;
using ChatOps.Operations;
using ChatOps.Operations.Recovering;
using ChatOps.Tests.Fakes;
using Shouldly;
using Xunit;
using static ChatOps.Tests.Operations.Recovering.RecoveryRig;

namespace ChatOps.Tests.Operations.Recovering;

public sealed class RecoverPlanTests
{
    private readonly RecoveryRig _rig = new();

    [Fact]
    public async Task Out_of_memory_is_answered_with_more_memory_and_nothing_lost()
    {
        var plan = (await _rig.PlanAsync()).Require();

        plan.Risk.ShouldBe(Risk.Disruptive);
        plan.Target.ShouldBe($"astronomer-ee/StatefulSet/{Prometheus}");
        _rig.Read(plan).ShouldBe(
            """
            prometheus of the platform
            Cause: killed for want of memory
            Rung: 2 of 4: more memory
            Lost: nothing
            Memory of prometheus: 4Gi to 8Gi, of which 2Gi to 4Gi requested
            Objects in astronomer-ee
            BECOMES          KIND         NAME                                UID
            more memory      StatefulSet  solitary-lightningbug-prometheus    uid-solitary-lightningbug-prometheus
            ends, made anew  Pod          solitary-lightningbug-prometheus-0  uid-solitary-lightningbug-prometheus-0
            The memory lasts until the next platform upgrade, which sets it back. To make it last, in the platform's Helm values:
            prometheus:
              resources:
                limits: { memory: 8Gi }
                requests: { memory: 4Gi }
            - Raise the memory of prometheus from 4Gi to 8Gi, of which 2Gi to 4Gi requested
            - Delete prometheus-0
            - Wait until prometheus is ready
            - See it stay well for 2 minutes
            """);
    }

    [Fact]
    public async Task Corrupt_data_is_answered_with_a_new_volume_and_everybody_reads_what_that_loses()
    {
        _rig.Diagnosis = Found(Cause.CorruptData, "its write-ahead log is corrupt");

        var plan = (await _rig.PlanAsync()).Require();

        plan.Risk.ShouldBe(Risk.Destructive);
        _rig.Read(plan).ShouldBe(
            """
            prometheus of the platform
            Cause: its write-ahead log is corrupt
            Rung: 3 of 4: a new volume
            Lost: up to 30 days of metrics, up to 50Gi, on a volume of 2025-11-11
            Objects in astronomer-ee
            BECOMES                   KIND                   NAME                                                       UID
            0 pods, then 1 again      StatefulSet            solitary-lightningbug-prometheus                           uid-solitary-lightningbug-prometheus
            ends, made anew           Pod                    solitary-lightningbug-prometheus-0                         uid-solitary-lightningbug-prometheus-0
            deleted, made anew empty  PersistentVolumeClaim  prometheus-data-volume-solitary-lightningbug-prometheus-0  uid-prometheus-data-volume-solitary-lightningbug-prometheus-0
            deleted (Delete)          PersistentVolume       pvc-prometheus-0-of-solitary-lightningbug                  uid-pvc-prometheus-0-of-solitary-lightningbug
            ! All metrics are lost for good: dashboards begin empty, and alerts that look back over hours are right again only after as long. Nobody can bring them back; volume delete prometheus-data-volume-prometheus-0 platform --keep-disk keeps the disk instead.
            - Scale prometheus to 0 pods
            - Wait until the pods of prometheus are gone
            - Delete the claim prometheus-data-volume-prometheus-0
            - Wait until prometheus-data-volume-prometheus-0 is gone
            - Scale prometheus back to 1 pod
            - Wait until prometheus-data-volume-prometheus-0 is bound and its pod ready
            - See it stay well for 2 minutes
            """);
    }

    [Fact]
    public async Task A_cause_that_may_hide_in_what_was_not_seen_is_told_as_such_and_makes_no_plan_stale()
    {
        var unknown = Found(Cause.Unknown, "it ends again and again");
        _rig.Diagnosis = unknown with { Unseen = ["The log of prometheus did not come within 2 seconds."] };

        var blind = (await _rig.PlanAsync()).Require();
        _rig.Diagnosis = unknown;
        var sighted = (await _rig.PlanAsync()).Require();

        const string Warning =
            "! The log of prometheus did not come within 2 seconds. So the cause may be another: diagnose prometheus looks again.";
        _rig.Read(blind).ShouldContain(Warning);
        _rig.Read(sighted).ShouldNotContain("So the cause may be another");
        JsonSerializer.Serialize(blind.Timeless, blind.GetType()).ShouldBe(JsonSerializer.Serialize(sighted.Timeless, sighted.GetType()));
    }

    [Fact]
    public async Task The_whole_recovery_keeps_to_the_order_of_the_runbook()
    {
        var plan = (await _rig.PlanAsync(Rung.Full)).Require();

        plan.Risk.ShouldBe(Risk.Destructive);
        _rig.Capability.Steps(plan).Select(step => step.Title).ShouldBe(
        [
            "Scale prometheus to 0 pods",
            "Wait until the pods of prometheus are gone",
            "Raise the memory of prometheus from 4Gi to 8Gi, of which 2Gi to 4Gi requested",
            "Delete the claim prometheus-data-volume-prometheus-0",
            "Wait until prometheus-data-volume-prometheus-0 is gone",
            "Scale prometheus back to 1 pod",
            "Wait until prometheus-data-volume-prometheus-0 is bound and its pod ready",
            "See it stay well for 2 minutes",
        ]);
    }

    [Theory]
    [InlineData(Cause.OutOfMemory, Rung.Memory)]
    [InlineData(Cause.CorruptData, Rung.Volume)]
    [InlineData(Cause.DiskFull, Rung.Volume)]
    [InlineData(Cause.LivenessKilled, Rung.Restart)]
    [InlineData(Cause.Unknown, Rung.Restart)]
    [InlineData(Cause.Stopped, Rung.Restart)]
    [InlineData(Cause.Stuck, Rung.Restart)]
    public async Task Each_cause_calls_for_the_least_harmful_rung_that_can_help(Cause cause, Rung rung)
    {
        _rig.Diagnosis = Found(cause, "so it is");

        (await _rig.PlanAsync()).Require().Rung.ShouldBe(rung);
    }

    [Theory]
    [InlineData(Cause.Healthy)]
    [InlineData(Cause.Starting)]
    [InlineData(Cause.Unschedulable)]
    [InlineData(Cause.ImageUnavailable)]
    public async Task What_no_rung_cures_is_refused_with_what_to_do(Cause cause)
    {
        _rig.Diagnosis = Found(cause, "so it is", "this was seen");

        var problem = (await _rig.PlanAsync()).Problem.ShouldNotBeNull();

        problem.Kind.ShouldBe(ProblemKind.Refused);
        problem.NextStep.ShouldNotBeNull().ShouldContain("recover prometheus --from restart");
    }

    [Theory]
    [InlineData(null)]
    [InlineData(Rung.Memory)]
    [InlineData(Rung.Volume)]
    [InlineData(Rung.Full)]
    public async Task A_wrong_configuration_is_refused_with_the_line_whatever_is_asked_for(Rung? from)
    {
        _rig.Diagnosis = Found(Cause.BadConfiguration, "its configuration is wrong") with
        {
            Mistake = new ConfigMistake("/etc/prometheus/prometheus.yml", 12, "did not find expected key", "  - job_name 'airflow'"),
        };

        (await _rig.PlanAsync(from)).Problem.ShouldBe(Problem.Refused(
            "its configuration is wrong. The line: - job_name 'airflow'",
            "Neither memory nor a new volume cures that. Mend line 12 of /etc/prometheus/prometheus.yml, then take it up at once with: recover prometheus --from restart"));
    }

    [Fact]
    public async Task A_wrong_configuration_names_the_config_map_where_it_can_be_mended()
    {
        _rig.Diagnosis = Found(Cause.BadConfiguration, "its configuration is wrong") with
        {
            Mistake = new ConfigMistake("/etc/prometheus/prometheus.yml", 12, "did not find expected key", Text: null) { ConfigMap = "prometheus-config" },
        };

        (await _rig.PlanAsync()).Problem.ShouldNotBeNull().NextStep.ShouldNotBeNull()
            .ShouldContain("Mend line 12 of prometheus.yml in config map prometheus-config, then");
    }

    [Fact]
    public async Task A_restart_takes_up_a_configuration_that_was_mended()
    {
        _rig.Diagnosis = Found(Cause.BadConfiguration, "its configuration is wrong");

        (await _rig.PlanAsync(Rung.Restart)).Require().Rung.ShouldBe(Rung.Restart);
    }

    [Fact]
    public async Task A_set_is_found_by_its_labels_whatever_it_is_called()
    {
        _rig.Inventory.Remove(_rig.Pod);
        _rig.Inventory.With(_rig.Set with { Labels = Labels.None });
        _rig.Inventory.With(new Workload(
            "StatefulSet", "astronomer-ee", "metrics", "uid-metrics", new Labels(Prefix, "prometheus", "monitoring"),
            Replicas: 1, ReadyReplicas: 0, FakeInventory.Now)
        { ClaimTemplates = [new("data")] });

        (await _rig.PlanAsync(Rung.Restart)).Require().Workload.Reference.Name.ShouldBe("metrics");
    }

    [Theory]
    [InlineData("data")]
    [InlineData("prometheus-data-volume")]
    public async Task A_claim_is_found_by_the_template_that_it_is_made_from(string template)
    {
        var before = _rig.Inventory.Claims.Single(claim => claim.Name == $"prometheus-data-volume-{Prometheus}-0");
        var claim = before with { Name = $"{template}-{Prometheus}-0" };
        _rig.Inventory.Claims = [.. _rig.Inventory.Claims.Where(other => other != before), claim];
        _rig.Inventory.With(_rig.Set with { ClaimTemplates = [new(template)] });
        _rig.Inventory.With(_rig.Pod with { Claims = [claim.Name] });

        (await _rig.PlanAsync(Rung.Volume)).Require().Volumes.ShouldHaveSingleItem().Claim.Name.ShouldBe(claim.Name);
    }

    [Fact]
    public async Task Replicas_return_to_one_where_somebody_had_stopped_it()
    {
        _rig.Inventory.Remove(_rig.Pod);
        _rig.Scale(0);

        var plan = (await _rig.PlanAsync(Rung.Volume)).Require();

        plan.Workload.Replicas.ShouldBe(1);
        _rig.Capability.Steps(plan).Select(step => step.Title).ShouldBe(
        [
            "Wait until the pods of prometheus are gone",
            "Delete the claim prometheus-data-volume-prometheus-0",
            "Wait until prometheus-data-volume-prometheus-0 is gone",
            "Scale prometheus back to 1 pod",
            "Wait until prometheus-data-volume-prometheus-0 is bound and its pod ready",
            "See it stay well for 2 minutes",
        ]);
    }

    [Fact]
    public async Task Something_without_a_volume_of_its_own_is_restarted_instead()
    {
        (await _rig.PlanAsync(component: "grafana")).Problem.ShouldNotBeNull().NextStep.ShouldBe(
            "Ask for that: restart grafana");
    }

    [Theory]
    [InlineData("registry", null, "All images are lost")]
    [InlineData("redis", "zodiac-cosmo-1172", "All queued tasks are lost")]
    public async Task Other_sets_say_what_their_loss_means(string component, string? deployment, string loss)
    {
        var plan = (await _rig.PlanAsync(Rung.Volume, component, deployment)).Require();

        _rig.Read(plan).ShouldContain(loss);
        plan.HistoryDays.ShouldBeNull();
    }

    [Fact]
    public async Task The_same_world_gives_the_same_plan_whatever_the_evidence_counts()
    {
        var before = JsonSerializer.Serialize((await _rig.PlanAsync()).Require());
        _rig.Diagnosis = _rig.Diagnosis with { Evidence = ["ended 41 times, last 3 s ago"], Fill = new StorageFill(1, 2) };
        _rig.Time.Advance(TimeSpan.FromMinutes(10));

        JsonSerializer.Serialize((await _rig.PlanAsync()).Require()).ShouldBe(before);
    }

    [Fact]
    public async Task A_plan_goes_not_stale_because_time_passes()
    {
        var before = JsonSerializer.Serialize((await PlanAsync(TimeSpan.FromMinutes(5))).Timeless as RecoverPlan);

        _rig.Inventory.Claims = [.. _rig.Inventory.Claims.Select(claim => claim with { CreatedAt = claim.CreatedAt + TimeSpan.FromDays(100) })];
        var young = await PlanAsync(TimeSpan.FromMinutes(5));
        _rig.Time.Advance(TimeSpan.FromDays(1));
        var old = await PlanAsync(TimeSpan.FromMinutes(1));

        young.HistoryDays.ShouldBe(10);
        old.HistoryDays.ShouldBe(11);
        IsSame(young, old).ShouldBeTrue();
        before.ShouldNotBe(JsonSerializer.Serialize(young.Timeless as RecoverPlan), "another claim is another plan");
        IsSame(young, young with { Rung = Rung.Full }).ShouldBeFalse();

        async Task<RecoverPlan> PlanAsync(TimeSpan away)
        {
            _rig.Inventory.With(_rig.Pod with { IsReady = false, UnreadySince = _rig.Time.GetUtcNow() - away });
            return (await _rig.PlanAsync(Rung.Volume)).Require();
        }

        bool IsSame(RecoverPlan one, RecoverPlan two) =>
            new CapabilityEntry<RecoverCommand, RecoverPlan>(RecoverCapability.Name, _rig.Capability)
                .IsSame(JsonSerializer.Serialize(one), JsonSerializer.Serialize(two));
    }

    [Fact]
    public async Task A_full_disk_is_offered_the_way_that_loses_nothing_where_its_class_lets_claims_grow()
    {
        _rig.Diagnosis = Found(Cause.DiskFull, "there is no room left on its volume");
        _rig.Inventory.StorageClasses = [new("standard", "ebs", WaitsForPod: true, Topologies: null) { AllowsExpansion = true }];

        _rig.Read((await _rig.PlanAsync()).Require()).ShouldContain(
            $$"""
            To lose nothing, deny this and make the claim larger:
            kubectl -n astronomer-ee patch pvc prometheus-data-volume-{{Prometheus}}-0 --type merge -p '{"spec":{"resources":{"requests":{"storage":"100Gi"} } } }'
            then recover prometheus --from restart
            To need no larger one, keep fewer days (prometheus.retention in the platform's Helm values): only the oldest are lost.
            """);
        _rig.Diagnosis = Found(Cause.CorruptData, "its write-ahead log is corrupt");
        _rig.Read((await _rig.PlanAsync()).Require()).ShouldNotContain("To lose nothing");
    }

    [Fact]
    public async Task A_full_disk_that_can_not_grow_is_offered_the_way_that_loses_less()
    {
        _rig.Diagnosis = Found(Cause.DiskFull, "there is no room left on its volume");

        _rig.Read((await _rig.PlanAsync()).Require()).ShouldContain(
            """
            The storage class standard lets no claim grow.
            To lose less, keep fewer days (prometheus.retention in the platform's Helm values): only the oldest are lost. Then recover prometheus --from restart
            """);
    }

    [Fact]
    public async Task A_plan_comes_back_from_the_database_as_it_was()
    {
        var plan = (await _rig.PlanAsync(Rung.Full)).Require();
        var stored = JsonSerializer.Serialize(plan);

        stored.ShouldContain("\"Rung\":\"Full\"");
        JsonSerializer.Serialize(JsonSerializer.Deserialize<RecoverPlan>(stored)).ShouldBe(stored);
    }
}
