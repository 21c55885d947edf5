using ChatOps.Commands;

namespace ChatOps.Operations.Recovering;

/// <summary>Asks for a component that is not well to be brought back.</summary>
/// <param name="Deployment">The Airflow deployment, or null for the platform.</param>
/// <param name="From">The rung to take, or null for the one that the cause calls for.</param>
public sealed record RecoverCommand(Component Component, DeploymentName? Deployment, Rung? From) : IAreaCommand;
