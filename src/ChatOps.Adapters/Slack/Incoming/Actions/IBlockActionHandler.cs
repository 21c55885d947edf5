namespace ChatOps.Adapters.Slack.Incoming.Actions;

/// <summary>Acts on a button; named and shaped as in SlackNet, so that it could take this place.</summary>
public interface IBlockActionHandler
{
    /// <summary>Comes back within three seconds, after which Slack tells its user that the click failed.</summary>
    Task Handle(BlockActionRequest request, CancellationToken cancellationToken);
}
