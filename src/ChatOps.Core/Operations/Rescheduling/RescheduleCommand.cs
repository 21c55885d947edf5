using ChatOps.Commands;

namespace ChatOps.Operations.Rescheduling;

/// <summary>Asks for a pod to be deleted until its successor lands where it gets ready.</summary>
/// <param name="Subject">The pod, by its name or by namespace/name.</param>
/// <param name="Attempts">How often at most; null for <see cref="RescheduleOptions.Attempts"/>.</param>
public sealed record RescheduleCommand(SubjectName Subject, int? Attempts) : ISubjectCommand
{
    SubjectName? ISubjectCommand.Subject => Subject;

    DeploymentName? IAreaCommand.Deployment => null;
}
