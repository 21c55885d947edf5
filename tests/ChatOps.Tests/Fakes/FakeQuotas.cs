using ChatOps.Inventory;

namespace ChatOps.Tests.Fakes;

/// <summary>One quota as the API server would have it, changed as that would.</summary>
internal sealed class FakeQuotas : IQuotas
{
    /// <summary>What it allows; null for one that is gone.</summary>
    public Dictionary<string, string>? Hard { get; set; } = [];

    public List<string> Done { get; } = [];

    public Task<IReadOnlyDictionary<string, string>?> ChangeAsync(
        QuotaReference quota,
        IReadOnlyDictionary<string, string> from,
        IReadOnlyDictionary<string, string> to,
        CancellationToken cancellationToken)
    {
        if (Hard is not null && ((IReadOnlyDictionary<string, string>)Hard).Are(from))
        {
            Done.Add($"{quota.Name} {quota.Uid} {string.Join(' ', to.Select(amount => $"{amount.Key}={amount.Value}"))}");
            foreach (var (resource, amount) in to)
            {
                Hard[resource] = amount;
            }
        }

        return Task.FromResult<IReadOnlyDictionary<string, string>?>(Hard);
    }
}
