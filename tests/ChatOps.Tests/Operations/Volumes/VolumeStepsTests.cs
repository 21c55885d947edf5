using ChatOps.Inventory;
using ChatOps.Operations;
using ChatOps.Tests.Fakes;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Operations.Volumes;

public sealed class VolumeStepsTests
{
    private const string Zodiac = "zodiac-cosmo-1172";
    private const string Space = "astronomer-ee-zodiac-cosmo-1172";
    private const string ClaimName = "redis-db-zodiac-cosmo-1172-redis-0";

    private readonly VolumeRig _rig = new();
    private readonly IReadOnlyList<IStep> _steps;

    public VolumeStepsTests() => _steps = _rig.Delete.Steps(
        _rig.PlanDelete("redis-db-redis-0", Zodiac, keepDisk: true, snapshot: true).Require(), operationId: 17);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private FakeStorageEffects Effects => _rig.Effects;

    [Fact]
    public async Task Stopping_twice_scales_once()
    {
        (await RunAsync("Scale redis to 0 pods")).ShouldBe(StepOutcome.Done());
        (await RunAsync("Scale redis to 0 pods")).ShouldBe(StepOutcome.Done());

        Effects.Done.ShouldBe([$"scale {Zodiac}-redis uid-{Zodiac}-redis 1 to 0"]);
    }

    [Fact]
    public async Task A_claim_that_came_into_use_since_the_plan_is_not_deleted()
    {
        var delete = _rig.Delete.Steps(_rig.PlanDelete(RunbookVolumes.Orphan).Require())
            .Single(step => step.Title.StartsWith("Delete the claim", StringComparison.Ordinal));
        var pod = _rig.Inventory.Pods.First(pod => pod.Namespace == "astronomer-ee");
        _rig.Inventory.With(pod with { Claims = [RunbookVolumes.Orphan] });

        Failure(await delete.RunAsync(Stop)).ShouldStartWith($"{pod.Name} has come to use ");

        Effects.Done.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_claim_that_would_come_back_on_a_reserved_disk_is_not_deleted_for_an_empty_one()
    {
        var reserved = _rig.Release(ClaimName) with { Phase = "Available", ClaimUid = null };
        _rig.Inventory.Volumes = [.. _rig.Inventory.Volumes.Where(volume => volume.Name != reserved.Name), reserved];

        Failure(await RunAsync("Delete the claim redis-db-redis-0")).ShouldBe(
            "redis-db-redis-0 would not come back empty: the disk pvc-kept is reserved for the next claim by that name.");
        _rig.PlanDelete("redis-db-redis-0", Zodiac).Problem.ShouldNotBeNull().NextStep.ShouldNotBeNull()
            .ShouldContain("kubectl patch pv pvc-kept --type json -p '[{\"op\":\"remove\",\"path\":\"/spec/claimRef\"}]'");

        Effects.Done.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_set_that_was_scaled_since_the_plan_is_not_stopped()
    {
        Effects.Replicas = 4;

        Failure(await RunAsync("Scale redis to 0 pods")).ShouldStartWith("redis is to run 4 pods now, not 1");
        Effects.Done.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_stop_is_taken_back_to_what_it_was()
    {
        await RunAsync("Scale redis to 0 pods");

        (await UndoAsync("Scale redis to 0 pods")).ShouldBe(StepOutcome.Done());
        (await UndoAsync("Scale redis to 0 pods")).ShouldBe(StepOutcome.Done());

        Effects.Replicas.ShouldBe(1);
        Effects.Done.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Whoever_chose_another_size_meanwhile_keeps_it()
    {
        Effects.Replicas = 5;

        (await RunAsync("Scale redis back to 1 pod")).ShouldBe(
            StepOutcome.Done("somebody scaled it to 5 pods meanwhile, which it keeps"));
        await UndoAsync("Scale redis to 0 pods");
        Effects.Done.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_set_that_is_gone_can_be_neither_stopped_nor_started()
    {
        Effects.Replicas = null;

        Failure(await RunAsync("Scale redis to 0 pods")).ShouldBe("StatefulSet redis was removed meanwhile.");
        Failure(await RunAsync("Scale redis back to 1 pod")).ShouldBe("StatefulSet redis was removed meanwhile.");
    }

    [Fact]
    public async Task Pods_are_waited_for_until_their_objects_are_gone()
    {
        Stopped();
        (await RunAsync("Wait until the pods of redis are gone")).ShouldBe(StepOutcome.Wait(
            "1 pod left; redis-0 is Running, with up to 30 seconds to end"));

        _rig.Inventory.Remove(Redis);

        (await RunAsync("Wait until the pods of redis are gone")).ShouldBe(StepOutcome.Done());
    }

    [Fact]
    public async Task An_autoscaler_that_scales_back_meanwhile_is_noticed_and_said()
    {
        Failure(await RunAsync("Wait until the pods of redis are gone")).ShouldBe(
            "redis was scaled back to 1 pod meanwhile, by an autoscaler, an operator or a person.");
    }

    [Fact]
    public async Task A_picture_that_lags_behind_the_stop_is_no_autoscaler()
    {
        Effects.Replicas = 0;

        (await RunAsync("Wait until the pods of redis are gone")).ShouldBe(StepOutcome.Wait("redis is stopping"));
    }

    [Theory]
    [InlineData(Deletion.Accepted, null)]
    [InlineData(Deletion.Gone, "it had already gone")]
    [InlineData(Deletion.Replaced, "it had already gone")]
    public async Task A_claim_is_deleted_by_its_uid(Deletion answer, string? note)
    {
        Effects.ClaimDeletion = answer;

        (await RunAsync("Delete the claim redis-db-redis-0")).ShouldBe(StepOutcome.Done(note));
        Effects.Done.ShouldBe([$"delete {ClaimName} uid-{ClaimName}"]);
    }

    [Fact]
    public async Task A_claim_that_nothing_holds_and_that_stays_is_touched_and_never_stripped()
    {
        Stopped();
        _rig.Inventory.Remove(Redis);
        Change(claim => claim with { DeletionRequested = FakeInventory.Now });
        (await RunAsync("Wait until redis-db-redis-0 is gone")).ShouldBe(StepOutcome.Wait("the cluster lets it go"));
        Effects.Done.ShouldBeEmpty();

        _rig.Time.Advance(TimeSpan.FromSeconds(30));
        var detour = (await RunAsync("Wait until redis-db-redis-0 is gone")).ShouldBeOfType<StepOutcome.Detoured>();
        detour.Intent.ShouldBe("Touch redis-db-redis-0, which nothing uses and which stays");
        Effects.Done.ShouldBeEmpty("its intent is not on record yet");

        (await detour.Act(Stop)).ShouldBe(
            StepOutcome.Wait("nothing uses it; the cluster was nudged to look at it again"));
        Effects.Done.ShouldBe([$"touch {ClaimName} uid-{ClaimName}"]);
    }

    [Fact]
    public async Task Whoever_takes_back_a_stop_waits_until_a_deleted_claim_is_gone()
    {
        const string Title = "Delete the claim redis-db-redis-0";
        Stopped();
        (await UndoAsync(Title)).ShouldBe(StepOutcome.Done("not deleted"));

        Effects.ClaimLives = false;
        (await UndoAsync(Title)).ShouldBe(StepOutcome.Wait("it is still going; a pod made before it is gone would hang"));
        Change(claim => claim with { Uid = "uid-new" });

        (await UndoAsync(Title)).ShouldBe(StepOutcome.Kept("gone for good"));
        Effects.Done.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_deleted_claim_is_not_waited_for_where_somebody_started_its_pods_again()
    {
        Effects.ClaimLives = false;

        (await UndoAsync("Delete the claim redis-db-redis-0")).ShouldBe(
            StepOutcome.Kept("gone for good once no pod uses it; redis was started meanwhile"));
    }

    [Fact]
    public void A_claim_that_is_gone_is_nothing_to_take_back() => Step("Wait until redis-db-redis-0 is gone")
        .Settles(Step("Delete the claim redis-db-redis-0")).ShouldBeTrue();

    [Fact]
    public async Task A_claim_is_gone_when_its_uid_is()
    {
        Stopped();
        Change(claim => claim with { Uid = "uid-new" });

        (await RunAsync("Wait until redis-db-redis-0 is gone")).ShouldBe(StepOutcome.Done());
    }

    [Fact]
    public async Task The_new_volume_is_done_when_it_is_bound_and_its_pod_ready()
    {
        (await AwaitNewAsync()).ShouldBe(StepOutcome.Wait("the old claim is still there"));
        Change(claim => claim with { Uid = "uid-new", Phase = "Pending" });
        (await AwaitNewAsync()).ShouldBe(StepOutcome.Wait("the new claim is Pending"));
        Change(claim => claim with { Phase = "Bound", VolumeName = "pvc-new" });
        _rig.Inventory.With(Redis with { IsReady = false, Status = "ContainerCreating" });
        (await AwaitNewAsync()).ShouldBe(StepOutcome.Wait("its pod is ContainerCreating"));
        _rig.Inventory.With(Redis with { IsReady = true });

        (await AwaitNewAsync()).ShouldBe(StepOutcome.Done("ready on pvc-new"));
    }

    [Fact]
    public async Task A_pod_that_hangs_on_the_dying_claim_is_deleted_by_its_uid_after_a_while()
    {
        var hanging = Redis.Unschedulable($"persistentvolumeclaim \"{ClaimName}\" is being deleted") with
        {
            CreatedAt = FakeInventory.Now,
        };
        _rig.Inventory.With(hanging);
        await AwaitNewAsync();
        _rig.Pods.Deleted.ShouldBeEmpty("it may yet find its claim by itself");

        _rig.Time.Advance(TimeSpan.FromSeconds(30));
        var detour = (await AwaitNewAsync()).ShouldBeOfType<StepOutcome.Detoured>();
        detour.Intent.ShouldBe("Delete redis-0, which hangs on the claim before it");
        detour.Target.ShouldBe(new StepTarget("Pod", Space, hanging.Name, hanging.Uid));
        _rig.Pods.Deleted.ShouldBeEmpty("its intent is not on record yet");

        (await detour.Act(Stop)).ShouldBe(
            StepOutcome.Wait("redis-0 hung on the old claim and was deleted; the next one finds the new"));

        _rig.Pods.Deleted.ShouldBe([(hanging.Name, hanging.Uid, null)]);
    }

    [Fact]
    public async Task A_pod_that_waits_for_room_is_left_alone()
    {
        _rig.Inventory.With(Redis.Unschedulable());

        await AwaitNewAsync();

        _rig.Pods.Deleted.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_disk_is_no_longer_kept_when_its_claim_lives_on()
    {
        (await RunAsync($"Keep the disk pvc-redis-0-of-{Zodiac}")).ShouldBe(StepOutcome.Done("reclaim policy Retain"));

        (await UndoAsync($"Keep the disk pvc-redis-0-of-{Zodiac}")).ShouldBe(StepOutcome.Done());

        Effects.Done.ShouldBe([$"keep pvc-redis-0-of-{Zodiac}", $"let go pvc-redis-0-of-{Zodiac}"]);
    }

    [Fact]
    public async Task A_disk_stays_kept_when_its_claim_was_told_to_go()
    {
        Effects.ClaimLives = false;

        (await UndoAsync($"Keep the disk pvc-redis-0-of-{Zodiac}")).ShouldBe(
            StepOutcome.Kept("the claim was deleted, so the disk stays kept"));
        Effects.Done.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_disk_that_is_gone_can_not_be_kept()
    {
        Effects.DiskIsThere = false;

        Failure(await RunAsync($"Keep the disk pvc-redis-0-of-{Zodiac}")).ShouldBe(
            $"The volume pvc-redis-0-of-{Zodiac} is gone, so there is no disk to keep.");
    }

    [Fact]
    public async Task A_snapshot_is_waited_for_and_that_of_another_day_is_none()
    {
        const string Title = "Take a snapshot of redis-db-redis-0";
        Failure(await RunAsync(Title)).ShouldBe("This cluster takes no volume snapshots.");
        Effects.Snapshot = new Snapshot(SnapshotState.Pending, "quota of snapshots exceeded");
        (await RunAsync(Title)).ShouldBe(StepOutcome.Wait("the storage says: quota of snapshots exceeded"));
        _rig.Time.Advance(TimeSpan.FromHours(8)); // the API server was away: what was asked for before is no older for that
        Effects.Snapshot = new Snapshot(SnapshotState.Ready);
        (await RunAsync(Title)).ShouldBe(StepOutcome.Done($"{ClaimName}-uid-redi-17 is ready"));
        Effects.Done.Distinct().ShouldBe([$"snapshot {ClaimName}-uid-redi-17 of {ClaimName} (uid-{ClaimName}) for 17"]);

        Effects.Snapshot = new Snapshot(SnapshotState.Foreign);

        Failure(await RunAsync(Title)).ShouldBe(
            $"There is a snapshot {ClaimName}-uid-redi-17 already, which was not taken for this operation.");
    }

    [Fact]
    public void Something_is_lost_when_the_claim_goes_and_not_before() =>
        _steps.First(step => step is { Target: not null, LosesNothing: false }).Title.ShouldBe("Delete the claim redis-db-redis-0");

    [Theory]
    [InlineData(Reservation.Taken, "Another claim has the volume pvc-kept by now.")]
    [InlineData(Reservation.Gone, "The volume pvc-kept is gone.")]
    public async Task A_disk_that_is_not_to_be_had_any_more_is_not_reserved(Reservation answer, string failure)
    {
        _rig.Release(ClaimName);
        var steps = _rig.Undelete.Steps(_rig.PlanUndelete("redis-db-redis-0", Zodiac).Require());
        Effects.Reservation = answer;

        Failure(await steps.Single(step => step.Title == "Reserve the disk pvc-kept").RunAsync(Stop)).ShouldBe(failure);
    }

    [Fact]
    public async Task A_cluster_out_of_reach_is_sat_out_by_every_step_that_looks()
    {
        _rig.Inventory.Health = new InventoryHealth(IsComplete: true, FakeInventory.Now, "connection refused");

        foreach (var step in _steps.Where(step => step.Target is null))
        {
            (await step.RunAsync(Stop)).ShouldBeOfType<StepOutcome.Outage>(step.Title);
        }
    }

    private Pod Redis => _rig.Inventory.FindPod(Space, $"{Zodiac}-redis-0").ShouldNotBeNull();

    private Task<StepOutcome> AwaitNewAsync() => RunAsync("Wait until redis-db-redis-0 is bound and its pod ready");

    private Task<StepOutcome> RunAsync(string title) => Step(title).RunAsync(Stop);

    private Task<StepOutcome> UndoAsync(string title) =>
        Step(title).ShouldBeAssignableTo<IReversibleStep>()!.UndoAsync(Stop); // asserted to be one

    private IStep Step(string title) => _steps.Single(step => step.Title == title);

    private void Stopped()
    {
        Effects.Replicas = 0;
        _rig.Inventory.With(_rig.Inventory.Workloads.Single(workload => workload.Name == $"{Zodiac}-redis") with { Replicas = 0 });
    }

    private void Change(Func<Claim, Claim> change) =>
        _rig.Inventory.Claims = [.. _rig.Inventory.Claims.Select(claim => claim.Name == ClaimName ? change(claim) : claim)];

    private static string Failure(StepOutcome outcome) => outcome.ShouldBeOfType<StepOutcome.Failed>().Problem.Text;
}
