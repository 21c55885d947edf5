using ChatOps.Diagnosing;
using ChatOps.Inventory;

namespace ChatOps.Operations.Recovering;

/// <summary>
/// What a rung that did not help has changed: the cause is looked for once more, compared with the one that the rung was taken
/// for, and the rung proposed that it calls for now.
/// </summary>
internal sealed class SecondLook(RecoverPlan plan, IInventory inventory, IDiagnostician diagnostician)
{
    private const int MostEvidence = 2;

    /// <returns>The failure with what the look showed; the failure as it was while nothing can be seen.</returns>
    public async Task<Problem> AfterAsync(Problem failure, CancellationToken cancellationToken)
    {
        if (inventory.Blind() is not null || plan.Find(inventory) is not { } workload)
        {
            return failure;
        }

        var found = await diagnostician.ExamineAsync(workload, cancellationToken);
        var told = failure with { Text = $"{failure.Text} A second look: {Change(found)}{Evidence(found)}" };
        return RungChoice.After(plan, found) is { } rung
            ? told with { Command = plan.CommandFor(rung) }
            : told;
    }

    private string Change(Diagnosis found)
    {
        var (before, now) = (Told(plan.Finding, plan.LastEnd), Told(found.Summary, found.LastEnd));
        return plan.Cause switch
        {
            _ when before == now => $"the cause is the same as before ({now}).",
            { } cause when cause == found.Cause => $"the kind of cause is the same, but it shows in another way: before: {before}; now: {now}.",
            _ => $"the cause has changed. Before: {before}. Now: {now}.",
        };
    }

    private static string Told(string summary, string? end) => end is null ? summary : $"{summary}, {end}";

    private static string Evidence(Diagnosis found) =>
        string.Concat(found.Evidence.Take(MostEvidence).Select(line => $" [{line}]"));
}
