using ChatOps.Simulator.Store;
using Microsoft.Extensions.Logging;

namespace ChatOps.Simulator.Controllers;

/// <summary>
/// Runs all controllers on one thread: drain the store's changes, do one piece of work, and again until nothing is
/// left; then wait for a change or for the next delayed item. An idle cluster costs nothing, and with a clock that
/// stands still the outcome is the same every time.
/// </summary>
public sealed partial class ControlLoop(
    ClusterStore store, TimeProvider time, Pace pace, Agenda agenda, IReadOnlyList<Controller> controllers, ILogger<ControlLoop> logger)
{
    private static readonly TimeSpan FirstRetry = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestRetry = TimeSpan.FromMinutes(2);

    private readonly Dictionary<WorkItem, int> _failures = [];
    private long _seen;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await WaitAsync(RunUntilIdle(cancellationToken), cancellationToken);
        }
    }

    /// <summary>Does everything that can be done now.</summary>
    /// <returns>Ends with the next change of the store.</returns>
    public Task RunUntilIdle(CancellationToken cancellationToken)
    {
        while (true)
        {
            var grown = Drain();
            if (!agenda.TryTake(out var item))
            {
                return grown;
            }

            cancellationToken.ThrowIfCancellationRequested();
            Process(item);
        }
    }

    private async Task WaitAsync(Task grown, CancellationToken cancellationToken)
    {
        if (agenda.NextDue() is not { } due)
        {
            await grown.WaitAsync(cancellationToken);
            return;
        }

        using var stopWaiting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var wait = due - time.GetUtcNow();
        await Task.WhenAny(
            grown, Task.Delay(wait > TimeSpan.Zero ? wait : TimeSpan.Zero, time, stopWaiting.Token));
        await stopWaiting.CancelAsync();
    }

    private Task Drain()
    {
        IReadOnlyList<StoreChange> changes;
        Task grown;
        try
        {
            changes = store.ChangesAfter(_seen, out grown);
        }
        catch (ApiException expired) when (expired.Code == 410)
        {
            changes = ShowAll(out grown);
        }

        foreach (var change in changes)
        {
            foreach (var controller in controllers)
            {
                controller.Observe(change);
            }

            _seen = Math.Max(_seen, change.ResourceVersion);
        }

        return grown;
    }

    /// <summary>Too far behind, as at the start: every object counts as new.</summary>
    private List<StoreChange> ShowAll(out Task grown)
    {
        var snapshot = store.Snapshot;
        _seen = snapshot.ResourceVersion;
        store.ChangesAfter(_seen, out grown);
        foreach (var controller in controllers)
        {
            controller.Forget();
        }

        return [.. ResourceTypes.All.SelectMany(type => snapshot.List(type)).Select(each => new StoreChange(ChangeKind.Added, each, null))];
    }

    private void Process(WorkItem item)
    {
        try
        {
            item.Controller.Reconcile(item.Key);
            _failures.Remove(item);
        }
        catch (ApiException refused)
        {
            LogRefused(item.Controller.GetType().Name, item.Key, refused.Message);
            Retry(item);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // One broken object must not stop the controllers of all others.
            LogFault(fault, item.Controller.GetType().Name, item.Key);
            Retry(item);
        }
    }

    private void Retry(WorkItem item)
    {
        var failures = _failures[item] = _failures.GetValueOrDefault(item) + 1;
        var delay = FirstRetry * Math.Pow(2, Math.Min(failures, 16) - 1);
        agenda.AddAfter(item, pace.Hurry(delay < LongestRetry ? delay : LongestRetry));
    }

    [LoggerMessage(LogLevel.Debug, "{Controller} could not finish {Key}: {Reason}")]
    private partial void LogRefused(string controller, ObjectKey key, string reason);

    [LoggerMessage(LogLevel.Error, "{Controller} failed on {Key}")]
    private partial void LogFault(Exception fault, string controller, ObjectKey key);
}
