using ChatOps.Inventory;

namespace ChatOps.Operations.Rescheduling;

/// <summary>Waits until the successor is ready, which is enough, or has had its time, and says on which node.</summary>
internal sealed class LandStep(
    ReschedulePlan plan, int attempt, IInventory inventory, RescheduleOptions options, TimeProvider time) : IStep
{
    public string Title => "See where it lands";

    public StepTarget? Target => null;

    /// <summary>The successor of a pod that takes all its grace has its time only after that.</summary>
    public TimeSpan Limit => plan.Grace + options.LandsWithin + TimeSpan.FromMinutes(2);

    public string ByHand => Kubectl.AwaitReady(plan.Workload);

    public Task<StepOutcome> RunAsync(CancellationToken cancellationToken) => Task.FromResult(inventory.Blind() ?? Look());

    private StepOutcome Look()
    {
        if (!inventory.Workloads.Any(workload => workload.Uid == plan.Workload.Uid))
        {
            return StepOutcome.Fail(Problem.Conflict(
                $"{plan.Workload.Kind} {plan.Workload.Name} was removed meanwhile, so nothing brings {plan.ShortName} back.",
                "If it was redeployed, ask again."));
        }

        var pod = plan.Find(inventory);
        if (pod is null)
        {
            return StepOutcome.Wait("its successor has not been made yet");
        }

        if (pod.IsTerminating || pod.Uid == plan.Pod.Uid)
        {
            return StepOutcome.Wait($"{Short(pod)} is ending, which may take up to {Words.Of(plan.Grace)}");
        }

        var left = options.LandsWithin - (time.GetUtcNow() - pod.CreatedAt);
        return (pod.IsReady, left > TimeSpan.Zero) switch
        {
            (true, _) => StepOutcome.Enough($"{Short(pod)} is ready on {pod.NodeName}"),
            (false, true) => StepOutcome.Wait($"{Short(pod)} {Place(pod)}: {pod.Why(time.GetUtcNow())}", left),
            _ => Landed(pod),
        };
    }

    private StepOutcome Landed(Pod pod)
    {
        var where = $"{Short(pod)} {Place(pod)} and not ready after {Words.Of(options.LandsWithin)}: {pod.Why(time.GetUtcNow())}";
        return attempt < plan.Attempts
            ? StepOutcome.Done(where)
            : StepOutcome.Fail(Problem.Conflict($"{where}.", $"It is no matter of luck, then: diagnose {pod.Namespace}/{pod.Name} looks closer."));
    }

    private static string Place(Pod pod) => pod.NodeName is { } node ? $"landed on {node}" : "found no node";

    private string Short(Pod pod) => ShortName.Of(pod.Name, plan.Release);
}
