using ChatOps.Inventory;
using ChatOps.Operations.Volumes;

namespace ChatOps.Operations.Recovering.Steps;

/// <summary>
/// Raises the memory of one container in the pod template. Taken back only while no pod has it: after that, setting it back
/// would end a pod that may just be getting well.
/// </summary>
internal sealed class ChangeMemoryStep(
    StoppedWorkload workload, MemoryRaise raise, IInventory inventory, IPodTemplates templates) : IReversibleStep
{
    public string Title => $"Raise the memory of {raise.Container} from {raise}";

    public StepTarget? Target => workload.Target;

    public TimeSpan Limit => TimeSpan.FromMinutes(2);

    public string ByHand => Kubectl.SetMemory(workload.Reference, raise.Container, raise.To);

    public string UndoByHand => Kubectl.SetMemory(workload.Reference, raise.Container, raise.From);

    public async Task<StepOutcome> RunAsync(CancellationToken cancellationToken)
    {
        var now = await templates.ChangeMemoryAsync(
            workload.Reference, raise.Container, raise.From, raise.To, cancellationToken);
        if (now is null)
        {
            return StepOutcome.Fail(Problem.Conflict(
                $"{workload.ShortName} or its container {raise.Container} was removed meanwhile.", "If it was redeployed, ask again."));
        }

        return now == raise.To
            ? StepOutcome.Done()
            : StepOutcome.Fail(Problem.Conflict(
                $"Somebody gave {raise.Container} other memory meanwhile ({Size(now)}).",
                "Nothing of it was changed. Ask again."));
    }

    public async Task<StepOutcome> UndoAsync(CancellationToken cancellationToken)
    {
        if (inventory.Blind() is { } blind)
        {
            return blind;
        }

        if (inventory.PodsOf(workload.Reference).Any(IsNew))
        {
            return StepOutcome.Kept($"kept: its new pod has it already. Back with: {UndoByHand}");
        }

        var now = await templates.ChangeMemoryAsync(workload.Reference, raise.Container, raise.To, raise.From, cancellationToken);
        return now == raise.From
            ? StepOutcome.Done()
            : StepOutcome.Kept(now is null
                ? $"{workload.ShortName} or its container {raise.Container} was removed meanwhile"
                : $"somebody gave it other memory meanwhile ({Size(now)}), which it keeps");
    }

    private static string Size(ContainerMemory memory) => memory.Limit?.ToKubernetesSize() ?? "no limit";

    private bool IsNew(Pod pod) => !workload.Pods.Exists(old => old.Uid == pod.Uid);
}
