using System.Collections.Frozen;

namespace ChatOps.Houston.Deployments;

/// <summary>What Houston called the deployments when it was last asked; safe to read and write from any thread.</summary>
public sealed class HoustonLabels
{
    private volatile Picture _current = new(new Dictionary<string, HoustonDeployment>().ToFrozenDictionary(), SeenAt: null, Problem: null);

    public Picture Current => _current;

    public void Found(IReadOnlyList<HoustonDeployment> deployments, DateTimeOffset now) => _current = new(
        deployments.DistinctBy(deployment => deployment.Release).ToFrozenDictionary(deployment => deployment.Release, StringComparer.Ordinal),
        now,
        Problem: null);

    /// <summary>What was known stays, with the reason why it may be old.</summary>
    public void Missed(Problem problem) => _current = _current with { Problem = problem };

    /// <param name="ByRelease">Empty until Houston has answered once.</param>
    /// <param name="SeenAt">When it last answered, or null.</param>
    /// <param name="Problem">Why it did not the last time; null when it did, and where there is no Houston.</param>
    public sealed record Picture(
        FrozenDictionary<string, HoustonDeployment> ByRelease, DateTimeOffset? SeenAt, Problem? Problem);
}
