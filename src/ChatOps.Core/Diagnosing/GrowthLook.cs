using ChatOps.Fitting;
using ChatOps.Inventory;
using Microsoft.Extensions.Options;

namespace ChatOps.Diagnosing;

/// <summary>Asks the autoscaler's status, where one more node would help.</summary>
public sealed class GrowthLook(IAutoscaler autoscaler, IOptions<DiagnosisOptions> options, TimeProvider time)
{
    /// <param name="pool">Where one more node would help; null where none would.</param>
    /// <returns>A sentence, or null where there is nothing to say.</returns>
    public async Task<string?> WordsAsync(NodePool? pool, CancellationToken cancellationToken)
    {
        using var looks = new FarLooks(options.Value.LookFor, time, cancellationToken);
        return await WordsAsync(pool, looks);
    }

    /// <inheritdoc cref="WordsAsync(NodePool?, CancellationToken)"/>
    internal async Task<string?> WordsAsync(NodePool? pool, FarLooks looks)
    {
        if (pool is null)
        {
            return null;
        }

        var (status, unseen) = await looks.AtAsync("The autoscaler's status", autoscaler.FindAsync);
        return status is null ? unseen : Growth.WordsOf(pool, status, time.GetUtcNow());
    }
}
