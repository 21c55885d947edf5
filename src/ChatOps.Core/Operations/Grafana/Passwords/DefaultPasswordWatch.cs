using ChatOps.Inventory;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ChatOps.Operations.Grafana.Passwords;

/// <summary>
/// Tries Grafana's default password when the bot starts, and again only while it works or Grafana can't be asked: where it is
/// refused once, each further try would count as an attack.
/// </summary>
public sealed partial class DefaultPasswordWatch(
    IGrafanaServer grafana,
    DefaultPassword defaultPassword,
    IInventory inventory,
    IOptions<GrafanaOptions> options,
    ILogger<DefaultPasswordWatch> logger)
{
    /// <summary>How soon to see whether the cluster was seen.</summary>
    public static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);

    /// <summary>How soon again: slower than Grafana's five tries in five minutes by far.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMinutes(15);

    /// <returns>When to look again; null for not any more.</returns>
    public async Task<TimeSpan?> LookAsync(CancellationToken cancellationToken)
    {
        if (!options.Value.TryDefaultPassword)
        {
            return null;
        }

        if (!inventory.Health.IsComplete)
        {
            return FirstPause;
        }

        var worked = defaultPassword.StillWorks;
        var answer = await grafana.LogInAsync(DefaultPassword.User, DefaultPassword.Password, cancellationToken);
        defaultPassword.WasTried(answer);
        if (answer is LogIn.Accepted && !worked)
        {
            LogStillWorks(DefaultPassword.Warning.Text, DefaultPassword.Warning.NextStep!); // the one constant has both
        }

        return answer is LogIn.Refused ? null : Pause;
    }

    [LoggerMessage(LogLevel.Warning, "{Warning} {NextStep}")]
    private partial void LogStillWorks(string warning, string nextStep);
}
