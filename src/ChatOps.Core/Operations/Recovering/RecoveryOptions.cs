using System.ComponentModel.DataAnnotations;
using ChatOps.Inventory;

namespace ChatOps.Operations.Recovering;

/// <summary>How components are recovered (section "Recovery").</summary>
public sealed class RecoveryOptions
{
    /// <summary>By how much memory is raised at a time. 1.1 to 8.</summary>
    [Range(1.1, 8, ErrorMessage = "Recovery:MemoryFactor must be 1.1 to 8.")]
    public double MemoryFactor { get; set; } = 2;

    /// <summary>What no container is raised beyond, in Kubernetes' notation.</summary>
    [Required]
    [RegularExpression(
        @"[0-9]{1,9}(Ki|Mi|Gi|Ti|k|M|G|T)?", ErrorMessage = "Recovery:MemoryMax must be an amount of memory, such as 16Gi.")]
    public string MemoryMax { get; set; } = "16Gi";

    /// <summary>How long it has to stay ready without a restart to count as recovered. 1 s to 1 h.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00", ErrorMessage = "Recovery:StableFor must be 00:00:01 to 01:00:00.")]
    public TimeSpan StableFor { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>How long a new pod may take to be ready: Prometheus reads its log of recent samples back first. 10 s to 4 h.</summary>
    [Range(typeof(TimeSpan), "00:00:10", "04:00:00", ErrorMessage = "Recovery:ReadyWithin must be 00:00:10 to 04:00:00.")]
    public TimeSpan ReadyWithin { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary><see cref="MemoryMax"/> in bytes.</summary>
    internal long MostMemory => (long?)Quantity.Read(MemoryMax)?.Value
        ?? throw new InvalidOperationException($"Recovery:MemoryMax was validated, and is '{MemoryMax}'.");
}
