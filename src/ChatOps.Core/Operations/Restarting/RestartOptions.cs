using System.ComponentModel.DataAnnotations;

namespace ChatOps.Operations.Restarting;

/// <summary>How restarts are judged (section "Restarting").</summary>
public sealed class RestartOptions
{
    /// <summary>
    /// How long a pod's successor may take to be ready after the pod has ended. Most take under two minutes. 10 s to 2 h.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:10", "02:00:00")]
    public TimeSpan SuccessorWithin { get; set; } = TimeSpan.FromMinutes(10);
}
