using System.Collections.Immutable;
using ChatOps.Inventory;
using Microsoft.Extensions.Options;

namespace ChatOps.Diagnosing;

/// <inheritdoc cref="IDiagnostician"/>
internal sealed class Diagnostician(
    IInventory inventory,
    PodExaminer examiner,
    AbsenceExaminer absences,
    IOptions<DiagnosisOptions> options,
    TimeProvider time) : IDiagnostician
{
    public async Task<Diagnosis> ExamineAsync(Workload workload, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        using var looks = new FarLooks(options.Value.LookFor, time, cancellationToken);
        return LeastWell(workload, now) is { } pod
            ? await examiner.ExamineAsync(pod, now, looks)
            : await WithoutPodAsync(workload, looks);
    }

    private Pod? LeastWell(Workload workload, DateTimeOffset now) => inventory.PodsOf(workload)
        .OrderBy(pod => pod.IsFinished) // evicted ones are left lying beside their successors
        .ThenBy(pod => pod.IsWell(now))
        .ThenBy(pod => pod.Ailing?.LastEnd is null)
        .ThenBy(pod => !Findings.WasKilledLately(pod, now))
        .ThenBy(pod => pod.Name, StringComparer.Ordinal)
        .FirstOrDefault();

    /// <summary>Its controller says why it can't make one: a quota, a limit range, a webhook.</summary>
    private async Task<Diagnosis> WithoutPodAsync(Workload workload, FarLooks looks)
    {
        if (workload.Replicas is 0)
        {
            return Podless(Cause.Stopped, "It is scaled to 0", [], unseen: null);
        }

        var (refused, unseen) = await absences.RefusalAsync(workload, looks);
        return refused is null
            ? Podless(Cause.Unknown, "It has no pod, and nothing says why", [], unseen)
            : Podless(
                Cause.Unschedulable,
                "Its pod may not be created",
                [$"event: {refused.Reason}: {Wording.OneLine(refused.Message)}"],
                unseen);
    }

    private static Diagnosis Podless(Cause cause, string summary, ImmutableList<string> evidence, string? unseen) =>
        new(cause, summary, evidence, Pod: null, Container: null, Fill: null)
        {
            Unseen = unseen is null ? [] : [unseen],
        };
}
