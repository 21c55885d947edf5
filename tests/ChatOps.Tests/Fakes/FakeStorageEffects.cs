using ChatOps.Inventory;

namespace ChatOps.Tests.Fakes;

/// <summary>Remembers every effect on workloads, claims and disks in order, and answers as the test says.</summary>
internal sealed class FakeStorageEffects : IWorkloads, IClaims, IVolumes, ISnapshots
{
    public List<string> Done { get; } = [];

    /// <summary>What the API server knows; null for a workload that is gone.</summary>
    public int? Replicas { get; set; } = 1;

    public Deletion ClaimDeletion { get; set; } = Deletion.Accepted;

    public bool ClaimLives { get; set; } = true;

    public bool DiskIsThere { get; set; } = true;

    public Reservation Reservation { get; set; } = Reservation.Reserved;

    public bool Binds { get; set; } = true;

    public Snapshot Snapshot { get; set; } = new(SnapshotState.NotOffered);

    public bool OffersSnapshots { get; set; } = true;

    public Task<int?> FindReplicasAsync(WorkloadReference workload, CancellationToken cancellationToken) =>
        Task.FromResult(Replicas);

    public Task<int?> ScaleAsync(WorkloadReference workload, int from, int to, CancellationToken cancellationToken)
    {
        if (Replicas == from)
        {
            Done.Add($"scale {workload.Name} {workload.Uid} {from} to {to}");
            Replicas = to;
        }

        return Task.FromResult(Replicas);
    }

    Task<Deletion> IClaims.DeleteAsync(string @namespace, string name, string uid, CancellationToken cancellationToken) =>
        Note($"delete {name} {uid}", ClaimDeletion);

    public Task<bool> IsLivingAsync(string @namespace, string name, string uid, CancellationToken cancellationToken) =>
        Task.FromResult(ClaimLives);

    public Task TouchAsync(string @namespace, string name, string uid, CancellationToken cancellationToken) =>
        Note($"touch {name} {uid}", true);

    public Task<bool> BindAsync(string @namespace, string name, VolumeReference volume, CancellationToken cancellationToken) =>
        Note($"bind {name} to {volume.Name}", Binds);

    public Task<bool> KeepAsync(VolumeReference volume, CancellationToken cancellationToken) =>
        Note($"keep {volume.Name}", DiskIsThere);

    public Task<bool> LetGoAsync(VolumeReference volume, CancellationToken cancellationToken) =>
        Note($"let go {volume.Name}", DiskIsThere);

    public Task<Reservation> ReserveAsync(
        VolumeReference volume, string @namespace, string claim, string claimUid, CancellationToken cancellationToken) =>
        Note($"reserve {volume.Name} from {claimUid}", DiskIsThere ? Reservation : Reservation.Gone);

    public Task<Reservation> ReleaseAsync(
        VolumeReference volume, string @namespace, string claim, string claimUid, CancellationToken cancellationToken) =>
        Note($"release {volume.Name} to {claimUid}", DiskIsThere ? Reservation : Reservation.Gone);

    public Task<bool> IsOfferedAsync(string @namespace, string claim, CancellationToken cancellationToken) =>
        Task.FromResult(OffersSnapshots);

    public Task<Snapshot> TakeAsync(
        string @namespace, string claim, string name, SnapshotMark mark, CancellationToken cancellationToken) =>
        Note($"snapshot {name} of {claim} ({mark.ClaimUid}) for {mark.OperationId}", Snapshot);

    private Task<T> Note<T>(string effect, T answer)
    {
        Done.Add(effect);
        return Task.FromResult(answer);
    }
}
