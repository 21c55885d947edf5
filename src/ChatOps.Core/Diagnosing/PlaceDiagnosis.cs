using ChatOps.Chat;
using ChatOps.Fitting;
using ChatOps.Inventory;
using Microsoft.Extensions.Options;

namespace ChatOps.Diagnosing;

/// <summary>Says why pods of workloads wait for a node or are missing, and what comes next.</summary>
internal sealed class PlaceDiagnosis(
    IInventory inventory, AbsenceExaminer absences, GrowthLook growth, IOptions<DiagnosisOptions> options, TimeProvider time)
{
    /// <summary>Pods that are to run and have no node, by name.</summary>
    public IReadOnlyList<Pod> Waiting(Workload workload) =>
    [
        .. inventory.PodsOf(workload).Where(IsWaiting)
            .OrderBy(pod => pod.Name, StringComparer.Ordinal),
    ];

    public static bool IsWaiting(Pod pod) => pod is { Phase: "Pending", NodeName: null, IsTerminating: false };

    /// <summary>The workloads that have fewer pods than they are to have.</summary>
    public async Task<IReadOnlyList<Absence>> AbsencesAsync(IEnumerable<Workload> workloads, CancellationToken cancellationToken)
    {
        using var looks = new FarLooks(options.Value.LookFor, time, cancellationToken);
        var found = await Task.WhenAll(workloads.Select(workload => absences.FindAsync(workload, looks)));
        return [.. found.OfType<Absence>()];
    }

    /// <summary>Adds what every pool of nodes says to the first pod that waits, and what is missing of each workload.</summary>
    /// <param name="release">What the names of the area's objects begin with.</param>
    public async Task<Message> AddAsync(
        Message message,
        IReadOnlyList<Workload> workloads,
        IReadOnlyList<Absence> missing,
        string? release,
        CancellationToken cancellationToken)
    {
        if (workloads.SelectMany(Waiting).FirstOrDefault() is { } waiting)
        {
            var explanation = await ExplainAsync(waiting, cancellationToken);
            message = message.Text($"{explanation.Verdict}.");
            message = message with { Parts = [.. message.Parts, .. explanation.Parts] };
        }

        return missing.Aggregate(message, (answer, absence) => answer.Warning(absence.Words(release)));
    }

    /// <summary>The answer about one pod that waits for a node.</summary>
    public async Task<Message> OfWaitingAsync(Pod pod, CancellationToken cancellationToken)
    {
        var explanation = await ExplainAsync(pod, cancellationToken);
        var message = Message.Titled(explanation.Verdict, Tone.Bad) with { Parts = explanation.Parts };
        var workload = inventory.WorkloadOf(pod);
        var missing = await AbsencesAsync(workload is null ? [] : [workload], cancellationToken);
        message = missing.Aggregate(
            message, (answer, absence) => answer.Warning($"Next, once it has a node: {absence.Words(pod.Labels.Release)}"));
        return message.Button(new Button("Every node", $"nodes --for {pod.Namespace}/{pod.Name}"));
    }

    /// <summary>Why it waits, and whether the autoscaler would help, before what every pool says.</summary>
    private async Task<FitExplanation> ExplainAsync(Pod pod, CancellationToken cancellationToken)
    {
        using var looks = new FarLooks(options.Value.LookFor, time, cancellationToken);
        var explanation = FitExplanation.Of(pod, inventory);
        return await growth.WordsAsync(explanation.Growing, looks) is { } words
            ? explanation with { Parts = explanation.Parts.Insert(1, new WarningPart(words)) }
            : explanation;
    }
}
