using System.Diagnostics.CodeAnalysis;

namespace ChatOps.Adapters.Slack.Incoming.Events;

/// <summary>Reacts to an event; named and shaped as in SlackNet, so that it could take this place.</summary>
[SuppressMessage("Naming", "CA1711", Justification = "It is SlackNet's name for it.")]
public interface IEventHandler
{
    /// <summary>Comes back within three seconds, after which Slack sends the event again.</summary>
    Task Handle(EventCallback callback, CancellationToken cancellationToken);
}
