using ChatOps.Chat;
using ChatOps.Inventory;

namespace ChatOps.Operations.Volumes;

/// <summary>Which kept disk comes back, and what has its place now. Nothing in it ages by itself.</summary>
/// <param name="Claim">The claim that comes: named as the one the disk had, whose UID and age it shows.</param>
/// <param name="Disk">The kept disk.</param>
/// <param name="Replaced">The claim that has the name now, or null.</param>
/// <param name="ReplacedDisk">The disk behind that, or null.</param>
/// <param name="KeepDisk">Keeps the replaced disk in turn.</param>
/// <inheritdoc cref="VolumeDeletePlan" path="/param"/>
public sealed record VolumeUndeletePlan(
    string Place,
    string AreaName,
    PlannedClaim Claim,
    PlannedDisk Disk,
    PlannedClaim? Replaced,
    PlannedDisk? ReplacedDisk,
    StoppedWorkload? Workload,
    bool KeepDisk) : IPlan
{
    /// <inheritdoc cref="VolumeDeletePlan.Owner"/>
    public WorkloadReference? Owner { get; init; }

    public Risk Risk => Risk.Destructive;

    public string Subject => $"volume {Claim.ShortName} of {Place}";

    public string Target => Claim.HeldWith(Workload?.Reference ?? Owner);

    public string Namespace => Claim.Namespace;

    public Message Describe(Message message)
    {
        var described = message.Field("Comes back", $"{VolumeWords.Data(Claim)}, on {Disk.Reference.Name}");
        return ReplacedOutlives ? described.Text(Loss()) : described;
    }

    /// <summary>What is lost comes first: a phone shows little more before one scrolls.</summary>
    public Message Foretell(Message message)
    {
        var foretold = (Replaced, ReplacedDisk, ReplacedOutlives) switch
        {
            (_, _, true) => message,
            (null, _, _) or (_, null, _) => message.Text(Loss()),
            _ => message.Warning(Loss()),
        };
        return foretold
            .Field("Goes", Replaced is null ? "nothing" : VolumeWords.Data(Replaced))
            .Field("Stands still", VolumeWords.Stop(Workload))
            .Field("Goes on", VolumeWords.GoesOn(Workload, Place))
            .Table(Objects());
    }

    public string? AtStake => Replaced is null || ReplacedOutlives
        ? "Nothing is lost."
        : $"Lost for good: what was written to {Claim.ShortName} since {Words.At(Replaced.CreatedAt)}.";

    private bool ReplacedOutlives => ReplacedDisk is not null && (KeepDisk || ReplacedDisk.IsRetained);

    private string Loss() => (Replaced, ReplacedOutlives) switch
    {
        (null, _) => "Nothing is lost.",
        (_, true) => $"Nothing is lost: the disk that is replaced is kept. Back with: volume undelete {Claim.ShortName} {AreaName} --disk {ReplacedDisk!.Reference.Name}", // kept, so there is one
        _ => $"What was written since {Words.At(Replaced.CreatedAt)} is lost for good, unless you add --keep-disk.",
    };

    private TablePart Objects() => ObjectTable.Of(
        Claim.Namespace,
        [
            .. VolumeWords.Rows(Workload),
            .. Replaced is null ? [] : new ObjectRow[] { new("PersistentVolumeClaim", Replaced.ShortName, "replaced", Replaced.Uid) },
            .. ReplacedDisk is null ? [] : new[] { VolumeWords.Row(ReplacedDisk.Reference, ReplacedOutlives ? "kept (Retain)" : "deleted") },
            VolumeWords.Row(Disk.Reference, "in use again"),
        ]);
}
