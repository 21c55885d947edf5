using ChatOps.Inventory;
using Microsoft.Extensions.Logging;

namespace ChatOps.Adapters.Cluster.Reflecting;

/// <summary>Tells that the picture is different from before, and counts how often it was.</summary>
internal sealed partial class ChangeFeed(ILogger<ChangeFeed> logger)
{
    private readonly Lock _telling = new();
    private long _revision;

    public event Action<InventoryChange>? Changed;

    public long Revision => Interlocked.Read(ref _revision);

    /// <summary>
    /// Call when the change can be seen by readers, not before. Its number is not given out before all listeners have it: who
    /// looks at what a listener keeps, and then sleeps until a higher number, must not miss this one.
    /// </summary>
    public void Raise(string kind, ObjectKey key)
    {
        lock (_telling)
        {
            Tell(new(kind, key.Namespace, key.Name, _revision + 1));
            Interlocked.Increment(ref _revision);
        }
    }

    private void Tell(InventoryChange change)
    {
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
