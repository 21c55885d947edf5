using ChatOps.Inventory;

namespace ChatOps.Operations.Volumes.Steps;

/// <summary>Waits for the claim that comes after another: bound, and a pod ready on it where a workload was stopped for it.</summary>
/// <param name="claim">The name that it has too.</param>
/// <param name="oldUid">The claim before it, or null when there was none.</param>
/// <param name="disk">The only volume it may have, or null for a new one.</param>
internal sealed class AwaitVolumeStep(
    PlannedClaim claim,
    string? oldUid,
    VolumeReference? disk,
    StoppedWorkload? workload,
    IInventory inventory,
    IPods pods,
    VolumeOptions options,
    TimeProvider time) : IStep
{
    public string Title => workload is null
        ? $"Wait until {claim.ShortName} is bound"
        : $"Wait until {claim.ShortName} is bound and its pod ready";

    public StepTarget? Target => null;

    public TimeSpan Limit => options.ReadyWithin;

    public string? ByHand => workload is null ? null : Kubectl.AwaitReady(workload.Reference);

    public Task<StepOutcome> RunAsync(CancellationToken cancellationToken) => Task.FromResult(inventory.Blind() ?? Look());

    private StepOutcome Look()
    {
        if (workload is not null && !inventory.Workloads.Any(seen => seen.Uid == workload.Reference.Uid))
        {
            return StepOutcome.Fail(Problem.Conflict(
                $"{workload.Reference.Kind} {workload.ShortName} was removed meanwhile.", "If it was redeployed, ask again."));
        }

        var users = ClaimUse.PodsWith(inventory, claim.Namespace, claim.Name);
        return users.FirstOrDefault(IsHanging) is { } hanging ? Free(hanging) : LookForClaim(users);
    }

    private StepOutcome LookForClaim(IReadOnlyList<Pod> users)
    {
        var now = inventory.Claims.FirstOrDefault(
            candidate => candidate.Namespace == claim.Namespace && candidate.Name == claim.Name);
        return now switch
        {
            null => StepOutcome.Wait("the new claim has not been made yet"),
            _ when now.Uid == oldUid => StepOutcome.Wait("the old claim is still there"),
            { Phase: not "Bound" } => StepOutcome.Wait($"the new claim is {now.Phase}{Why(users)}"),
            _ when disk is not null && now.VolumeName != disk.Name => StepOutcome.Fail(Problem.Conflict(
                $"{claim.ShortName} got the volume {now.VolumeName} instead of {disk.Name}.",
                $"The kept disk is untouched; look with volumes and ask again.")),
            _ when workload is null => StepOutcome.Done($"bound to {now.VolumeName}"),
            _ => LookForPod(users, now),
        };
    }

    private StepOutcome LookForPod(IReadOnlyList<Pod> users, Claim now)
    {
        if (users.FirstOrDefault(pod => pod is { IsReady: true, IsTerminating: false }) is not null)
        {
            return StepOutcome.Done($"ready on {now.VolumeName}");
        }

        return Crashes.Of(users, claim.Release, time.GetUtcNow()) is { } crash
            ? StepOutcome.Fail(crash)
            : StepOutcome.Wait(users is [var pod, ..] ? $"its pod is {pod.Status}{Why(users)}" : "its pod has not been made yet");
    }

    private static string Why(IReadOnlyList<Pod> users) =>
        users is [{ Trouble: { } trouble }, ..] ? $" ({trouble})" : "";

    /// <summary>
    /// A pod made while the old claim was going may wait for that one for ever (kubernetes/kubernetes#74374): deleted once,
    /// its successor finds the new claim. It never ran, so nothing is interrupted.
    /// </summary>
    private StepOutcome Free(Pod hanging) => StepOutcome.Detour(
        $"Delete {ShortName.Of(hanging.Name, claim.Release)}, which hangs on the claim before it",
        new StepTarget("Pod", hanging.Namespace, hanging.Name, hanging.Uid),
        async cancellationToken =>
        {
            await pods.DeleteAsync(hanging.Namespace, hanging.Name, hanging.Uid, grace: null, cancellationToken);
            return StepOutcome.Wait($"{ShortName.Of(hanging.Name, claim.Release)} hung on the old claim and was deleted; the next one finds the new");
        });

    private bool IsHanging(Pod pod) =>
        pod is { Phase: "Pending", NodeName: null, IsTerminating: false, Trouble: { } trouble }
        && (trouble.Contains("is being deleted", StringComparison.Ordinal) || trouble.Contains("not found", StringComparison.Ordinal))
        && trouble.Contains(claim.Name, StringComparison.Ordinal)
        && time.GetUtcNow() - pod.CreatedAt >= options.NudgeAfter;
}
