using ChatOps.Chat;
using ChatOps.Commands;
using ChatOps.Inventory;
using ChatOps.Queries;

namespace ChatOps.Diagnosing;

/// <summary>Answers from the inventory, and from the API server what the inventory does not keep: logs, events, figures.</summary>
internal sealed class DiagnoseHandler(
    IInventory inventory,
    DeploymentDirectory directory,
    IDiagnostician diagnostician,
    PodExaminer examiner,
    PlaceDiagnosis place,
    TimeProvider time)
    : IQueryHandler<DiagnoseQuery>
{
    private const int MostWorkloads = 5;

    public async Task<Result<Message>> AnswerAsync(
        DiagnoseQuery query, Request request, CancellationToken cancellationToken)
    {
        var answer = await AnswerAsync(query, cancellationToken);
        return InventoryNote.On(answer, inventory.Health, time.GetUtcNow());
    }

    private async Task<Result<Message>> AnswerAsync(DiagnoseQuery query, CancellationToken cancellationToken)
    {
        if (!DiagnosisSubject.Find(query, directory, inventory).TryGet(out var subject, out var problem))
        {
            return problem;
        }

        return subject switch
        {
            DiagnosisSubject.Everything => UnwellAreas.Of(directory.List(), time.GetUtcNow()),
            DiagnosisSubject.OneComponent one => await OfComponentAsync(one.Component, cancellationToken),
            DiagnosisSubject.OnePod one when PlaceDiagnosis.IsWaiting(one.Pod) => await place.OfWaitingAsync(one.Pod, cancellationToken),
            DiagnosisSubject.OnePod one => await OfPodAsync(one.Pod, cancellationToken),
            DiagnosisSubject.WholeArea whole => await new AreaDiagnosis(whole.Area, inventory, place, examiner, time.GetUtcNow())
                .AnswerAsync(cancellationToken),
            _ => throw new InvalidOperationException($"Nothing looks at {subject}."),
        };
    }

    private async Task<Result<Message>> OfComponentAsync(AreaComponent component, CancellationToken cancellationToken)
    {
        if (component.Workloads is [])
        {
            return Problem.NotFound(
                $"Nothing keeps the pods of {component.Component} alive, so there is no workload to look at.",
                $"Look at them: pods {component.Area.Name}");
        }

        var workloads = component.Workloads.Take(MostWorkloads).ToList();
        var examined = await Task.WhenAll(workloads.Select(async workload => new Examined(
            workload, await diagnostician.ExamineAsync(workload, cancellationToken))));
        var missing = await place.AbsencesAsync(workloads, cancellationToken);
        return await place.AddAsync(Answer(component, examined, missing), workloads, missing, component.Area.Release, cancellationToken);
    }

    /// <summary>What lacks pods is not well, however well the others are.</summary>
    private static Message Answer(AreaComponent component, IReadOnlyList<Examined> examined, IReadOnlyList<Absence> missing) =>
        missing.Count > 0 && examined.All(each => each.Diagnosis.Cause is Cause.Healthy)
            ? Message.Titled($"{component.Component} of {component.Area}: {Words.Count(missing.Sum(absence => absence.Pods), "pod")} missing", Tone.Bad)
                .Text("Those that are there are well.")
            : DiagnosisAnswer.Of(component, examined);

    private async Task<Message> OfPodAsync(Pod pod, CancellationToken cancellationToken)
    {
        var diagnosis = await examiner.ExamineAsync(pod, cancellationToken);
        var message = Message.Titled($"{pod}: {DiagnosisAnswer.Word(diagnosis)}", DiagnosisAnswer.ToneOf(diagnosis.Cause))
            .Text($"{diagnosis.Summary}.");
        message = DiagnosisAnswer.WithWayOut(DiagnosisAnswer.WithEvidence(message, diagnosis), diagnosis);
        return diagnosis.Unseen is [] ? message : message.Warning(string.Join('\n', diagnosis.Unseen));
    }
}

/// <summary>A workload and what was found out about it.</summary>
internal sealed record Examined(Workload Workload, Diagnosis Diagnosis);
