using ChatOps.Diagnosing;
using ChatOps.Inventory;
using ChatOps.Operations.Restarting;
using ChatOps.Operations.Volumes;
using ChatOps.Operations.Volumes.Steps;
using Microsoft.Extensions.Options;

namespace ChatOps.Operations.Recovering.Steps;

/// <summary>Makes the steps of each rung from what its plan names.</summary>
public sealed class RecoverySteps(
    VolumeSteps volumes,
    IInventory inventory,
    IPods pods,
    IPodTemplates templates,
    IPodPages pages,
    IDiagnostician diagnostician,
    IOptions<RecoveryOptions> options,
    TimeProvider time)
{
    internal IReadOnlyList<IStep> Of(RecoverPlan plan) => plan.Rung.LosesData() ? OnNewVolume(plan) : OnSameVolume(plan);

    /// <summary>Memory first: a pod that a running update has replaced already is left alone by its UID.</summary>
    private List<IStep> OnSameVolume(RecoverPlan plan) =>
    [
        .. Raise(plan),
        .. plan.WasStopped ? volumes.Start(plan.Workload) : Replace(plan),
        Decisive(new AwaitReadyStep(plan, inventory, options.Value, time), plan),
        Prove(plan),
    ];

    /// <summary>
    /// The order of the runbook, with waits between: a claim is deleted once no pod object is left, and a pod is made once no
    /// claim is left that is going. One that hangs all the same is deleted by the wait for the volume.
    /// </summary>
    private List<IStep> OnNewVolume(RecoverPlan plan) =>
    [
        .. plan.WasStopped
            ? [volumes.AwaitPodsGone(plan.Workload, plan.Volumes[0].Claim.Name)]
            : volumes.Stop(plan.Workload, plan.Volumes[0].Claim.Name),
        .. Raise(plan),
        .. plan.Volumes.SelectMany(volume => volumes.Delete(volume.Claim, plan.Workload)),
        .. volumes.Start(plan.Workload),
        .. plan.Volumes.Select(volume => Decisive(volumes.Await(volume.Claim, volume.Claim.Uid, disk: null, plan.Workload), plan)),
        Prove(plan),
    ];

    private IEnumerable<IStep> Raise(RecoverPlan plan) =>
        plan.Memory is { } raise ? [new ChangeMemoryStep(plan.Workload, raise, inventory, templates)] : [];

    /// <summary>
    /// Those that do not serve go at once, for one may need the others to get well; those that do go one by one, the last first,
    /// as a running update takes them too.
    /// </summary>
    private IEnumerable<IStep> Replace(RecoverPlan plan) => plan.IsOneByOne
        ? plan.Replaced
            .OrderByDescending(pod => pod.Name.Length)
            .ThenByDescending(pod => pod.Name, StringComparer.Ordinal)
            .SelectMany(pod => new IStep[] { Delete(plan, pod), new AwaitReplacementStep(plan, pod, inventory, options.Value, time) })
        : plan.Replaced.Select(pod => Delete(plan, pod));

    private DeletePodStep Delete(RecoverPlan plan, StoppedPod pod) =>
        new(new PodKey(plan.Namespace, pod.Name, pod.Uid), plan.Workload.Shorten(pod.Name), force: false, pods);

    private DecisiveStep Prove(RecoverPlan plan) =>
        Decisive(new ProveStep(plan, inventory, pages, templates, options.Value, time), plan);

    private DecisiveStep Decisive(IStep step, RecoverPlan plan) => new(step, new SecondLook(plan, inventory, diagnostician));
}
