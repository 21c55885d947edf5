using ChatOps.Chat;
using ChatOps.Inventory;
using ChatOps.Tests.Fakes;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Queries;

public sealed class VolumesQueryTests : IDisposable
{
    private readonly FakeInventory _inventory = RunbookVolumes.Create();
    private readonly QueryRig _rig;

    public VolumesQueryTests() => _rig = new QueryRig(_inventory);

    public void Dispose() => _rig.Dispose();

    [Fact]
    public async Task Everything_is_shown_in_groups_with_orphans_marked() =>
        (await _rig.AskAsync("volumes")).ShouldBe(
            """
            10 volume claims, 2 of them orphans that hold 58Gi in all
            lunar-nuclear-3725: 4 claims
            NAME              STATUS  CAPACITY  AGE  USED BY   VOLUME                              ACCESS MODES  STORAGECLASS
            logs-worker-0     Bound   100Gi     8d   worker-0  pvc-worker-0-of-lunar-nuclear-3725  RWO           standard
            logs-worker-1     Bound   100Gi     10d  worker-1  pvc-worker-1-of-lunar-nuclear-3725  RWO           standard
            logs-worker-2     Bound   100Gi     8d   worker-2  pvc-worker-2-of-lunar-nuclear-3725  RWO           standard
            redis-db-redis-0  Bound   1Gi       53d  redis-0   pvc-redis-0-of-lunar-nuclear-3725   RWO           standard
            zodiac-cosmo-1172: 2 claims
            NAME              STATUS  CAPACITY  AGE  USED BY   VOLUME                             ACCESS MODES  STORAGECLASS
            logs-worker-0     Bound   100Gi     53d  worker-0  pvc-worker-0-of-zodiac-cosmo-1172  RWO           standard
            redis-db-redis-0  Bound   1Gi       53d  redis-0   pvc-redis-0-of-zodiac-cosmo-1172   RWO           standard
            the platform: 4 claims
            NAME                                             STATUS  CAPACITY  AGE   USED BY       VOLUME                                     ACCESS MODES  STORAGECLASS
            prometheus-data-volume-prometheus-0              Bound   50Gi      110d  prometheus-0  pvc-prometheus-0-of-solitary-lightningbug  RWO           standard
            registry-data-volume-registry-0                  Bound   50Gi      103d  registry-0    pvc-registry-0-of-solitary-lightningbug    RWO           standard
            prometheus-data-volume-fun-abalone-prometheus-0  Bound   50Gi      113d  orphan        pvc-prometheus-0-of-fun-abalone            RWO           standard
            redis-data-tufted-rat-redis-master-0             Bound   8Gi       128d  orphan        pvc-redis-master-0-of-tufted-rat           RWO           standard
            """);

    [Fact]
    public async Task Only_orphans_are_shown_when_asked_for() =>
        (await _rig.AskAsync("volumes --orphaned")).ShouldBe(
            """
            10 volume claims, 2 of them orphans that hold 58Gi in all
            the platform: 2 orphaned claims
            NAME                                             STATUS  CAPACITY  AGE   USED BY  VOLUME                            ACCESS MODES  STORAGECLASS
            prometheus-data-volume-fun-abalone-prometheus-0  Bound   50Gi      113d  orphan   pvc-prometheus-0-of-fun-abalone   RWO           standard
            redis-data-tufted-rat-redis-master-0             Bound   8Gi       128d  orphan   pvc-redis-master-0-of-tufted-rat  RWO           standard
            """);

    [Fact]
    public async Task How_long_an_orphan_lay_unused_is_told_where_the_cluster_knows()
    {
        _inventory.Claims = [.. _inventory.Claims.Select(claim => claim.Name == RunbookVolumes.Orphan
            ? claim with { UnusedSince = FakeInventory.Now - TimeSpan.FromDays(100) }
            : claim)];

        (await _rig.AskAsync("volumes --orphaned")).ShouldContain("113d  orphan, unused for 100d");
    }

    [Fact]
    public async Task Where_there_is_no_room_for_columns_each_claim_can_stand_as_lines() =>
        (await _rig.MessageAsync("volumes")).Require().Parts.OfType<TablePart>()
            .ShouldAllBe(table => table.RowsStandAlone);

    [Fact]
    public async Task A_deployment_is_found_by_the_beginning_of_its_name() =>
        (await _rig.AskAsync("volumes zodiac")).ShouldBe(
            """
            2 volume claims of zodiac-cosmo-1172, none orphaned
            zodiac-cosmo-1172: 2 claims
            NAME              STATUS  CAPACITY  AGE  USED BY   VOLUME                             ACCESS MODES  STORAGECLASS
            logs-worker-0     Bound   100Gi     53d  worker-0  pvc-worker-0-of-zodiac-cosmo-1172  RWO           standard
            redis-db-redis-0  Bound   1Gi       53d  redis-0   pvc-redis-0-of-zodiac-cosmo-1172   RWO           standard
            """);

    [Fact]
    public async Task A_claim_that_is_being_deleted_reads_Terminating_though_it_stays_bound()
    {
        _inventory.Claims = [.. _inventory.Claims.Select(claim => claim.Name == "redis-db-zodiac-cosmo-1172-redis-0"
            ? claim with { DeletionRequested = FakeInventory.Now }
            : claim)];

        var answer = (await _rig.MessageAsync("volumes zodiac-cosmo-1172")).Require();

        answer.Tone.ShouldBe(Tone.Warning);
        answer.ToPlainText().ShouldContain("redis-db-redis-0  Terminating");
        answer.Title.ShouldBe("2 volume claims of zodiac-cosmo-1172, 1 not bound, none orphaned");
    }

    [Fact]
    public async Task What_a_gone_deployment_left_in_its_namespace_is_an_orphan_under_its_name()
    {
        _inventory.AddClaim(_inventory.Claims.First() with
        {
            Namespace = "astronomer-ee-dead-dwarf-0001",
            Name = "logs-dead-dwarf-0001-worker-0",
            Uid = "uid-dead",
            VolumeName = "pvc-dead",
            Labels = new Labels("dead-dwarf-0001", "worker", "airflow"),
        });

        (await _rig.AskAsync("volumes dead-dwarf-0001")).ShouldBe(
            """
            1 volume claim of dead-dwarf-0001 (gone), an orphan of 100Gi
            dead-dwarf-0001 (gone): 1 claim
            NAME           STATUS  CAPACITY  AGE  USED BY  VOLUME    ACCESS MODES  STORAGECLASS
            logs-worker-0  Bound   100Gi     8d   orphan   pvc-dead  RWO           standard
            """);
    }

    [Fact]
    public async Task A_claim_that_its_set_needs_no_more_is_unused_but_no_orphan()
    {
        _inventory.Remove(_inventory.FindPod("astronomer-ee-lunar-nuclear-3725", "lunar-nuclear-3725-worker-2")!); // of the runbook

        (await _rig.AskAsync("volumes lunar-nuclear-3725")).ShouldContain("no pod of worker");
    }

    [Fact]
    public async Task A_disk_that_was_kept_is_shown_beside_the_claims()
    {
        _inventory.Volumes =
        [
            new Volume(
                "pvc-old", "uid-old", "Released", 100L << 30, "Retain", "standard", "astronomer-ee-zodiac-cosmo-1172",
                "logs-zodiac-cosmo-1172-worker-0", "uid-of-old-claim", FakeInventory.Now, DeletionRequested: null),
        ];

        (await _rig.AskAsync("volumes zodiac-cosmo-1172")).ShouldEndWith(
            "Disks kept without a claim:\n100Gi of logs-worker-0 (pvc-old)");
    }
}
