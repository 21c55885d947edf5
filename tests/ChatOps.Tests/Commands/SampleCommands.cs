using ChatOps.Commands;

namespace ChatOps.Tests.Commands;

/// <summary>A catalog with a command of every shape that the grammar knows.</summary>
internal static class SampleCommands
{
    public static CommandCatalog Catalog { get; } = new(new ValueRules(new KnownNames()), [new(Register)]);

    private static void Register(CommandCatalog commands)
    {
        commands.Add("help", "Shows the commands.", (string[] command) => new Help(string.Join(' ', command)))
            .Example("help restart");
        commands.Add(
            "pods",
            "Shows pods.",
            ([Argument("deployment|platform")] DeploymentName? deployment, bool unhealthy) => new Pods(deployment, unhealthy))
            .Example("pods zodiac-cosmo-1172");
        commands.Add(
            "restart",
            "Replaces the pods of a component.",
            (Component component, DeploymentName? deployment, [Option("NAME")] string? pod, [Option("TEXT")] string? reason) =>
                new Restart(component, deployment, pod, reason))
            .Example("restart scheduler zodiac-cosmo-1172");
        commands.Add(
            "scale",
            "Sets how many pods a component runs.",
            (Component component, DeploymentName deployment, int replicas, [Option("TIME")] TimeSpan? within) =>
                new Scale(component, deployment, replicas, within))
            .Example("scale worker zodiac-cosmo-1172 3");
        commands.Add("volume delete", "Deletes a volume.", (string claim, bool keepDisk) => new DeleteVolume(claim, keepDisk))
            .Example("volume delete logs-worker-0");
        commands.Add("volume undelete", "Brings a volume back.", (string claim) => new UndeleteVolume(claim));
        commands.Add("quota", "Shows a quota.", (DeploymentName? deployment) => new ShowQuota(deployment));
        commands.Add("quota set", "Changes a quota.", (DeploymentName deployment) => new SetQuota(deployment));
    }

    public sealed record Help(string Command) : IQuery;

    public sealed record Pods(DeploymentName? Deployment, bool Unhealthy) : IQuery;

    public sealed record Restart(Component Component, DeploymentName? Deployment, string? Pod, string? Reason) : ICommand;

    public sealed record Scale(Component Component, DeploymentName Deployment, int Replicas, TimeSpan? Within) : ICommand;

    public sealed record DeleteVolume(string Claim, bool KeepDisk) : ICommand;

    public sealed record UndeleteVolume(string Claim) : ICommand;

    public sealed record ShowQuota(DeploymentName? Deployment) : IQuery;

    public sealed record SetQuota(DeploymentName Deployment) : ICommand;

    private sealed class KnownNames : IKnownNames
    {
        public IEnumerable<string> Deployments => ["zodiac-cosmo-1172", "lunar-nuclear-3725", "platform"];

        public IEnumerable<string> Components => ["worker", "scheduler", "webserver"];
    }
}
