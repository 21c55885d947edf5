using System.ComponentModel;
using ChatOps.Commands;
using ChatOps.Diagnosing;
using ChatOps.Inventory;
using Microsoft.Extensions.Options;
using Component = ChatOps.Commands.Component;

namespace ChatOps.Operations.Scaling;

/// <summary>Sets how many pods a component runs, once quotas and nodes are known to have room for all of them.</summary>
public sealed class ScaleCapability(
    DeploymentDirectory directory,
    IInventory inventory,
    IWorkloads workloads,
    GrowthLook growth,
    IOptions<ScalingOptions> options,
    TimeProvider time)
    : ICapability<ScaleCommand, ScalePlan>
{
    /// <summary>The name its operations are stored under.</summary>
    public const string Name = "scale";

    public Verb Verb { get; } = new("Scaling", "Scaling", "Scaled");

    public static void Register(CommandCatalog commands) => commands
        .Add(
            Name,
            "Sets how many pods a component runs, after a look at quota and nodes; 0 needs another person's approval.",
            (Component component,
                [Argument("deployment|platform")] DeploymentName deployment,
                [Description("Pods it is to have.")] int replicas,
                [Description("Also where no node has room now: an autoscaler may bring one.")] bool anyway) =>
                new ScaleCommand(component, deployment, replicas, anyway))
        .Example("scale webserver zodiac-cosmo-1172 0")
        .Example("scale worker lunar-nuclear-3725 2");

    public async Task<Result<ScalePlan>> PlanAsync(ScaleCommand command, CancellationToken cancellationToken)
    {
        if (inventory.OutOfSight("pods") is { } outOfSight)
        {
            return outOfSight;
        }

        if (command.Replicas < 0 || command.Replicas > options.Value.MostReplicas)
        {
            return Problem.Refused($"Choose 0 to {options.Value.MostReplicas} pods.");
        }

        if (!directory.FindComponent(command.Component, command.Deployment).TryGet(out var found, out var problem))
        {
            return problem;
        }

        return found.Workloads is [var workload]
            ? await PlanAsync(command, found, workload, cancellationToken)
            : Problem.Refused($"{found.Component} of {found.Area} is {Words.Count(found.Workloads.Count, "workload")}; only one can be scaled.");
    }

    public IReadOnlyList<IStep> Steps(ScalePlan plan) =>
        [new ScaleStep(plan, workloads), new AwaitSizeStep(plan, inventory, options.Value.ReadyWithin, time)];

    private async Task<Result<ScalePlan>> PlanAsync(
        ScaleCommand command, AreaComponent found, Workload workload, CancellationToken cancellationToken)
    {
        if (workload.Replicas == command.Replicas)
        {
            return Problem.Refused($"{found.Component} of {found.Area} is to run {Words.Count(workload.Replicas, "pod")} already.");
        }

        var ahead = new LookAhead(inventory, workload, command.Replicas);
        if (ahead.QuotaLack() is { } quota)
        {
            return Problem.Refused($"Not all pods could be made: {quota}.", $"See what is left: quota {found.Area.Name}");
        }

        var nodes = ahead.NodeLack();
        var told = await growth.WordsAsync(nodes?.Growing, cancellationToken);
        return nodes is not null && !command.Anyway
            ? Lacking(nodes, told)
            : Of(found, workload, command.Replicas, nodes?.Words) with { Growth = told };
    }

    private static Problem Lacking(NodeLack nodes, string? told) => told is null
        ? Problem.Refused($"Not all pods would run: {nodes.Words}.", "If an autoscaler brings a node, ask again with --anyway.")
        : Problem.Refused($"Not all pods would run: {nodes.Words}. {told}", "To scale all the same, ask again with --anyway.");

    private ScalePlan Of(AreaComponent found, Workload workload, int replicas, string? nodesLack)
    {
        var isLess = replicas < workload.Replicas;
        var grace = inventory.PodsOf(workload)
            .Select(pod => pod.Grace)
            .DefaultIfEmpty()
            .Max();
        return new(
            $"{found.Component} of {found.Area}",
            found.Area.Release,
            workload.Reference,
            workload.Replicas,
            replicas,
            isLess ? grace : TimeSpan.Zero,
            isLess && workload.DropsClaimsWhenScaled,
            nodesLack);
    }
}
