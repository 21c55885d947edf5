namespace ChatOps.Operations.Outbox;

/// <summary>
/// The way into one channel: one message after the other, so that none overtakes another, and none at all while the chat
/// platform is away or asks to wait.
/// </summary>
internal sealed class Lane
{
    private readonly Lock _lock = new();
    private DateTimeOffset _closedUntil;
    private int _failures;
    private bool _isBusy;

    public bool IsOpen(DateTimeOffset now)
    {
        lock (_lock)
        {
            return !_isBusy && _closedUntil <= now;
        }
    }

    public bool IsClosed(DateTimeOffset now)
    {
        lock (_lock)
        {
            return _closedUntil > now;
        }
    }

    public void Enter()
    {
        lock (_lock)
        {
            _isBusy = true;
        }
    }

    public void Leave()
    {
        lock (_lock)
        {
            _isBusy = false;
        }
    }

    public void Worked()
    {
        lock (_lock)
        {
            _failures = 0;
        }
    }

    /// <summary>Closes it for as long as was asked for, else each time in a row for longer.</summary>
    /// <returns>For how long.</returns>
    public TimeSpan Close(TimeSpan? asked, DateTimeOffset now)
    {
        lock (_lock)
        {
            var pause = asked ?? Backoff.After(_failures);
            _failures++;
            _closedUntil = now + pause;
            return pause;
        }
    }
}
