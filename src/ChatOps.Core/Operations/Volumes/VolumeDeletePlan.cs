using ChatOps.Chat;
using ChatOps.Inventory;

namespace ChatOps.Operations.Volumes;

/// <summary>Which claim goes, what stands still for it, and what becomes of the disk. Nothing in it ages by itself.</summary>
/// <param name="Place">Whose claim it is: "zodiac-cosmo-1172", "the platform".</param>
/// <param name="AreaName">The same as commands take it.</param>
/// <param name="Disk">The disk behind it, or null while it has none.</param>
/// <param name="Workload">What must stop meanwhile, or null when nothing uses the claim.</param>
/// <param name="IsOrphan">Nothing refers to it, so no other claim comes in its place.</param>
public sealed record VolumeDeletePlan(
    string Place,
    string AreaName,
    PlannedClaim Claim,
    PlannedDisk? Disk,
    StoppedWorkload? Workload,
    string? UsedBy,
    bool IsOrphan,
    bool KeepDisk,
    bool Snapshot) : IPlan
{
    /// <summary>The pods that run with it and may write to it; null when none does.</summary>
    public string? WrittenBy { get; init; }

    /// <summary>The workload that it belongs to although no pod of it runs, such as a set scaled to 0; or null.</summary>
    public WorkloadReference? Owner { get; init; }

    /// <inheritdoc cref="Inventory.Claim.UnusedSince"/>
    public DateTimeOffset? UnusedSince { get; init; }

    public Risk Risk => Risk.Destructive;

    public string Subject => $"volume {Claim.ShortName} of {Place}";

    public string Target => Claim.HeldWith(Workload?.Reference ?? Owner);

    public string Namespace => Claim.Namespace;

    public Message Describe(Message message)
    {
        var described = message.Field("Data", VolumeWords.Data(Claim));
        return HasWayBack ? described.Text(WayBack()) : described;
    }

    /// <summary>What is lost comes first: a phone shows little more before one scrolls.</summary>
    public Message Foretell(Message message)
    {
        var foretold = HasWayBack ? message : message.Warning(WayBack());
        return WithLastWritten(foretold.Field("Used by", UsedBy ?? (IsOrphan ? "nothing: its release is gone" : "no pod now")))
            .Field("Stands still", VolumeWords.Stop(Workload))
            .Field("Goes on", VolumeWords.GoesOn(Workload, Place))
            .Table(Objects());
    }

    public string? AtStake => (Disk, DiskOutlives, Snapshot) switch
    {
        (null, _, _) => null,
        (_, true, _) => "Nothing is lost: the disk is kept.",
        (_, _, true) => $"{VolumeWords.Lost(Claim)}, but for what the snapshot has.",
        _ => $"{VolumeWords.Lost(Claim)}.",
    };

    private Message WithLastWritten(Message message) => (WrittenBy, UnusedSince) switch
    {
        ({ } pods, _) => message.Field("Last written", $"maybe just now: it is open in {pods}"),
        (_, { } since) => message.Field("Last written", $"before {Words.At(since)}, when its last pod ended"),
        _ => message,
    };

    private bool HasWayBack => DiskOutlives || Snapshot;

    private bool DiskOutlives => Disk is not null && (KeepDisk || Disk.IsRetained);

    private string WayBack() => (DiskOutlives, Snapshot) switch
    {
        (true, _) => $"The disk is kept, and costs until somebody deletes it. Back with: volume undelete {Claim.ShortName} {AreaName}",
        (_, true) => "The disk goes with the claim. What the snapshot has of it can be restored by hand; what is written after it is lost.",
        _ => Disk is null
            ? "The claim has no disk, so no data is lost."
            : $"All data on it is lost for good: reclaim policy {Disk.ReclaimPolicy}. Nobody can bring it back; ask with --keep-disk to keep the disk instead.",
    };

    private TablePart Objects() => ObjectTable.Of(
        Claim.Namespace,
        [
            .. VolumeWords.Rows(Workload),
            new("PersistentVolumeClaim", Claim.ShortName, Workload is null ? "deleted" : "deleted, made anew empty", Claim.Uid),
            .. Disk is null ? [] : new[] { VolumeWords.Row(Disk.Reference, DiskOutlives ? "kept (Retain)" : $"deleted ({Disk.ReclaimPolicy})") },
        ]);
}
