using ChatOps.Inventory;

namespace ChatOps.Operations.Restarting;

/// <summary>Waits until a pod is gone and the workload has a ready one in its place.</summary>
public sealed class AwaitSuccessorStep(
    RestartPlan plan, RestartedPod pod, IInventory inventory, TimeSpan successorWithin) : IStep
{
    public string Title => plan.WorkloadKind is "StatefulSet"
        ? $"Wait for the new {plan.Shorten(pod.Name)}"
        : "Wait for its successor";

    public StepTarget? Target => null;

    public TimeSpan Limit => pod.Grace + successorWithin;

    public Task<StepOutcome> RunAsync(CancellationToken cancellationToken) => Task.FromResult(Look());

    private StepOutcome Look()
    {
        if (inventory.Blind() is { } blind)
        {
            return blind;
        }

        // By name: a workload that was made anew meanwhile (a redeploy, a simulated cluster that was started again) makes the
        // successors just as well.
        var workload = inventory.Workloads.FirstOrDefault(candidate =>
            candidate.Namespace == plan.Namespace
            && candidate.Kind == plan.WorkloadKind
            && candidate.Name == plan.WorkloadName);
        if (workload is null)
        {
            return StepOutcome.Fail(Problem.Conflict(
                $"{plan.WorkloadKind} {plan.WorkloadName} was removed meanwhile, so nothing brings {plan.Shorten(pod.Name)} back.",
                "If it was redeployed, ask again."));
        }

        var pods = inventory.PodsOf(workload).ToList();
        if (pods.Find(candidate => candidate.Uid == pod.Uid) is { } ending)
        {
            return StepOutcome.Wait(Ending(ending));
        }

        return workload.IsStateful ? LookForNamesake(workload, pods) : LookForReplacement(workload, pods);
    }

    private string Ending(Pod ending) => plan.FinishesTasks
        ? $"{plan.Shorten(ending.Name)} is finishing its running tasks, up to {Words.Of(pod.Grace)}"
        : $"{plan.Shorten(ending.Name)} is {ending.Status}";

    private StepOutcome LookForNamesake(Workload workload, List<Pod> pods)
    {
        var namesake = pods.Find(candidate => candidate.Name == pod.Name);
        return namesake switch
        {
            { IsReady: true, IsTerminating: false } => StepOutcome.Done($"{plan.Shorten(namesake.Name)} is ready"),
            not null => StepOutcome.Wait(State(namesake)),
            null when pods.Count(IsUp) >= workload.Replicas => ScaledDown(workload),
            null => StepOutcome.Wait($"{plan.Shorten(plan.WorkloadName)} has not made it yet"),
        };
    }

    private StepOutcome LookForReplacement(Workload workload, List<Pod> pods)
    {
        var before = plan.Pods.Select(original => original.Uid).Concat(plan.SiblingUids ?? []).ToHashSet();
        var successors = pods.Where(candidate => !before.Contains(candidate.Uid)).ToList();
        var replaced = plan.Pods.IndexOf(pod) + 1;
        if (successors.Count(IsUp) >= replaced)
        {
            return StepOutcome.Done($"{plan.Shorten(successors.Where(IsUp).MaxBy(up => up.CreatedAt)!.Name)} is ready");
        }

        if (pods.Count(IsUp) >= workload.Replicas)
        {
            return ScaledDown(workload);
        }

        return successors.Where(successor => !IsUp(successor)).MaxBy(successor => successor.CreatedAt) is { } coming
            ? StepOutcome.Wait(State(coming))
            : StepOutcome.Wait($"{plan.Shorten(plan.WorkloadName)} has not made a new pod yet");
    }

    private StepOutcome ScaledDown(Workload workload) => StepOutcome.Done(
        $"{plan.Shorten(workload.Name)} wants {Words.Count(workload.Replicas, "pod")} and has as many");

    private static bool IsUp(Pod candidate) => candidate is { IsReady: true, IsTerminating: false };

    private string State(Pod candidate) => candidate.Phase is "Pending" && candidate.Trouble is { } trouble
        ? $"{plan.Shorten(candidate.Name)} is {candidate.Status} ({trouble})"
        : $"{plan.Shorten(candidate.Name)} is {candidate.Status}, {candidate.ReadyContainers} of {candidate.Containers} ready";
}
