namespace ChatOps.Doctor;

/// <summary>All checkups, each within its time: one far end that hangs or breaks keeps no other from being looked at.</summary>
public sealed class Examination(IEnumerable<ICheckup> checkups, TimeProvider time)
{
    /// <summary>How long one checkup may take.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <summary>What they found, in the order of their registration.</summary>
    public async Task<IReadOnlyList<Finding>> RunAsync(CancellationToken cancellationToken) =>
        [.. (await Task.WhenAll(checkups.Select(checkup => LookAsync(checkup, cancellationToken)))).SelectMany(found => found)];

    private async Task<IReadOnlyList<Finding>> LookAsync(ICheckup checkup, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        try
        {
            return await checkup.LookAsync(either.Token);
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return [Finding.Bad(checkup.Subject, $"No answer within {Words.Of(Patience)}.", checkup.WayOut)];
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            return [Finding.Bad(checkup.Subject, fault.GetBaseException().Message, checkup.WayOut)];
        }
    }
}
