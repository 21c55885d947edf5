namespace ChatOps.Adapters.Slack.Identity;

/// <summary>Who the bot is in Slack, as far as Slack has said so; safe to read and write from any thread.</summary>
public sealed class SlackIdentity
{
    private volatile SlackBot? _bot;
    private volatile string? _problem = "Slack has not said yet whose token the bot has.";

    /// <summary>The bot's own account, or null until Slack has named it.</summary>
    public SlackBot? Bot => _bot;

    /// <summary>Why the last look failed, in words; null when it did not.</summary>
    public string? Problem => _problem;

    /// <summary>The workspace whose people the bot listens to: the one that the settings name, else its own; null until Slack has named that.</summary>
    public string? HomeBy(SlackOptions options) => options.TeamId is { Length: > 0 } told ? told : Bot?.TeamId;

    public void Found(SlackBot bot)
    {
        _bot = bot;
        _problem = null;
    }

    public void Failed(string problem) => _problem = problem;
}

/// <summary>The bot's account.</summary>
/// <param name="UserId">The bot user's id, by which people mention it.</param>
/// <param name="TeamId">The workspace that it was installed to.</param>
public sealed record SlackBot(string UserId, string UserName, string TeamId);
