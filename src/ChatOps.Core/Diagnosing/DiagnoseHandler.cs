using ChatOps.Chat;
using ChatOps.Commands;
using ChatOps.Inventory;
using ChatOps.Queries;

namespace ChatOps.Diagnosing;

/// <summary>Answers from the inventory, and from the API server what the inventory does not keep: logs, events, figures.</summary>
public sealed class DiagnoseHandler(
    IInventory inventory, DeploymentDirectory directory, IDiagnostician diagnostician, TimeProvider time)
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
        var name = query.Deployment ?? DeploymentName.Platform;
        if (!directory.Find(name, allowPrefix: true).TryGet(out var area, out var problem)
            || !area.Find(query.Component).TryGet(out var component, out problem))
        {
            return problem;
        }

        if (component.Workloads is [])
        {
            return Problem.NotFound(
                $"Nothing keeps the pods of {query.Component} alive, so there is no workload to look at.", $"Look at them: pods {area.Name}");
        }

        var workloads = component.Workloads.Take(MostWorkloads);
        var examined = await Task.WhenAll(workloads.Select(async workload => new Examined(
            workload, await diagnostician.ExamineAsync(workload, cancellationToken))));
        return DiagnosisAnswer.Of(component, examined);
    }
}

/// <summary>A workload and what was found out about it.</summary>
internal sealed record Examined(Workload Workload, Diagnosis Diagnosis);
