using System.Collections.Immutable;
using ChatOps.Commands;
using ChatOps.Diagnosing;
using ChatOps.Inventory;
using ChatOps.Operations.Recovering.Steps;
using ChatOps.Operations.Volumes;
using Microsoft.Extensions.Options;
using DescriptionAttribute = System.ComponentModel.DescriptionAttribute;

namespace ChatOps.Operations.Recovering;

/// <summary>Brings a StatefulSet that is not well back, by the least harmful rung that its cause calls for.</summary>
public sealed class RecoverCapability(
    DeploymentDirectory deployments,
    ClaimDirectory claims,
    IInventory inventory,
    IDiagnostician diagnostician,
    IPodTemplates templates,
    MemoryPlanner memory,
    LastWell lastWell,
    RecoverySteps steps,
    IOptions<RecoveryOptions> options,
    TimeProvider time) : ICapability<RecoverCommand, RecoverPlan>
{
    /// <summary>The name its operations are stored under.</summary>
    public const string Name = "recover";

    private static readonly TimeSpan UsualStart = TimeSpan.FromMinutes(2);

    public Verb Verb { get; } = new("Recovery", "Recovering", "Recovered");

    public static void Register(CommandCatalog commands)
    {
        commands.Values.Add<Rung>(
            "restart, memory, volume or full", Rungs.TryRead, () => Rungs.All.Select(Rungs.Word));
        commands
            .Add(
                Name,
                "Looks why a component with a volume is not well, and brings it back by what its cause calls for.",
                (
                    Component component,
                    [Description("Whose component; the platform's own without it.")] DeploymentName? deployment,
                    [Option("RUNG"), Description("What to do instead of what the cause calls for: restart, memory, volume or full.")]
                    Rung? from) => new RecoverCommand(component, deployment, from))
            .Example("recover prometheus")
            .Example("recover prometheus --from volume")
            .Example("recover redis zodiac-cosmo-1172");
    }

    public async Task<Result<RecoverPlan>> PlanAsync(RecoverCommand command, CancellationToken cancellationToken)
    {
        if (inventory.OutOfSight("pods") is { } outOfSight)
        {
            return outOfSight;
        }

        if (!deployments.FindComponent(command.Component, command.Deployment).TryGet(out var found, out var problem)
            || !RecoveryTarget.Of(found).TryGet(out var workload, out problem))
        {
            return problem;
        }

        var diagnosis = await diagnostician.ExamineAsync(workload, cancellationToken);
        var asked = $"recover {command.Component}{(command.Deployment is { } deployment ? $" {deployment}" : "")}";
        return RungChoice.For(diagnosis, command.From, asked, $"{found.Component} of {found.Area}").TryGet(out var rung, out problem)
            ? await PlanAsync(new Choice(found, workload, diagnosis, rung, asked), cancellationToken)
            : problem;
    }

    public IReadOnlyList<IStep> Steps(RecoverPlan plan) => steps.Of(plan);

    private async Task<Result<RecoverPlan>> PlanAsync(Choice choice, CancellationToken cancellationToken)
    {
        var (found, workload, diagnosis, rung, _) = choice;
        var reference = workload.Reference;
        var template = await templates.FindAsync(reference, cancellationToken);
        if (template is null || RecoveryTarget.ContainerIn(template, workload, found.Component, diagnosis) is not { } container)
        {
            return Problem.Conflict($"{workload.Name} is being changed at this moment.", "Ask again in a moment.");
        }

        var pods = PodsOf(workload);
        var plan = new RecoverPlan(
            found.Component.Value,
            $"{found.Area}",
            found.Area.IsPlatform ? null : found.Area.Name.Value,
            rung,
            diagnosis.Summary,
            container.Name,
            StoppedWorkload.Of(workload, found.Area.Release, inventory) with { Replicas = Math.Max(workload.Replicas, 1) },
            WasStopped: workload.Replicas == 0,
            Replaced(pods),
            Volumes: [],
            HistoryDays: null,
            Memory: null,
            MemoryStays: null,
            UsualStart + options.Value.StableFor)
        {
            Cause = diagnosis.Cause,
            LastEnd = diagnosis.LastEnd,
            Unseen = diagnosis.Unseen is [] ? null : diagnosis.Unseen,
            IsOneByOne = pods.Count > 1 && pods.TrueForAll(pod => pod.IsReady),
            StableFor = options.Value.StableFor,
        };
        plan = plan with { AwaySince = await lastWell.BeforeAsync(plan.Target, workload, pods, cancellationToken) };
        return WithVolumes(plan, choice, container).TryGet(out plan, out var problem)
            ? WithMemory(plan, choice, template, container)
            : problem;
    }

    private Result<RecoverPlan> WithVolumes(RecoverPlan plan, Choice choice, TemplateContainer container)
    {
        if (!plan.Rung.LosesData())
        {
            return plan;
        }

        if (!claims.Find(choice.Found.Area.Name, allowPrefix: false).TryGet(out var group, out var problem))
        {
            return problem;
        }

        var lost = RecoveryTarget.Volumes(choice.Workload, plan.Replaced, inventory);
        if (lost is [])
        {
            return Problem.Refused(
                $"{plan.Subject} has no volume of its own that could be new.", $"Take another rung: {plan.CommandFor(Rung.Restart)}");
        }

        var pods = lost.SelectMany(use => use.Pods).Distinct().ToList();
        var reserved = lost.Select(use => ReservedDisk.InTheWayOf(inventory, PlannedClaim.Of(use.Claim, group.Release))).OfType<Problem>();
        return (reserved.FirstOrDefault() ?? StopRefusals.For(choice.Workload, pods, group, inventory)) is { } refusal
            ? refusal
            : plan with
            {
                Volumes = [.. lost.Select(use => Lost(use, group.Release))],
                HistoryDays = plan.Component is "prometheus"
                    ? Math.Min(Retention.DaysOf(container.Arguments), lost.Max(use => DaysSince(use.Claim.CreatedAt)))
                    : null,
                Expected = plan.Expected + UsualStart,
            };
    }

    private Result<RecoverPlan> WithMemory(
        RecoverPlan plan, Choice choice, PodTemplate template, TemplateContainer container)
    {
        if (!plan.Rung.RaisesMemory())
        {
            return plan;
        }

        // A new disk can be wherever its pod is.
        var kept = RecoveryTarget.ClaimsOfPods(choice.Workload, plan.Workload.Replicas, isKept: plan.Rung is Rung.Memory, inventory);
        var raise = memory.Plan(choice.Workload, template, container, kept);
        return (raise.TryGet(out var raised, out var obstacle), plan.Rung) switch
        {
            (true, _) => plan with { Memory = raised },
            (false, Rung.Full) => plan with { MemoryStays = obstacle!.Text }, // not raised, so there is an obstacle
            _ => Problem.Refused(
                obstacle!.Text,
                $"The next rung is a new volume, which loses data: {choice.Asked} --from volume"),
        };
    }

    private LostVolume Lost(ClaimUse use, string? release) => new(PlannedClaim.Of(use.Claim, release), PlannedDisk.Of(use.Volume))
    {
        CanGrow = inventory.StorageClasses.Any(offered => offered.Name == use.Claim.StorageClass && offered.AllowsExpansion),
    };

    /// <summary>Those that are not well, or all where that does not tell them apart.</summary>
    private static ImmutableList<StoppedPod> Replaced(List<Pod> pods)
    {
        var unwell = pods.Where(pod => !pod.IsReady).ToList();
        return [.. (unwell is [] ? pods : unwell).Select(pod => new StoppedPod(pod.Name, pod.Uid, pod.Grace))];
    }

    private List<Pod> PodsOf(Workload workload) =>
        [.. inventory.PodsOf(workload).OrderBy(pod => pod.Name, StringComparer.Ordinal)];

    private int DaysSince(DateTimeOffset since) => (int)Math.Ceiling((time.GetUtcNow() - since).TotalDays);

    private sealed record Choice(AreaComponent Found, Workload Workload, Diagnosis Diagnosis, Rung Rung, string Asked);
}
