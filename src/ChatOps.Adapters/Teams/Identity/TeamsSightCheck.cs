using ChatOps.Adapters.Teams.Incoming.Tokens;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ChatOps.Adapters.Teams.Identity;

/// <summary>
/// Fetches a token and the Bot Framework's keys: at the start, soon again while that fails, and now and then later, since a secret
/// expires. It is a matter of health, not of life: the rest of the bot works on.
/// </summary>
internal sealed partial class TeamsSightCheck(
    IBotTokens tokens, SigningKeys keys, TeamsSight sight, TimeProvider time, ILogger<TeamsSightCheck> logger) : BackgroundService
{
    public static readonly TimeSpan WhileBlind = TimeSpan.FromSeconds(30);
    public static readonly TimeSpan WhileWell = TimeSpan.FromMinutes(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await LookAsync(stoppingToken);
            await Task.Delay(sight.Problem is null ? WhileWell : WhileBlind, time, stoppingToken);
        }
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        try
        {
            // Without a token of its own the bot is asked for none either: that is the emulator.
            if (await tokens.GetAsync(refused: null, cancellationToken) is not null)
            {
                await keys.CurrentAsync(cancellationToken);
            }

            sight.Problem = null;
        }
        catch (Exception failed) when (failed is not OperationCanceledException)
        {
            if (sight.Problem != failed.Message)
            {
                LogFailed(failed.Message);
            }

            sight.Problem = failed.Message;
        }
    }

    [LoggerMessage(LogLevel.Warning, "The bot and Teams do not know each other: {Problem}")]
    private partial void LogFailed(string problem);
}
