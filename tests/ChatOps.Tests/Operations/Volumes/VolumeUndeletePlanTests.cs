using System.Text.Json;
using ChatOps.Inventory;
using ChatOps.Operations;
using ChatOps.Operations.Volumes;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Operations.Volumes;

public sealed class VolumeUndeletePlanTests
{
    private const string Zodiac = "zodiac-cosmo-1172";
    private const string Redis = "redis-db-zodiac-cosmo-1172-redis-0";

    private readonly VolumeRig _rig = new();

    [Fact]
    public void A_kept_disk_takes_the_place_of_the_volume_that_came_after_it()
    {
        _rig.Release(Redis);

        var plan = _rig.PlanUndelete("redis-db-redis-0", Zodiac).Require();

        plan.Target.ShouldBe($"astronomer-ee-{Zodiac}/StatefulSet/{Zodiac}-redis");
        VolumeRig.Read(plan, _rig.Undelete.Steps(plan)).ShouldBe(
            """
            volume redis-db-redis-0 of zodiac-cosmo-1172
            Comes back: 1Gi of standard, claimed since 2025-12-31, on pvc-kept
            ! What was written since 2026-01-07 03:16 UTC is lost for good, unless you add --keep-disk.
            Goes: 1Gi of standard, claimed since 2026-01-07
            Stands still: the pod of redis, which may take up to 30 seconds to end
            Goes on: the rest of zodiac-cosmo-1172
            Objects in astronomer-ee-zodiac-cosmo-1172
            BECOMES               KIND                   NAME                              UID
            0 pods, then 1 again  StatefulSet            redis                             uid-zodiac-cosmo-1172-redis
            ends, made anew       Pod                    redis-0                           uid-zodiac-cosmo-1172-redis-0
            replaced              PersistentVolumeClaim  redis-db-redis-0                  uid-redis-db-zodiac-cosmo-1172-redis-0
            deleted               PersistentVolume       pvc-redis-0-of-zodiac-cosmo-1172  uid-pvc-redis-0-of-zodiac-cosmo-1172
            in use again          PersistentVolume       pvc-kept                          uid-pvc-kept
            - Look whether the disk pvc-kept is still kept
            - Scale redis to 0 pods
            - Wait until the pods of redis are gone
            - Delete the claim redis-db-redis-0
            - Wait until redis-db-redis-0 is gone
            - Reserve the disk pvc-kept
            - Make the claim redis-db-redis-0 for it
            - Scale redis back to 1 pod
            - Wait until redis-db-redis-0 is bound and its pod ready
            - Give pvc-kept its reclaim policy back
            """);
    }

    [Fact]
    public void The_replaced_disk_can_be_kept_in_turn()
    {
        _rig.Release(Redis);

        var plan = _rig.PlanUndelete("redis-db-redis-0", Zodiac, keepDisk: true).Require();

        VolumeRig.Read(plan, _rig.Undelete.Steps(plan)).ShouldContain("Nothing is lost: the disk that is replaced is kept.");
        _rig.Undelete.Steps(plan)[1].Title.ShouldBe($"Keep the disk pvc-redis-0-of-{Zodiac}");
    }

    [Fact]
    public void A_disk_of_an_orphan_comes_back_without_stopping_anything()
    {
        _rig.Release("redis-data-tufted-rat-redis-master-0");
        _rig.Inventory.Claims = [.. _rig.Inventory.Claims.Where(claim => claim.Name != "redis-data-tufted-rat-redis-master-0")];

        var plan = _rig.PlanUndelete("redis-data-tufted-rat-redis-master-0").Require();

        VolumeRig.Read(plan, _rig.Undelete.Steps(plan)).ShouldBe(
            """
            volume redis-data-tufted-rat-redis-master-0 of the platform
            Comes back: 8Gi of standard, claimed since 2025-12-31, on pvc-kept
            Nothing is lost.
            Goes: nothing
            Stands still: nothing
            Goes on: everything
            Objects in astronomer-ee
            BECOMES       KIND              NAME      UID
            in use again  PersistentVolume  pvc-kept  uid-pvc-kept
            - Look whether the disk pvc-kept is still kept
            - Reserve the disk pvc-kept
            - Make the claim redis-data-tufted-rat-redis-master-0 for it
            - Wait until redis-data-tufted-rat-redis-master-0 is bound
            - Give pvc-kept its reclaim policy back
            """);
    }

    [Fact]
    public void A_stored_plan_gives_the_same_steps_again()
    {
        _rig.Release(Redis);
        var plan = _rig.PlanUndelete("redis-db-redis-0", Zodiac, keepDisk: true).Require();

        var stored = JsonSerializer.Deserialize<VolumeUndeletePlan>(JsonSerializer.Serialize(plan)).ShouldNotBeNull();

        VolumeRig.Read(stored, _rig.Undelete.Steps(stored)).ShouldBe(VolumeRig.Read(plan, _rig.Undelete.Steps(plan)));
    }

    [Fact]
    public void Of_several_kept_disks_one_must_be_named()
    {
        _rig.Release(Redis, "pvc-1");
        _rig.Release(Redis, "pvc-2");

        var problem = _rig.PlanUndelete("redis-db-redis-0", Zodiac).Problem.ShouldNotBeNull();

        problem.Text.ShouldBe("2 disks of redis-db-redis-0 were kept: pvc-1, pvc-2.");
        problem.NextStep.ShouldBe("Say which: volume undelete redis-db-redis-0 zodiac-cosmo-1172 --disk pvc-1");
        _rig.PlanUndelete("redis-db-redis-0", Zodiac, "pvc-2").Require().Disk.Reference.Name.ShouldBe("pvc-2");
    }

    [Fact]
    public void Without_a_kept_disk_there_is_nothing_to_bring_back()
    {
        var problem = _rig.PlanUndelete("logs-worker-0", Zodiac).Problem.ShouldNotBeNull();

        problem.Text.ShouldBe("No disk of logs-worker-0 was kept in zodiac-cosmo-1172.");
        problem.NextStep.ShouldBe("None of its disks was.");
    }

    [Theory]
    [InlineData("gone", "The disk pvc-kept is gone by now, so nothing was changed.")]
    [InlineData("given away", "The disk pvc-kept belongs to another claim by now, so nothing was changed.")]
    [InlineData("kept", null)]
    public async Task A_disk_is_looked_for_before_anything_is_stopped_or_deleted_for_it(string becomes, string? expected)
    {
        var kept = _rig.Release(Redis);
        var first = _rig.Undelete.Steps(_rig.PlanUndelete("redis-db-redis-0", Zodiac, keepDisk: true).Require())[0];
        _rig.Inventory.Volumes =
        [
            .. _rig.Inventory.Volumes.Where(volume => volume != kept),
            .. becomes switch
            {
                "gone" => Array.Empty<Volume>(),
                "given away" => [kept with { ClaimUid = "uid-of-another" }],
                _ => [kept],
            },
        ];

        var outcome = await first.RunAsync(TestContext.Current.CancellationToken);

        (outcome as StepOutcome.Failed)?.Problem.Text.ShouldBe(expected);
        (outcome is StepOutcome.Failed).ShouldBe(expected is not null);
        _rig.Effects.Done.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_reservation_that_no_claim_has_used_is_taken_back_with_the_rest()
    {
        _rig.Release(Redis);
        var reserve = _rig.Undelete.Steps(_rig.PlanUndelete("redis-db-redis-0", Zodiac).Require())
            .OfType<IReversibleStep>().Single(step => step.Title == "Reserve the disk pvc-kept");

        await reserve.UndoAsync(TestContext.Current.CancellationToken);

        _rig.Effects.Done.ShouldBe(["release pvc-kept to uid-of-the-claim-before"]);
    }

    [Fact]
    public void It_holds_the_set_of_its_claim_even_where_that_runs_no_pods()
    {
        _rig.Release(Redis);
        var pod = _rig.Inventory.Pods.Single(pod => pod.Name == $"{Zodiac}-redis-0");
        _rig.Inventory.With(_rig.Inventory.WorkloadOf(pod)! with { Replicas = 0 }); // it is the set's
        _rig.Inventory.Remove(pod);

        var plan = _rig.PlanUndelete("redis-db-redis-0", Zodiac).Require();

        plan.Workload.ShouldBeNull();
        plan.Target.ShouldBe(_rig.PlanDelete("redis-db-redis-0", Zodiac).Require().Target);
    }
}
