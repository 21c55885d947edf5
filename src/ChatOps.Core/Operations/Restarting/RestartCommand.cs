using ChatOps.Commands;

namespace ChatOps.Operations.Restarting;

/// <summary>Asks for the pods of one component to be replaced, one at a time.</summary>
/// <param name="Deployment">The Airflow deployment, or null for the platform.</param>
/// <param name="Pod">The only pod to replace, or null for all of the component's.</param>
/// <param name="Force">Kill at once, without grace.</param>
/// <param name="Reason">Why, for the audit trail, or null.</param>
/// <param name="Anyway">Also where nothing would take the place of the pods as things are now.</param>
public sealed record RestartCommand(
    Component Component, DeploymentName? Deployment, string? Pod, bool Force, string? Reason, bool Anyway = false) : IAreaCommand, IReasonedCommand
{
    ICommand IReasonedCommand.Wish => this with { Reason = null };
}
