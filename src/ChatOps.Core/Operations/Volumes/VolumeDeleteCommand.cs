using ChatOps.Commands;

namespace ChatOps.Operations.Volumes;

/// <summary>Asks for a claim to be deleted, and where a workload uses it for a new one in its place.</summary>
/// <param name="Claim">Its name, whole or without the release in it.</param>
/// <param name="Deployment">The Airflow deployment, gone or not, or null for the platform.</param>
/// <param name="KeepDisk">The disk outlives the claim, so that it can be brought back.</param>
/// <param name="Snapshot">A snapshot is taken before.</param>
public sealed record VolumeDeleteCommand(string Claim, DeploymentName? Deployment, bool KeepDisk, bool Snapshot) : IAreaCommand
{
    /// <summary>What to type to ask the same of another's claim.</summary>
    public string For(DeploymentName whose) =>
        $"volume delete {Claim} {whose}{(KeepDisk ? " --keep-disk" : "")}{(Snapshot ? " --snapshot" : "")}";
}
