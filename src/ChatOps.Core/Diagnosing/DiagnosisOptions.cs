using System.ComponentModel.DataAnnotations;

namespace ChatOps.Diagnosing;

/// <summary>How a diagnosis is made (section "Diagnosis").</summary>
public sealed class DiagnosisOptions
{
    /// <summary>
    /// How long logs, events and figures may take in all; what is not there by then is said to be unseen. 100 ms to 30 s; above
    /// two seconds Slack may be told that there was no answer in time.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:00:30")]
    public TimeSpan LookFor { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// A scheduler that wrote nothing for so long is stuck. An idle one of Airflow 2 writes every five minutes, when it looks
    /// for orphaned tasks. 10 s to 24 h.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:10", "1.00:00:00")]
    public TimeSpan SilentFor { get; set; } = TimeSpan.FromMinutes(10);
}
