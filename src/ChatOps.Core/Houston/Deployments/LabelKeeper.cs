using ChatOps.Inventory;
using Microsoft.Extensions.Logging;

namespace ChatOps.Houston.Deployments;

/// <summary>
/// Keeps Houston's names for the deployments at hand, so that nobody who asks how the deployments are has to wait for Houston.
/// </summary>
public sealed partial class LabelKeeper(
    IHouston houston,
    HoustonLabels labels,
    DeploymentDirectory directory,
    IInventory inventory,
    TimeProvider time,
    ILogger<LabelKeeper> logger)
{
    /// <summary>How often Houston is asked.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    /// <summary>How soon again after it did not answer.</summary>
    public static readonly TimeSpan ShortPause = TimeSpan.FromSeconds(10);

    /// <summary>How soon to see whether the cluster was seen, without whose releases an old Houston tells next to nothing.</summary>
    public static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);

    /// <returns>When to look again; null where there is no Houston to look at.</returns>
    public async Task<TimeSpan?> LookAsync(CancellationToken cancellationToken)
    {
        if (!houston.IsSetUp)
        {
            return null;
        }

        if (!inventory.Health.IsComplete)
        {
            return FirstPause;
        }

        var releases = directory.List().Where(area => !area.IsPlatform).Select(area => area.Name.Value).ToList();
        if ((await houston.ListDeploymentsAsync(releases, cancellationToken)).TryGet(out var deployments, out var problem))
        {
            labels.Found(deployments, time.GetUtcNow());
            return Pause;
        }

        if (labels.Current.Problem?.Text != problem.Text)
        {
            LogMissed(problem.Text);
        }

        labels.Missed(problem);
        return ShortPause;
    }

    [LoggerMessage(LogLevel.Warning, "Houston did not tell its deployments: {Problem}")]
    private partial void LogMissed(string problem);
}
