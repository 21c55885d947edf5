using System.ComponentModel;
using ChatOps.Commands;
using Component = ChatOps.Commands.Component;

namespace ChatOps.Diagnosing;

/// <summary>Asks what is wrong with a component.</summary>
/// <param name="Deployment">One deployment (a unique beginning of its name will do), or null for the platform.</param>
public sealed record DiagnoseQuery(Component Component, DeploymentName? Deployment) : IQuery, IAreaCommand
{
    /// <summary>Other queries without a deployment are about everything; this one is about the platform.</summary>
    DeploymentName? IAreaCommand.Deployment => Deployment ?? DeploymentName.Platform;

    public static void Register(CommandCatalog commands) => commands.Add(
            "diagnose",
            "Finds out what is wrong with a component, from its last end, log, events and volume; changes nothing.",
            (
                Component component,
                [Argument("deployment|platform"), Description("The platform when left out.")]
                DeploymentName? deployment) => new DiagnoseQuery(component, deployment))
        .Example("diagnose prometheus")
        .Example("diagnose redis zodiac-cosmo-1172");
}
