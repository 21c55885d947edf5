using ChatOps.Inventory;

namespace ChatOps.Operations.Scaling;

/// <summary>Asks for another number of pods. Taken back, it asks for the number there was.</summary>
internal sealed class ScaleStep(ScalePlan plan, IWorkloads workloads) : IReversibleStep
{
    public string Title => $"Scale {plan.ShortName} to {Words.Count(plan.To, "pod")}";

    public StepTarget? Target => new(plan.Workload.Kind, plan.Workload.Namespace, plan.Workload.Name, plan.Workload.Uid);

    public TimeSpan Limit => TimeSpan.FromMinutes(2);

    public string ByHand => Kubectl.Scale(plan.Workload, plan.To);

    public string UndoByHand => Kubectl.Scale(plan.Workload, plan.From);

    /// <summary>Done already is as good: after a crash nobody knows whether it was.</summary>
    public async Task<StepOutcome> RunAsync(CancellationToken cancellationToken) =>
        await workloads.ScaleAsync(plan.Workload, plan.From, plan.To, cancellationToken) switch
        {
            null => StepOutcome.Fail(Removed(plan)),
            { } now when now == plan.To => StepOutcome.Done(),
            { } now => StepOutcome.Fail(Problem.Conflict(
                $"{plan.ShortName} is to run {Words.Count(now, "pod")} now, not {plan.From}: somebody or an autoscaler scaled it meanwhile.",
                "Nothing was scaled. Ask again.")),
        };

    /// <summary>Whoever chose another size meanwhile keeps that.</summary>
    public async Task<StepOutcome> UndoAsync(CancellationToken cancellationToken) =>
        await workloads.ScaleAsync(plan.Workload, plan.To, plan.From, cancellationToken) switch
        {
            null => StepOutcome.Fail(Removed(plan)),
            { } now when now == plan.From => StepOutcome.Done($"it is to run {Words.Count(now, "pod")} again"),
            { } now => StepOutcome.Done($"somebody scaled it to {Words.Count(now, "pod")} meanwhile, which it keeps"),
        };

    public static Problem Removed(ScalePlan plan) => Problem.Conflict(
        $"{plan.Workload.Kind} {plan.ShortName} was removed or made anew meanwhile.", "If it was redeployed, ask again.");
}
