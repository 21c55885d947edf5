using System.ComponentModel.DataAnnotations;

namespace ChatOps.Operations;

/// <summary>How operations are run (section "Operations").</summary>
public sealed class OperationOptions
{
    /// <summary>
    /// A waiting operation is looked at this often even when the cluster seems still, and the longer it waits the less often, down to
    /// a quarter of that. 1 s to 10 min.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan RecheckEvery { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>The longest pause between tries while the cluster is away; pauses double from 1 s. 1 s to 10 min.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan LongestPause { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// How long a worker that says nothing keeps its operation; longer than any one step may run without waiting. 10 s to
    /// 1 h.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:10", "01:00:00")]
    public TimeSpan Lease { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// The name of this process among those that share the database; the same again after a restart, so that it takes
    /// up at once what it held before. No slashes.
    /// </summary>
    [Required]
    [RegularExpression("[^/]+", ErrorMessage = "Operations:Worker must be a name without slashes.")]
    public string Worker { get; set; } = Environment.MachineName;
}
