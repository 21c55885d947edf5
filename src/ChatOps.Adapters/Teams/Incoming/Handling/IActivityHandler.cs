using ChatOps.Adapters.Teams.Incoming.Activities;

namespace ChatOps.Adapters.Teams.Incoming.Handling;

/// <summary>Acts on one type of activity.</summary>
public interface IActivityHandler
{
    /// <summary>As the Bot Framework spells it: "message".</summary>
    string Type { get; }

    /// <summary>Comes back within a few seconds: after 10 to 15 Teams tells its user that it failed.</summary>
    /// <returns>What to send back at once, which only an invoke waits for; null for nothing.</returns>
    Task<InvokeAnswer?> HandleAsync(Activity activity, CancellationToken cancellationToken);
}
