using System.ComponentModel.DataAnnotations;

namespace ChatOps.Operations.Volumes;

/// <summary>How long the pieces of a volume operation may take (section "Volumes").</summary>
public sealed class VolumeOptions
{
    /// <summary>How long pods may need beyond their grace, and a claim without pods, to be gone. 10 s to 2 h.</summary>
    [Range(typeof(TimeSpan), "00:00:10", "02:00:00")]
    public TimeSpan GoneWithin { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How long a new volume and its pod may take to be ready. 10 s to 2 h.</summary>
    [Range(typeof(TimeSpan), "00:00:10", "02:00:00")]
    public TimeSpan ReadyWithin { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How long a snapshot may take. 10 s to 24 h.</summary>
    [Range(typeof(TimeSpan), "00:00:10", "1.00:00:00")]
    public TimeSpan SnapshotWithin { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>After which time without progress a controller that may have missed an event is nudged. 1 s to 10 min.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan NudgeAfter { get; set; } = TimeSpan.FromSeconds(30);
}
