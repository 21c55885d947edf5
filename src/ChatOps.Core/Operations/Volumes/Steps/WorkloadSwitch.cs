using ChatOps.Inventory;

namespace ChatOps.Operations.Volumes.Steps;

/// <summary>Stops a workload and starts it again, and notices when somebody else does.</summary>
internal sealed class WorkloadSwitch(StoppedWorkload workload, IInventory inventory, IWorkloads workloads)
{
    public StoppedWorkload Workload => workload;

    /// <summary>Scales to no pods from what it had when that was planned; done already is as good.</summary>
    public async Task<StepOutcome> StopAsync(CancellationToken cancellationToken) =>
        await workloads.ScaleAsync(workload.Reference, workload.Replicas, to: 0, cancellationToken) switch
        {
            0 => StepOutcome.Done(),
            { } replicas => StepOutcome.Fail(Problem.Conflict(
                $"{workload.ShortName} is to run {Words.Count(replicas, "pod")} now, not {workload.Replicas}: somebody or an autoscaler scaled it meanwhile.",
                "Nothing was stopped. Ask again.")),
            null => StepOutcome.Fail(Removed()),
        };

    /// <summary>Scales back to what it had; whoever asked for more meanwhile keeps that.</summary>
    public async Task<StepOutcome> StartAsync(CancellationToken cancellationToken)
    {
        var replicas = await workloads.FindReplicasAsync(workload.Reference, cancellationToken);
        if (replicas < workload.Replicas)
        {
            replicas = await workloads.ScaleAsync(
                workload.Reference, replicas.Value, workload.Replicas, cancellationToken);
        }

        return replicas switch
        {
            null => StepOutcome.Fail(Removed()),
            { } now when now == workload.Replicas => StepOutcome.Done(),
            { } now when now > workload.Replicas => StepOutcome.Done(
                $"somebody scaled it to {Words.Count(now, "pod")} meanwhile, which it keeps"),
            { } now => StepOutcome.Wait($"somebody scaled {workload.ShortName} to {Words.Count(now, "pod")} just now"),
        };
    }

    /// <summary>
    /// Null while it stands still. The inventory may lag behind what the bot itself did, so the API server has the last
    /// word.
    /// </summary>
    public async Task<StepOutcome?> NoticeStartAsync(CancellationToken cancellationToken)
    {
        var seen = inventory.Workloads.FirstOrDefault(candidate => candidate.Uid == workload.Reference.Uid);
        if (seen is { Replicas: 0 })
        {
            return null;
        }

        return await workloads.FindReplicasAsync(workload.Reference, cancellationToken) switch
        {
            null => StepOutcome.Fail(Removed()),
            0 => StepOutcome.Wait($"{workload.ShortName} is stopping"),
            { } replicas => StepOutcome.Fail(Problem.Conflict(
                $"{workload.ShortName} was scaled back to {Words.Count(replicas, "pod")} meanwhile, by an autoscaler, an operator or a person.",
                "Find out who does that and pause it, then ask again.")),
        };
    }

    public Problem Removed() => Problem.Conflict(
        $"{workload.Reference.Kind} {workload.ShortName} was removed meanwhile.", "If it was redeployed, ask again.");
}
