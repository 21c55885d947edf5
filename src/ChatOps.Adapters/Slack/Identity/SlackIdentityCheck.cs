using ChatOps.Adapters.Slack.Outgoing;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ChatOps.Adapters.Slack.Identity;

/// <summary>
/// Asks Slack whose token the bot has: at the start, soon again while there is no answer, and now and then later, since a token
/// can be revoked. A token that does not work is a matter of health, not of life: the rest of the bot works on.
/// </summary>
internal sealed partial class SlackIdentityCheck(
    SlackWebApi api, SlackIdentity identity, IOptions<SlackOptions> options, TimeProvider time, ILogger<SlackIdentityCheck> logger)
    : BackgroundService
{
    public static readonly TimeSpan WhileUnknown = TimeSpan.FromSeconds(30);
    public static readonly TimeSpan WhileKnown = TimeSpan.FromMinutes(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await LookAsync(stoppingToken);
            await Task.Delay(identity.Problem is null ? WhileKnown : WhileUnknown, time, stoppingToken);
        }
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        try
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
        }
        catch (Exception failed) when (failed is not OperationCanceledException)
        {
            // Slack away, or an answer that makes no sense: either way the next look comes.
            Failed(failed.Message);
        }
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

    private void Failed(string problem)
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
