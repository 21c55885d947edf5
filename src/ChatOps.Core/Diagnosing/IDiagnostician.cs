using ChatOps.Inventory;

namespace ChatOps.Diagnosing;

/// <summary>Finds out what is wrong with a workload, changing nothing.</summary>
public interface IDiagnostician
{
    /// <summary>
    /// Looks at the workload's least well pod: its last state in the inventory, and at the API server its log, events, volume
    /// and pages. What can't be looked at in time is named in <see cref="Diagnosis.Unseen"/>; nothing of it is thrown.
    /// </summary>
    Task<Diagnosis> ExamineAsync(Workload workload, CancellationToken cancellationToken);
}
