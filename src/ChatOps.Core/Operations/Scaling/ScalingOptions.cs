using System.ComponentModel.DataAnnotations;

namespace ChatOps.Operations.Scaling;

/// <summary>How far and how patiently components are scaled (section "Scaling").</summary>
public sealed class ScalingOptions
{
    /// <summary>How many pods nobody may ask for more of. 1 to 1000.</summary>
    [Range(1, 1000)]
    public int MostReplicas { get; set; } = 50;

    /// <summary>How long all pods together may take to be ready, or gone beyond their grace. 10 s to 2 h.</summary>
    [Range(typeof(TimeSpan), "00:00:10", "02:00:00")]
    public TimeSpan ReadyWithin { get; set; } = TimeSpan.FromMinutes(10);
}
