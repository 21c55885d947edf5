using System.Text.Json;
using ChatOps.Chat;
using ChatOps.Commands;
using ChatOps.Inventory;
using ChatOps.Operations;
using ChatOps.Operations.Volumes;
using ChatOps.Tests.Fakes;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Operations.Volumes;

public sealed class VolumeDeletePlanTests
{
    private const string Lunar = "lunar-nuclear-3725";
    private const string Zodiac = "zodiac-cosmo-1172";
    private const string LunarSpace = "astronomer-ee-lunar-nuclear-3725";

    private readonly VolumeRig _rig = new();

    [Fact]
    public void A_snapshot_is_not_planned_where_the_cluster_takes_none()
    {
        _rig.Effects.OffersSnapshots = false;

        _rig.PlanDelete("logs-worker-1", Lunar, snapshot: true).Problem.ShouldBe(Problem.Refused(
            "This cluster takes no volume snapshots.", "Ask again without --snapshot; --keep-disk keeps the data too."));
        _rig.PlanDelete("logs-worker-1", Lunar).Problem.ShouldBeNull();
    }

    [Fact]
    public void A_claim_in_use_is_replaced_in_the_safe_order_and_everybody_reads_what_is_lost()
    {
        var plan = _rig.PlanDelete("logs-worker-1", Lunar).Require();

        plan.Risk.ShouldBe(Risk.Destructive);
        plan.Target.ShouldBe($"{LunarSpace}/StatefulSet/{Lunar}-worker");
        VolumeRig.Read(plan, _rig.Delete.Steps(plan)).ShouldBe(
            """
            volume logs-worker-1 of lunar-nuclear-3725
            Data: 100Gi of standard, claimed since 2026-02-19
            ! All data on it is lost for good: reclaim policy Delete. Nobody can bring it back; ask with --keep-disk to keep the disk instead.
            Used by: worker-1
            Last written: maybe just now: it is open in worker-1
            Stands still: all 3 pods of worker, which may take up to 30 seconds to end
            Goes on: the rest of lunar-nuclear-3725
            Objects in astronomer-ee-lunar-nuclear-3725
            BECOMES                   KIND                   NAME                                UID
            0 pods, then 3 again      StatefulSet            worker                              uid-lunar-nuclear-3725-worker
            ends, made anew           Pod                    worker-0                            uid-lunar-nuclear-3725-worker-0
            ends, made anew           Pod                    worker-1                            uid-lunar-nuclear-3725-worker-1
            ends, made anew           Pod                    worker-2                            uid-lunar-nuclear-3725-worker-2
            deleted, made anew empty  PersistentVolumeClaim  logs-worker-1                       uid-logs-lunar-nuclear-3725-worker-1
            deleted (Delete)          PersistentVolume       pvc-worker-1-of-lunar-nuclear-3725  uid-pvc-worker-1-of-lunar-nuclear-3725
            - Scale worker to 0 pods
            - Wait until the pods of worker are gone
            - Delete the claim logs-worker-1
            - Wait until logs-worker-1 is gone
            - Scale worker back to 3 pods
            - Wait until logs-worker-1 is bound and its pod ready
            """);
    }

    [Fact]
    public void A_claim_of_a_deployment_that_was_not_named_is_looked_for_in_all()
    {
        var many = _rig.PlanDelete("redis-db-redis-0", keepDisk: true).Problem.ShouldNotBeNull();

        many.Text.ShouldMatch("^There is no volume claim redis-db-redis-0 in the platform, but [0-9]+ others have one\\.$");
        many.NextStep.ShouldNotBeNull().ShouldContain("\nvolume delete redis-db-redis-0 zodiac-cosmo-1172 --keep-disk");
    }

    [Fact]
    public void A_claim_of_only_one_deployment_is_asked_for_with_one_press()
    {
        var one = _rig.PlanDelete($"redis-db-{Zodiac}-redis-0").Problem.ShouldNotBeNull();

        one.Text.ShouldBe($"There is no volume claim redis-db-{Zodiac}-redis-0 in the platform, but {Zodiac} has one.");
        one.Command.ShouldBe($"volume delete redis-db-{Zodiac}-redis-0 {Zodiac}");
    }

    [Fact]
    public void An_orphan_is_just_deleted()
    {
        var plan = _rig.PlanDelete(RunbookVolumes.Orphan).Require();

        plan.Target.ShouldBe($"astronomer-ee/PersistentVolumeClaim/{RunbookVolumes.Orphan}");
        VolumeRig.Read(plan, _rig.Delete.Steps(plan)).ShouldBe(
            """
            volume prometheus-data-volume-fun-abalone-prometheus-0 of the platform
            Data: 50Gi of standard, claimed since 2025-11-08
            ! All data on it is lost for good: reclaim policy Delete. Nobody can bring it back; ask with --keep-disk to keep the disk instead.
            Used by: nothing: its release is gone
            Stands still: nothing
            Goes on: everything
            Objects in astronomer-ee
            BECOMES           KIND                   NAME                                             UID
            deleted           PersistentVolumeClaim  prometheus-data-volume-fun-abalone-prometheus-0  uid-prometheus-data-volume-fun-abalone-prometheus-0
            deleted (Delete)  PersistentVolume       pvc-prometheus-0-of-fun-abalone                  uid-pvc-prometheus-0-of-fun-abalone
            - Delete the claim prometheus-data-volume-fun-abalone-prometheus-0
            - Wait until prometheus-data-volume-fun-abalone-prometheus-0 is gone
            """);
    }

    [Fact]
    public void When_an_orphan_was_last_written_is_told_where_the_cluster_knows()
    {
        Change(RunbookVolumes.Orphan, claim => claim with { UnusedSince = new(2025, 12, 24, 3, 16, 0, TimeSpan.Zero) });

        var plan = _rig.PlanDelete(RunbookVolumes.Orphan).Require();

        VolumeRig.Read(plan, []).ShouldContain("\nLast written: before 2025-12-24 03:16 UTC, when its last pod ended\n");
    }

    [Fact]
    public void A_pod_that_does_not_run_yet_has_written_nothing()
    {
        _rig.Inventory.With(_rig.Inventory.Pods.Where(pod => pod.Name == $"{Lunar}-worker-1")
            .Select(pod => pod with { Phase = "Pending" }).ToList());

        var card = VolumeRig.Read(_rig.PlanDelete("logs-worker-1", Lunar).Require(), []);

        card.ShouldContain("Used by: worker-1");
        card.ShouldNotContain("Last written");
    }

    [Fact]
    public void A_disk_that_is_kept_and_a_snapshot_come_first()
    {
        var plan = _rig.PlanDelete("redis-db-redis-0", Zodiac, keepDisk: true, snapshot: true).Require();

        VolumeRig.Read(plan, _rig.Delete.Steps(plan)).ShouldBe(
            """
            volume redis-db-redis-0 of zodiac-cosmo-1172
            Data: 1Gi of standard, claimed since 2026-01-07
            The disk is kept, and costs until somebody deletes it. Back with: volume undelete redis-db-redis-0 zodiac-cosmo-1172
            Used by: redis-0
            Last written: maybe just now: it is open in redis-0
            Stands still: the pod of redis, which may take up to 30 seconds to end
            Goes on: the rest of zodiac-cosmo-1172
            Objects in astronomer-ee-zodiac-cosmo-1172
            BECOMES                   KIND                   NAME                              UID
            0 pods, then 1 again      StatefulSet            redis                             uid-zodiac-cosmo-1172-redis
            ends, made anew           Pod                    redis-0                           uid-zodiac-cosmo-1172-redis-0
            deleted, made anew empty  PersistentVolumeClaim  redis-db-redis-0                  uid-redis-db-zodiac-cosmo-1172-redis-0
            kept (Retain)             PersistentVolume       pvc-redis-0-of-zodiac-cosmo-1172  uid-pvc-redis-0-of-zodiac-cosmo-1172
            - Take a snapshot of redis-db-redis-0
            - Keep the disk pvc-redis-0-of-zodiac-cosmo-1172
            - Scale redis to 0 pods
            - Wait until the pods of redis are gone
            - Delete the claim redis-db-redis-0
            - Wait until redis-db-redis-0 is gone
            - Scale redis back to 1 pod
            - Wait until redis-db-redis-0 is bound and its pod ready
            """);
    }

    [Fact]
    public void Once_it_has_ended_only_the_data_and_the_way_back_are_of_interest()
    {
        _rig.PlanDelete("logs-worker-1", Lunar).Require().Describe(Message.Titled("Deleted")).ToPlainText()
            .ShouldBe("Deleted\nData: 100Gi of standard, claimed since 2026-02-19");
        _rig.PlanDelete("logs-worker-1", Lunar, keepDisk: true).Require().Describe(Message.Titled("Deleted")).ToPlainText()
            .ShouldEndWith("Back with: volume undelete logs-worker-1 lunar-nuclear-3725");
    }

    [Fact]
    public void A_stored_plan_gives_the_same_steps_again()
    {
        var plan = _rig.PlanDelete("logs-worker-1", Lunar, keepDisk: true).Require();

        var stored = JsonSerializer.Deserialize<VolumeDeletePlan>(JsonSerializer.Serialize(plan)).ShouldNotBeNull();

        VolumeRig.Read(stored, _rig.Delete.Steps(stored)).ShouldBe(VolumeRig.Read(plan, _rig.Delete.Steps(plan)));
        _rig.Delete.Steps(stored).Select(step => step.Target).ShouldBe(_rig.Delete.Steps(plan).Select(step => step.Target));
    }

    [Fact]
    public void The_same_cluster_gives_the_same_plan_a_day_later()
    {
        var today = JsonSerializer.Serialize(_rig.PlanDelete("logs-worker-1", Lunar).Require());
        _rig.Time.Advance(TimeSpan.FromDays(1));

        JsonSerializer.Serialize(_rig.PlanDelete("logs-worker-1", Lunar).Require()).ShouldBe(today);
    }

    [Fact]
    public void A_claim_that_was_replaced_gives_another_plan()
    {
        var before = JsonSerializer.Serialize(_rig.PlanDelete("logs-worker-1", Lunar).Require());
        Change($"logs-{Lunar}-worker-1", claim => claim with { Uid = "uid-new" });

        JsonSerializer.Serialize(_rig.PlanDelete("logs-worker-1", Lunar).Require()).ShouldNotBe(before);
    }

    [Fact]
    public void A_set_at_zero_needs_no_stop_and_gets_no_start()
    {
        var worker = _rig.Inventory.Workloads.Single(workload => workload.Name == $"{Zodiac}-worker");
        _rig.Inventory.With(worker with { Replicas = 0 });
        _rig.Inventory.Remove(Pod($"{Zodiac}-worker-0"));

        var plan = _rig.PlanDelete("logs-worker-0", Zodiac).Require();

        plan.Workload.ShouldBeNull();
        plan.Target.ShouldBe($"astronomer-ee-{Zodiac}/StatefulSet/{Zodiac}-worker", "nobody scales it up meanwhile");
        _rig.Delete.Steps(plan).Select(step => step.Title)
            .ShouldBe(["Delete the claim logs-worker-0", "Wait until logs-worker-0 is gone"]);
    }

    [Fact]
    public void A_claim_that_another_pod_uses_too_is_refused()
    {
        _rig.Inventory.With(FakeInventory.AirflowPod(Zodiac, "backup", "backup-1") with
        {
            Claims = [$"logs-{Zodiac}-worker-0"],
            Phase = "Succeeded",
        });

        Refusal(_rig.PlanDelete("logs-worker-0", Zodiac)).ShouldBe(
            "The claim is used by pods that the bot can't stop and start again: backup-1.");
    }

    [Fact]
    public void A_claim_that_nothing_would_make_anew_is_refused()
    {
        var statsd = _rig.Inventory.Workloads.Single(workload => workload.Name == $"{Zodiac}-statsd");
        _rig.Inventory.With(statsd with { Claims = ["statsd-data"] });
        _rig.Inventory.AddClaim(_rig.Inventory.Claims.Single(claim => claim.Name == $"logs-{Zodiac}-worker-0") with
        {
            Name = "statsd-data",
            Uid = "uid-statsd-data",
            VolumeName = "pvc-statsd",
        });

        Refusal(_rig.PlanDelete("statsd-data", Zodiac)).ShouldBe(
            "statsd would never start again: nothing makes statsd-data anew, for it comes from no claim template.");
    }

    [Fact]
    public void A_set_that_would_lose_its_other_claims_when_scaled_is_refused()
    {
        var worker = _rig.Inventory.Workloads.Single(workload => workload.Name == $"{Lunar}-worker");
        _rig.Inventory.With(worker with { DropsClaimsWhenScaled = true });

        Refusal(_rig.PlanDelete("logs-worker-1", Lunar)).ShouldStartWith("worker is set to delete all its claims");
    }

    [Fact]
    public void A_claim_without_a_disk_has_nothing_to_keep()
    {
        Change($"logs-{Zodiac}-worker-0", claim => claim with { VolumeName = null, Phase = "Pending" });

        Refusal(_rig.PlanDelete("logs-worker-0", Zodiac, keepDisk: true)).ShouldBe(
            "logs-worker-0 has no disk yet that could be kept.");
    }

    [Fact]
    public void A_claim_that_is_not_there_brings_the_nearest() =>
        Refusal(_rig.PlanDelete("log-worker-0", Zodiac)).ShouldBe(
            "There is no volume claim log-worker-0 in zodiac-cosmo-1172. Did you mean logs-worker-0?");

    [Fact]
    public void A_deployment_is_never_taken_by_the_beginning_of_its_name() =>
        Refusal(_rig.PlanDelete("logs-worker-0", "zodiac")).ShouldStartWith("There is no deployment zodiac.");

    [Fact]
    public void Nothing_is_planned_from_an_old_picture()
    {
        _rig.Inventory.Health = new InventoryHealth(IsComplete: true, FakeInventory.Now, "connection refused");

        _rig.PlanDelete(RunbookVolumes.Orphan).Problem.ShouldNotBeNull().Kind.ShouldBe(ProblemKind.Unavailable);
    }

    [Theory]
    [InlineData("volume delete logs-worker-0 zodiac-cosmo-1172", false, false)]
    [InlineData("volume delete logs-worker-0 zodiac-cosmo-1172 --keep-disk --snapshot", true, true)]
    public void It_is_asked_for_in_words(string text, bool keepDisk, bool snapshot)
    {
        var catalog = new CommandCatalog(
            new ValueRules(new DeploymentDirectory(_rig.Inventory, Microsoft.Extensions.Options.Options.Create(new PlatformOptions()))),
            [new CommandRegistration(VolumeDeleteCapability.Register), new CommandRegistration(VolumeUndeleteCapability.Register)]);

        catalog.Parse(text).Require().ShouldBe(
            new VolumeDeleteCommand("logs-worker-0", new DeploymentName(Zodiac), keepDisk, snapshot));
    }

    private void Change(string name, Func<Claim, Claim> change) =>
        _rig.Inventory.Claims = [.. _rig.Inventory.Claims.Select(claim => claim.Name == name ? change(claim) : claim)];

    private Pod Pod(string name) => _rig.Inventory.Pods.Single(pod => pod.Name == name);

    private static string Refusal(Result<VolumeDeletePlan> result) => result.Problem.ShouldNotBeNull().Text;
}
