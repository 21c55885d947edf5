using ChatOps.Fitting;
using ChatOps.Inventory;

namespace ChatOps.Diagnosing;

/// <summary>Asks the autoscaler's status, where one more node would help.</summary>
internal sealed class GrowthLook(IAutoscaler autoscaler, TimeProvider time)
{
    /// <param name="pool">Where one more node would help; null where none would.</param>
    /// <returns>A sentence, or null where there is nothing to say.</returns>
    public async Task<string?> WordsAsync(NodePool? pool, FarLooks looks)
    {
        if (pool is null)
        {
            return null;
        }

        var (status, unseen) = await looks.AtAsync("The autoscaler's status", autoscaler.FindAsync);
        return status is null ? unseen : Growth.WordsOf(pool, status, time.GetUtcNow());
    }
}
