using ChatOps.Commands;
using ChatOps.Inventory;
using Microsoft.Extensions.Options;
using DescriptionAttribute = System.ComponentModel.DescriptionAttribute;

namespace ChatOps.Operations.Restarting;

/// <summary>Replaces the pods of a component by deleting them gracefully, one at a time, each by its UID.</summary>
public sealed class RestartCapability(
    DeploymentDirectory directory, IInventory inventory, IPods pods, IOptions<RestartOptions> options)
    : IInventoryCapability<RestartCommand, RestartPlan>
{
    /// <summary>The name its operations are stored under.</summary>
    public const string Name = "restart";

    public Verb Verb { get; } = new("Restart", "Restarting", "Restarted");

    public static void Register(CommandCatalog commands) => commands
        .Add(
            Name,
            "Replaces the pods of a component, one at a time, and waits until each successor is ready.",
            (Component component,
                [Description("Whose component; the platform's own without it.")] DeploymentName? deployment,
                [Option("NAME"), Description("Only this pod, by its name with or without the release.")] string? pod,
                [Description("Kill at once instead of waiting for running work; another person has to approve.")] bool force,
                [Option("TEXT"), Description("Why; said last it needs no quotes. Kept in the audit trail.")] string? reason,
                [Description("Also where its successor would not come as things are now.")] bool anyway) =>
                new RestartCommand(component, deployment, pod, force, reason, anyway))
        .Example("restart scheduler zodiac-cosmo-1172")
        .Example("restart worker zodiac-cosmo-1172 --pod worker-0 --reason \"stuck on a task\"")
        .Example("restart worker zodiac-cosmo-1172 --pod worker-0 --force")
        .Example("restart prometheus");

    public Result<RestartPlan> Plan(RestartCommand command)
    {
        if (inventory.OutOfSight("pods") is { } outOfSight)
        {
            return outOfSight;
        }

        if (!directory.FindComponent(command.Component, command.Deployment).TryGet(out var found, out var problem))
        {
            return problem;
        }

        return RunsTasksAsPods(found)
            ? Problem.Refused(
                $"{found.Area} has no workers to restart: it runs each task in a pod of its own.",
                "A stuck task is cleared in Airflow; restart scheduler if no task starts at all.")
            : Plan(command, found);
    }

    public IReadOnlyList<IStep> Steps(RestartPlan plan) =>
    [
        .. plan.Pods.SelectMany(IEnumerable<IStep> (pod) =>
        [
            new DeletePodStep(
                new PodKey(plan.Namespace, pod.Name, pod.Uid), plan.Shorten(pod.Name), plan.Force, pods),
            new AwaitSuccessorStep(plan, pod, inventory, options.Value.SuccessorWithin),
        ]),
    ];

    private Result<RestartPlan> Plan(RestartCommand command, AreaComponent found)
    {
        if (!Chosen(command, found).TryGet(out var chosen, out var problem))
        {
            return problem;
        }

        var workloads = chosen.Select(inventory.WorkloadOf).Distinct().ToList();
        return workloads switch
        {
            [{ } workload] when !command.Anyway && new RestartOutlook(inventory, workload).NoWayBack(chosen) is { } why => Problem.Refused(
                $"It would not come back: {why}.",
                "Solve that first: diagnose says more. To end it all the same, ask again with --anyway."),
            [{ } workload] => new RestartPlan(
                $"{found.Component} of {found.Area}",
                found.Area.Release,
                workload.Namespace,
                workload.Kind,
                workload.Name,
                workload.Uid,
                [.. chosen.OrderBy(pod => pod.IsReady).ThenBy(pod => pod.Name).Select(pod => Restarted(pod, command.Force))],
                FinishesTasks: found.Component == Component.Worker && !found.Area.IsPlatform,
                command.Force,
                command.Reason,
                [.. Siblings(workload, chosen)])
            {
                Beside = command.Force ? null : new RestartOutlook(inventory, workload).Beside(),
            },
            [null] => Problem.Refused(
                $"Nothing would bring {chosen[0].Name} back: no Deployment or StatefulSet looks after it.",
                "Whoever made it must make it again; the bot leaves it alone."),
            _ => Problem.Refused(
                $"{found.Component} of {found.Area} is {workloads.Count} workloads: {string.Join(", ", workloads.Select(workload => workload?.Name ?? "a bare pod"))}.",
                $"Restart one pod at a time: restart {found.Component} {found.Area.Name} --pod {chosen[0].Name}"),
        };
    }

    private static Result<List<Pod>> Chosen(RestartCommand command, AreaComponent found)
    {
        var candidates = found.Pods.Where(pod => pod is { IsFinished: false, Labels.IsTask: false }).ToList();
        if (command.Pod is { } name)
        {
            var named = found.Area.FindPod(name);
            candidates = [.. candidates.Where(pod => pod == named)];
            if (candidates.Count == 0)
            {
                return Problem.NotFound(
                    $"{found.Area} has no {found.Component} pod {name}.",
                    $"It has {Names(found.Pods)}.");
            }
        }

        // Those that are ending already are planned too when there is nothing else: whoever asks for them is shown the
        // operation that is at them, or gets one that waits for their successors.
        var living = candidates.Where(pod => !pod.IsTerminating).ToList();
        return (living, candidates) switch
        {
            ({ Count: > 0 }, _) => living,
            (_, { Count: > 0 }) => candidates,
            _ => Problem.Refused(
                $"{found.Component} of {found.Area} has no pods now: it is to run {Words.Count(found.Workloads.Sum(workload => workload.Replicas), "pod")}.",
                "If that is more than none, its quota or its nodes keep them from being made."),
        };
    }

    private static bool RunsTasksAsPods(AreaComponent found) =>
        found.Component == Component.Worker && found is { Area.IsPlatform: false, Workloads.Count: 0 };

    /// <summary>In order, so that the same siblings are the same plan.</summary>
    private IEnumerable<string> Siblings(Workload workload, List<Pod> chosen) => inventory.PodsOf(workload)
        .Where(pod => !chosen.Contains(pod))
        .Select(pod => pod.Uid)
        .Order(StringComparer.Ordinal);

    /// <summary>The state of the nodes matters to those who approve a forced restart, and to nobody else.</summary>
    private RestartedPod Restarted(Pod pod, bool force)
    {
        var isLost = force && !inventory.Nodes.Any(node => node.Name == pod.NodeName && node.IsReady);
        return new RestartedPod(pod.Name, pod.Uid, pod.Grace) { LostNode = isLost ? pod.NodeName : null };
    }

    private static string Names(IReadOnlyCollection<Pod> pods) =>
        pods.Count == 0 ? "none" : string.Join(", ", pods.Select(pod => pod.Name).Order());
}
