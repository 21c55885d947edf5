using System.ComponentModel;
using ChatOps.Commands;
using ChatOps.Inventory;
using ChatOps.Queries;
using Microsoft.Extensions.Options;

namespace ChatOps.Operations.Rescheduling;

/// <summary>
/// The runbook's "delete it until it lands right", done knowingly: only while some node would take it, no more often than was
/// said, and no longer than needed.
/// </summary>
public sealed class RescheduleCapability(
    DeploymentDirectory directory, IInventory inventory, IPods pods, IOptions<RescheduleOptions> options, TimeProvider time)
    : IInventoryCapability<RescheduleCommand, ReschedulePlan>
{
    /// <summary>The name its operations are stored under.</summary>
    public const string Name = "reschedule";

    private const int MostAttempts = 10;
    private const int MostTakers = 3;

    public Verb Verb { get; } = new("Rescheduling", "Rescheduling", "Rescheduled");

    public static void Register(CommandCatalog commands) => commands
        .Add(
            Name,
            "Deletes a pod that is not well until it gets ready on another node; says why where that would be pointless.",
            ([Argument("pod"), Description("By its name, or by namespace/name.")] SubjectName pod,
                [Option("N"), Description("How often at most, 1 to 10; 5 unless settings say otherwise.")] int? attempts) =>
                new RescheduleCommand(pod, attempts))
        .Example("reschedule zodiac-cosmo-1172-worker-0")
        .Example("reschedule zodiac-cosmo-1172-worker-0 --attempts 2");

    public Result<ReschedulePlan> Plan(RescheduleCommand command)
    {
        if (inventory.OutOfSight("pods") is { } outOfSight)
        {
            return outOfSight;
        }

        var attempts = command.Attempts ?? options.Value.Attempts;
        if (attempts is < 1 or > MostAttempts)
        {
            return Problem.Invalid($"Choose 1 to {MostAttempts} attempts.");
        }

        if (!PodSearch.Find(inventory, command.Subject.Value).TryGet(out var pod, out var problem))
        {
            return problem;
        }

        if (Refusal(pod) is { } refusal)
        {
            return refusal;
        }

        return inventory.WorkloadOf(pod) is { } workload
            ? Plan(pod, workload, attempts)
            : Problem.Refused(
                $"Nothing would bring {pod} back: no Deployment or StatefulSet looks after it.",
                "Whoever made it must make it again; the bot leaves it alone.");
    }

    public IReadOnlyList<IStep> Steps(ReschedulePlan plan) =>
    [
        .. Enumerable.Range(1, plan.Attempts).SelectMany(IEnumerable<IStep> (attempt) =>
        [
            new TakeAwayStep(plan, attempt, inventory, pods, options.Value, time),
            new LandStep(plan, attempt, inventory, options.Value, time),
        ]),
    ];

    private static Problem? Refusal(Pod pod) => pod switch
    {
        { IsFinished: true } => Problem.Refused($"{pod} has ended: there is nothing to move."),
        { IsTerminating: true } => Problem.Refused($"{pod} is ending already.", $"Who holds it: diagnose {pod.Namespace}/{pod.Name}"),
        { IsReady: true } => Problem.Refused(
            $"{pod} is ready on {pod.NodeName}: moving it would gain nothing.", "restart replaces a pod that is ready and yet not well."),
        _ => null,
    };

    private Result<ReschedulePlan> Plan(Pod pod, Workload workload, int attempts)
    {
        var site = LandingSite.Of(pod, workload, inventory);
        if (site.Pointless is { } why)
        {
            return Problem.Refused($"Deleting {pod} would be pointless now: {why}.", $"What would help: diagnose {pod.Namespace}/{pod.Name}");
        }

        var area = directory.OfPod($"{pod.Namespace}/{pod.Name}") is [var first, ..] ? first : null;
        return new ReschedulePlan(
            $"{ShortName.Of(pod.Name, area?.Release)} of {(area is null ? pod.Namespace : $"{area}")}",
            area?.Release,
            PodKey.Of(pod),
            workload.Reference,
            attempts,
            pod.Grace,
            pod.NodeName,
            [.. site.Takers.Take(MostTakers), .. site.Takers.Count > MostTakers ? [$"{site.Takers.Count - MostTakers} more"] : Array.Empty<string>()],
            [
                .. inventory.PodsOf(workload).Where(other => other.Uid != pod.Uid)
                    .Select(other => other.Uid)
                    .Order(StringComparer.Ordinal),
            ]);
    }
}
