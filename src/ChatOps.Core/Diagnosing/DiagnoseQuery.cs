using System.ComponentModel;
using ChatOps.Commands;

namespace ChatOps.Diagnosing;

/// <summary>Asks what is wrong with a component, with one pod, or with a whole deployment.</summary>
/// <param name="Subject">A component or a pod of <paramref name="Deployment"/>; without one, of the platform, or any pod or deployment; null for all that is not well.</param>
/// <param name="Deployment">One deployment (a unique beginning of its name will do), or null.</param>
public sealed record DiagnoseQuery(SubjectName? Subject, DeploymentName? Deployment) : IQuery, ISubjectCommand
{
    public static void Register(CommandCatalog commands) => commands.Add(
            "diagnose",
            "Finds out what is wrong with a component, a pod or a deployment, and why pods wait or are missing; changes nothing.",
            (
                [Argument("component|pod|deployment"), Description("A pod by its name, or by namespace/name; all that is not well when left out.")]
                SubjectName? subject,
                [Argument("deployment|platform"), Description("Whose component; the platform's own when left out.")]
                DeploymentName? deployment) => new DiagnoseQuery(subject, deployment))
        .Example("diagnose prometheus")
        .Example("diagnose redis zodiac-cosmo-1172")
        .Example("diagnose zodiac-cosmo-1172-worker-0")
        .Example("diagnose zodiac-cosmo-1172")
        .Example("diagnose");
}
