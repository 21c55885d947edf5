using ChatOps.Inventory;
using Microsoft.Extensions.Logging;

namespace ChatOps.Adapters.Cluster.Reflecting;

/// <summary>Tells that the picture is different from before, and counts how often it was.</summary>
internal sealed partial class ChangeFeed(ILogger<ChangeFeed> logger)
{
    private long _revision;

    public event Action<InventoryChange>? Changed;

    public long Revision => Interlocked.Read(ref _revision);

    /// <summary>Call when the change can be seen by readers, not before.</summary>
    public void Raise(string kind, ObjectKey key)
    {
        var change = new InventoryChange(kind, key.Namespace, key.Name, Interlocked.Increment(ref _revision));
        try
        {
            Changed?.Invoke(change);
        }
        catch (Exception e)
        {
            // A listener's bug must not end the watch that everybody depends on.
            LogListenerFailed(e, change);
        }
    }

    [LoggerMessage(LogLevel.Error, "A listener failed on {Change}")]
    private partial void LogListenerFailed(Exception exception, InventoryChange change);
}
