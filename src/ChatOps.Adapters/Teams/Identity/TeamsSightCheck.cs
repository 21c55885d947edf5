using ChatOps.Adapters.Teams.Incoming.Tokens;
using ChatOps.Adapters.Wire;
using Microsoft.Extensions.Logging;

namespace ChatOps.Adapters.Teams.Identity;

/// <summary>Fetches a token of the bot's own and the keys of those who call it.</summary>
internal sealed partial class TeamsSightCheck(
    IBotTokens tokens, SigningKeys keys, TeamsSight sight, TimeProvider time, ILogger<TeamsSightCheck> logger) : RepeatedLook(time)
{
    protected override async Task<bool> LookAsync(CancellationToken cancellationToken)
    {
        // Without a token of its own the bot is asked for none either: that is the emulator.
        if (await tokens.GetAsync(refused: null, cancellationToken) is not null)
        {
            await keys.CurrentAsync(cancellationToken);
        }

        sight.Problem = null;
        return true;
    }

    protected override void Failed(string problem)
    {
        if (sight.Problem != problem)
        {
            LogFailed(problem);
        }

        sight.Problem = problem;
    }

    [LoggerMessage(LogLevel.Warning, "The bot and Teams do not know each other: {Problem}")]
    private partial void LogFailed(string problem);
}
