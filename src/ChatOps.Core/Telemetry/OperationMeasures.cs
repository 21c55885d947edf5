using System.Diagnostics.Metrics;
using ChatOps.Audit;
using ChatOps.Operations;

namespace ChatOps.Telemetry;

/// <summary>
/// Counts the moves of operations by what they leave in the audit trail: whoever stored a move counts it, so that of several
/// hosts exactly one does.
/// </summary>
public sealed class OperationMeasures
{
    private readonly Counter<long> _approvals;
    private readonly Histogram<double> _decisions;
    private readonly Histogram<double> _steps;
    private readonly Counter<long> _ended;

    public OperationMeasures(IMeterFactory meters)
    {
        var meter = meters.Create(Meters.Name);
        var patient = new InstrumentAdvice<double> { HistogramBucketBoundaries = Meters.Long };
        _approvals = meter.CreateCounter<long>("chatops.approvals", "{decision}", "Decisions that ended the waiting for one, by outcome.");
        _decisions = meter.CreateHistogram("chatops.approval.duration", "s", "From the request to the decision.", advice: patient);
        _steps = meter.CreateHistogram("chatops.step.duration", "s", "From the beginning of a step to its end.", advice: patient);
        _ended = meter.CreateCounter<long>("chatops.operations", "{operation}", "Operations that ended, by how.");
    }

    /// <param name="operation">As the move left it.</param>
    /// <param name="notes">What the move has put on record.</param>
    public void Count(Operation operation, IReadOnlyList<AuditNote> notes)
    {
        foreach (var note in notes)
        {
            switch (note.Action)
            {
                case AuditAction.Approved when note.Actor != AuditNote.Bot && operation.State is not OperationState.AwaitingApproval:
                case AuditAction.Denied or AuditAction.Expired or AuditAction.GlassBroken:
                    CountDecision(operation, note.Action);
                    break;
                case AuditAction.StepDone or AuditAction.StepFailed or AuditAction.StepUndone:
                    CountStep(operation, note.Action);
                    break;
            }
        }

        if (operation.State.IsFinal() && notes.Count > 0 && !notes.Any(note => note.Action is AuditAction.SignedOff))
        {
            _ended.Add(1, new("capability", operation.Capability), new("outcome", Name(operation.State)));
        }
    }

    private void CountDecision(Operation operation, string outcome)
    {
        KeyValuePair<string, object?> tag = new("outcome", outcome);
        _approvals.Add(1, tag);
        _decisions.Record(((operation.EndedAt ?? operation.FreeSince) - operation.CreatedAt).TotalSeconds, tag);
    }

    private void CountStep(Operation operation, string outcome)
    {
        if (operation.Steps.Where(step => step.EndedAt is not null).MaxBy(step => step.EndedAt) is { StartedAt: { } from, EndedAt: { } to })
        {
            _steps.Record((to - from).TotalSeconds, new("capability", operation.Capability), new("outcome", outcome));
        }
    }

    private static string Name(OperationState state) => state.ToString().ToLowerInvariant();
}
