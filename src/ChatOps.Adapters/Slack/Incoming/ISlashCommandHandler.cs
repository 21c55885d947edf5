using ChatOps.Adapters.Slack.BlockKit;

namespace ChatOps.Adapters.Slack.Incoming;

/// <summary>Answers a slash command; named and shaped as in SlackNet, so that it could take this place.</summary>
public interface ISlashCommandHandler
{
    /// <summary>Answers within three seconds, after which Slack tells its user that the command failed.</summary>
    Task<SlashCommandResponse> Handle(SlashCommand command, CancellationToken cancellationToken);
}

/// <summary>The immediate answer, seen by the asker only.</summary>
public sealed record SlashCommandResponse(string Text, IReadOnlyList<Block> Blocks)
{
    public string ResponseType { get; } = "ephemeral";
}
