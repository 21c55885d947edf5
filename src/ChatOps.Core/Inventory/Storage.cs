using ChatOps.Inventory.Placement;

namespace ChatOps.Inventory;

/// <summary>A persistent volume claim.</summary>
/// <param name="Phase">Pending, Bound or Lost; a claim that is being deleted stays Bound and is terminating.</param>
/// <param name="Capacity">Bytes it holds, 0 while unbound.</param>
/// <param name="AccessModes">In kubectl's short form: "RWO", "RWX" ...</param>
public sealed record Claim(
    string Namespace,
    string Name,
    string Uid,
    Labels Labels,
    string Phase,
    string? VolumeName,
    long Capacity,
    string AccessModes,
    string? StorageClass,
    DateTimeOffset CreatedAt,
    DateTimeOffset? DeletionRequested)
{
    /// <summary>It has its disk for good. One that asks for a certain disk by name (VolumeName) is Pending until it gets it.</summary>
    public bool IsBound => VolumeName is not null && Phase is "Bound";

    /// <summary>Which disk will do while it has none.</summary>
    public DiskWish Wish { get; init; } = DiskWish.Any;

    /// <summary>The node that the scheduler has chosen for a pod of it, to which a disk is being made; or null.</summary>
    public string? SelectedNode { get; init; }

    /// <summary>
    /// Since when no pod has it, so that nobody wrote to it after; null while one has it, and in clusters that do not tell
    /// (https://www.kubernetes.dev/resources/keps/5541/, on from Kubernetes 1.37).
    /// </summary>
    public DateTimeOffset? UnusedSince { get; init; }
}

/// <summary>What a claim asks of a disk.</summary>
/// <param name="Bytes">The disk must hold these at least.</param>
/// <param name="AccessModes">The disk must have all of these, in kubectl's short form.</param>
/// <param name="Mode">Filesystem or Block.</param>
/// <param name="Selector">What the disk's labels must be.</param>
public sealed record DiskWish(long Bytes, ValueList<string> AccessModes, string Mode, LabelSelector Selector)
{
    public const string Filesystem = "Filesystem";

    public static DiskWish Any { get; } = new(0, [], Filesystem, LabelSelector.Everything);
}

/// <summary>A persistent volume: the disk behind a claim.</summary>
/// <param name="Phase">Available, Bound, Released (its claim is gone) or Failed.</param>
/// <param name="Capacity">Bytes it holds.</param>
/// <param name="ReclaimPolicy">What becomes of it when its claim goes: Retain, Delete or Recycle.</param>
/// <param name="ClaimNamespace">Where its claim is or was, or null for a volume never claimed; so are the two after it.</param>
/// <param name="ClaimUid">The claim that has or had it; a claim by the same name with another UID does not get it back.</param>
public sealed record Volume(
    string Name,
    string Uid,
    string Phase,
    long Capacity,
    string ReclaimPolicy,
    string? StorageClass,
    string? ClaimNamespace,
    string? ClaimName,
    string? ClaimUid,
    DateTimeOffset CreatedAt,
    DateTimeOffset? DeletionRequested)
{
    /// <summary>In kubectl's short form.</summary>
    public ValueList<string> AccessModes { get; init; } = [];

    /// <summary>Filesystem or Block.</summary>
    public string Mode { get; init; } = DiskWish.Filesystem;

    /// <summary>The zone is among them on old disks.</summary>
    public LabelSet Labels { get; init; } = LabelSet.None;

    /// <summary>The nodes that reach it: those that one of these chooses; null where all do.</summary>
    public ValueList<NodeTerm>? NodeTerms { get; init; }
}

/// <summary>How claims of a class get their disks (https://kubernetes.io/docs/concepts/storage/storage-classes/).</summary>
/// <param name="Provisioner">Who makes them; <see cref="NoProvisioner"/> when nobody does.</param>
/// <param name="WaitsForPod">A claim gets its disk when a pod of it gets its node, not before (WaitForFirstConsumer).</param>
/// <param name="Topologies">Disks are made only where one of these chooses the node; null for everywhere.</param>
public sealed record StorageClass(string Name, string Provisioner, bool WaitsForPod, ValueList<NodeTerm>? Topologies)
{
    /// <summary>A claim that has its disk may ask for a larger one (allowVolumeExpansion).</summary>
    public bool AllowsExpansion { get; init; }

    public const string NoProvisioner = "kubernetes.io/no-provisioner";

    /// <summary>Whether disks are made as they are asked for.</summary>
    public bool MakesDisks => Provisioner is not NoProvisioner;
}
