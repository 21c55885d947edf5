using ChatOps.Chat;
using ChatOps.Diagnosing;
using ChatOps.Inventory;
using ChatOps.Operations.Volumes;

namespace ChatOps.Operations.Recovering;

/// <summary>What an approver reads of a recovery.</summary>
internal static class RecoverPlanMessage
{
    public static Message Describe(RecoverPlan plan, Message message)
    {
        var described = message
            .Field("Cause", plan.Finding)
            .Field("Rung", plan.Rung.Place())
            .Field("Lost", Lost(plan));
        described = plan.Memory is { } raise ? described.Field($"Memory of {raise.Container}", $"{raise}{Cap(raise)}") : described;
        described = plan.MemoryStays is { } why ? described.Field("Memory", $"stays as it is. {why}") : described;
        described = described.Table(Objects(plan));
        described = plan.Memory is null ? described : described.Text(HelmValues.LastingFor(plan, plan.Memory));
        described = MoreRoom.For(plan) is { } room ? described.Text(room) : described;
        described = plan is { Cause: Cause.Unknown, Unseen: { } unseen } ? described.Warning(Blind(plan, unseen)) : described;
        return plan.Rung.LosesData() ? described.Warning(Loss(plan)) : described;
    }

    private static string Blind(RecoverPlan plan, IReadOnlyList<string> unseen) =>
        $"{string.Join(' ', unseen)} So the cause may be another: diagnose {plan.Component}{(plan.Deployment is null ? "" : $" {plan.Deployment}")} looks again.";

    /// <inheritdoc cref="IPlan.AtStake"/>
    public static string? AtStake(RecoverPlan plan) => (plan.Rung.LosesData(), IsKept(plan)) switch
    {
        (false, _) => null,
        (_, true) => $"Gone until somebody brings the disk back: {Lost(plan)}.",
        _ => $"Lost for good: {Lost(plan)}.",
    };

    private static bool IsKept(RecoverPlan plan) => plan.Volumes.TrueForAll(volume => volume.Disk is { IsRetained: true });

    private static string Cap(MemoryRaise raise) => raise.CappedBy is { } bound ? $" ({bound})" : "";

    private static string Lost(RecoverPlan plan)
    {
        if (plan.Volumes is [])
        {
            return "nothing";
        }

        var size = plan.Volumes.Sum(volume => volume.Claim.Capacity).ToKubernetesSize();
        var since = plan.Volumes.Min(volume => volume.Claim.CreatedAt);
        var history = plan.HistoryDays is { } days ? $"up to {Words.Count(days, "day")} of " : "all ";
        return $"{history}{plan.Meaning.Data}, up to {size}, on a volume of {since:yyyy-MM-dd}";
    }

    /// <summary>A disk that outlives its claim can be brought back; all others are gone.</summary>
    private static string Loss(RecoverPlan plan)
    {
        var claims = string.Join(", ", plan.Volumes.Select(volume => volume.Claim.ShortName));
        return IsKept(plan)
            ? $"{plan.Meaning.Loss} The disk itself is kept (Retain): volume undelete {claims} {plan.Deployment ?? "platform"} brings it back."
            : $"{plan.Meaning.Loss} Nobody can bring them back; volume delete {claims} {plan.Deployment ?? "platform"} --keep-disk keeps the disk instead.";
    }

    private static TablePart Objects(RecoverPlan plan) => ObjectTable.Of(
        plan.Namespace,
        [
            new(plan.Workload.Reference.Kind, plan.Workload.Reference.Name, Becomes(plan), plan.Workload.Reference.Uid),
            .. Ending(plan).Select(pod => new ObjectRow("Pod", pod.Name, "ends, made anew", pod.Uid)),
            .. plan.Volumes.SelectMany(Rows),
        ]);

    private static IEnumerable<StoppedPod> Ending(RecoverPlan plan) =>
        plan.Rung.LosesData() ? plan.Workload.Pods : plan.Replaced;

    private static string Becomes(RecoverPlan plan) => (plan.Rung, plan.WasStopped) switch
    {
        (Rung.Restart, false) => "stays as it is",
        (Rung.Memory, false) => "more memory",
        (_, true) => $"{plan.Workload.Replicas} {(plan.Workload.Replicas == 1 ? "pod" : "pods")} instead of none",
        _ => $"0 pods, then {plan.Workload.Replicas} again",
    };

    private static IEnumerable<ObjectRow> Rows(LostVolume volume)
    {
        yield return new ObjectRow(
            "PersistentVolumeClaim", volume.Claim.Name, "deleted, made anew empty", volume.Claim.Uid);
        if (volume.Disk is { } disk)
        {
            yield return VolumeWords.Row(disk.Reference, disk.IsRetained ? "kept (Retain)" : $"deleted ({disk.ReclaimPolicy})");
        }
    }
}
