using ChatOps.Commands;

namespace ChatOps.Operations.Scaling;

/// <summary>Asks for one component of a deployment to run a number of pods.</summary>
/// <param name="Deployment">The Airflow deployment, or "platform".</param>
/// <param name="Replicas">Pods, 0 (an outage) to <see cref="ScalingOptions.MostReplicas"/>.</param>
/// <param name="Anyway">Also where no node has room now: an autoscaler may bring one. A quota is never passed over.</param>
public sealed record ScaleCommand(Component Component, DeploymentName Deployment, int Replicas, bool Anyway) : IAreaCommand
{
    DeploymentName? IAreaCommand.Deployment => Deployment;
}
