using System.Collections.Immutable;
using ChatOps.Commands;

namespace ChatOps.Operations.Limiting;

/// <summary>Asks for a quota to allow more or less.</summary>
/// <param name="Deployment">The Airflow deployment, or "platform".</param>
/// <param name="Amounts">As they were typed: "requests.cpu=12", "limits.memory=+8Gi".</param>
/// <param name="Quota">Which of its quotas, by its name with or without the release; null where only one comes into question.</param>
/// <param name="BelowUsed">Also where more is used already than will be allowed.</param>
public sealed record QuotaSetCommand(
    DeploymentName Deployment, ImmutableList<string> Amounts, string? Quota, bool BelowUsed) : IAreaCommand
{
    DeploymentName? IAreaCommand.Deployment => Deployment;
}
