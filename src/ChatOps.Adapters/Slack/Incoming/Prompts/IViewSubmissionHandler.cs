using ChatOps.Adapters.Slack.BlockKit;

namespace ChatOps.Adapters.Slack.Incoming.Prompts;

/// <summary>Acts on what was typed into a modal; named and shaped as in SlackNet, so that it could take this place.</summary>
public interface IViewSubmissionHandler
{
    /// <summary>Answers within three seconds, after which Slack tells its user that it failed.</summary>
    Task<ViewSubmissionResponse> Handle(ViewSubmission submission, CancellationToken cancellationToken);
}

/// <summary>What takes the place of the modal: only whoever typed sees it, also where the bot is no member.</summary>
public sealed record ViewSubmissionResponse(ModalView View)
{
    public string ResponseAction { get; } = "update";
}
