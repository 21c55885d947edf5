using System.ComponentModel.DataAnnotations;

namespace ChatOps.Operations.Rescheduling;

/// <summary>How often and how patiently a pod is deleted until it lands well (section "Rescheduling").</summary>
public sealed class RescheduleOptions
{
    /// <summary>How often at most, where nobody says. 1 to 10.</summary>
    [Range(1, 10)]
    public int Attempts { get; set; } = 5;

    /// <summary>How long after it was made a pod may take to be ready before it counts as landed wrong. 10 s to 1 h.</summary>
    [Range(typeof(TimeSpan), "00:00:10", "01:00:00")]
    public TimeSpan LandsWithin { get; set; } = TimeSpan.FromMinutes(3);
}
