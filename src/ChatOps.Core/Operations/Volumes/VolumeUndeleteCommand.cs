using ChatOps.Commands;

namespace ChatOps.Operations.Volumes;

/// <summary>Asks for a kept disk to be brought back in the place of the volume that came after it.</summary>
/// <param name="Claim">The name of the claim it had, whole or without the release in it.</param>
/// <param name="Deployment">The Airflow deployment, gone or not, or null for the platform.</param>
/// <param name="Disk">The volume's name, needed only where several disks were kept of this claim.</param>
/// <param name="KeepDisk">The disk that is replaced is kept in turn.</param>
public sealed record VolumeUndeleteCommand(string Claim, DeploymentName? Deployment, string? Disk, bool KeepDisk) : IAreaCommand;
