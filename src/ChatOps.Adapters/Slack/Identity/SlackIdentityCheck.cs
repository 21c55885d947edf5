using ChatOps.Adapters.Slack.Outgoing;
using ChatOps.Adapters.Wire;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ChatOps.Adapters.Slack.Identity;

/// <summary>Asks Slack whose token the bot has.</summary>
internal sealed partial class SlackIdentityCheck(
    SlackWebApi api, SlackIdentity identity, IOptions<SlackOptions> options, TimeProvider time, ILogger<SlackIdentityCheck> logger)
    : RepeatedLook(time)
{
    protected override async Task<bool> LookAsync(CancellationToken cancellationToken)
    {
        var reply = await api.TestAuthAsync(cancellationToken);
        if (reply is { Ok: true, UserId: { } userId, TeamId: { } teamId })
        {
            Found(new(userId, reply.User ?? userId, teamId));
        }
        else
        {
            Failed(SlackErrors.AsException(reply).Message);
        }

        return identity.Problem is null;
    }

    private void Found(SlackBot bot)
    {
        var expected = options.Value.TeamId;
        if (expected.Length > 0 && bot.TeamId != expected)
        {
            Failed($"Slack:BotToken belongs to the workspace {bot.TeamId}, but Slack:TeamId is {expected}.");
            return;
        }

        if (identity.Bot != bot)
        {
            LogFound(bot.UserName, bot.UserId, bot.TeamId);
        }

        identity.Found(bot);
    }

    protected override void Failed(string problem)
    {
        if (identity.Problem != problem)
        {
            LogFailed(problem);
        }

        identity.Failed(problem);
    }

    [LoggerMessage(LogLevel.Information, "In Slack the bot is {UserName} ({UserId}) of workspace {TeamId}")]
    private partial void LogFound(string userName, string userId, string teamId);

    [LoggerMessage(LogLevel.Warning, "Slack did not confirm the bot's token: {Problem}")]
    private partial void LogFailed(string problem);
}
