using ChatOps.Inventory;

namespace ChatOps.Operations.Volumes.Steps;

/// <summary>Gives a disk that has a claim again the reclaim policy it had before it was kept.</summary>
internal sealed class LetDiskGoStep(VolumeReference disk, IVolumes volumes) : IStep
{
    public string Title => $"Give {disk.Name} its reclaim policy back";

    public StepTarget? Target => new("PersistentVolume", "", disk.Name, disk.Uid);

    public TimeSpan Limit => TimeSpan.FromMinutes(2);

    public async Task<StepOutcome> RunAsync(CancellationToken cancellationToken) =>
        await volumes.LetGoAsync(disk, cancellationToken)
            ? StepOutcome.Done()
            : StepOutcome.Done("the volume is gone");
}
