using ChatOps.Commands;
using ChatOps.Inventory;

namespace ChatOps.Operations.Recovering.Steps;

/// <summary>
/// Shows that it worked: ready without a break and without a restart for a while, and where it has a page that says so, that
/// one says it too. All of it is read off the cluster, so that whoever takes over in the middle proves the same.
/// </summary>
internal sealed class ProveStep(
    RecoverPlan plan,
    IInventory inventory,
    IPodPages pages,
    IPodTemplates templates,
    RecoveryOptions options,
    TimeProvider time) : IStep
{
    public string Title => $"See it stay well for {Words.Of(StableFor)}";

    public StepTarget? Target => null;

    public TimeSpan Limit => StableFor + options.ReadyWithin;

    private TimeSpan StableFor => plan.StableFor ?? options.StableFor;

    public string ByHand => string.Join(
        '\n',
        plan.Workload.Pods.Select(pod => Kubectl.LastWords(plan.Namespace, pod.Name, plan.Container))
            .Prepend(Kubectl.AwaitReady(plan.Workload.Reference)));

    public async Task<StepOutcome> RunAsync(CancellationToken cancellationToken)
    {
        if (inventory.Blind() is { } blind)
        {
            return blind;
        }

        if (plan.Find(inventory) is not { } workload)
        {
            return StepOutcome.Fail(plan.Removed());
        }

        var pods = inventory.PodsOf(workload).ToList();
        return NotYet(workload, pods) ?? await AskAsync(pods, cancellationToken);
    }

    /// <summary>What stands against it, by the inventory; null when nothing does.</summary>
    private StepOutcome? NotYet(Workload workload, List<Pod> pods)
    {
        if (workload.Replicas == 0)
        {
            return StepOutcome.Fail(Problem.Conflict(
                $"{plan.Workload.ShortName} was scaled to no pods meanwhile, by an autoscaler, an operator or a person.",
                "Find out who does that and pause it, then ask again."));
        }

        if (Crashes.Of(pods.Where(plan.IsNew), plan.Workload.Release, time.GetUtcNow()) is { } crash)
        {
            return StepOutcome.Fail(crash);
        }

        if (pods.Find(pod => pod is not { IsReady: true, IsTerminating: false }) is { } unwell)
        {
            return StepOutcome.Wait($"{plan.Workload.Shorten(unwell.Name)} is {unwell.Status} and not ready");
        }

        if (pods.Count < workload.Replicas)
        {
            return StepOutcome.Wait($"{Words.Count(workload.Replicas - pods.Count, "pod")} not made yet");
        }

        var left = StableFor - (time.GetUtcNow() - pods.Max(StableSince));
        return left > TimeSpan.Zero ? StepOutcome.Wait($"ready; {Words.Of(left)} to go", within: left) : null;
    }

    private static DateTimeOffset StableSince(Pod pod) =>
        new[] { pod.CreatedAt, pod.ReadySince ?? pod.CreatedAt, pod.LastRestart ?? pod.CreatedAt }.Max();

    private async Task<StepOutcome> AskAsync(List<Pod> pods, CancellationToken cancellationToken)
    {
        foreach (var pod in pods)
        {
            if (await AskAsync(pod, cancellationToken) is { IsGood: false } page)
            {
                return StepOutcome.Wait($"{plan.Workload.Shorten(pod.Name)} answers {page.Status} when asked whether it is ready");
            }
        }

        return StepOutcome.Done(await WhatBecameOfTheRaiseAsync(cancellationToken));
    }

    /// <summary>Null where there is no such page, or it can't be reached: then its readiness probe has to do.</summary>
    private async Task<PodPage?> AskAsync(Pod pod, CancellationToken cancellationToken)
    {
        try
        {
            return ReadyPage.Of(new Component(plan.Component)) is { } page
                ? await pages.GetAsync(PodKey.Of(pod), page.Port, page.Path, cancellationToken)
                : null;
        }
        catch (ClusterForbiddenException)
        {
            // The bot need not have the right to pods/proxy: the page adds to the proof, it does not make it.
            return null;
        }
    }

    /// <summary>An operator or an upgrade that set the memory back meanwhile is told before its next restart tells.</summary>
    private async Task<string?> WhatBecameOfTheRaiseAsync(CancellationToken cancellationToken)
    {
        if (plan.Memory is not { } raise)
        {
            return null;
        }

        var template = await templates.FindAsync(plan.Workload.Reference, cancellationToken);
        return template?.Containers.Find(container => container.Name == raise.Container)?.Memory == raise.To
            ? null
            : $"but the memory of {raise.Container} was changed again meanwhile, by an upgrade, an operator or a person";
    }
}
