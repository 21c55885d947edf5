namespace ChatOps.Operations;

/// <summary>
/// Which operations this process is at. Of several jobs for one operation the first runs it; the others leave word, so
/// that it is looked at once more and no wake-up is lost.
/// </summary>
internal sealed class RunsInProgress
{
    private readonly Lock _lock = new();
    private readonly Dictionary<int, bool> _askedAgain = [];

    /// <returns>True for the one who is to run it.</returns>
    public bool TryBegin(int operationId)
    {
        lock (_lock)
        {
            if (_askedAgain.TryAdd(operationId, value: false))
            {
                return true;
            }

            _askedAgain[operationId] = true;
            return false;
        }
    }

    /// <summary>Ends the run, unless somebody asked for the operation meanwhile.</summary>
    /// <returns>True when it is to be run once more.</returns>
    public bool TryGoOn(int operationId)
    {
        lock (_lock)
        {
            if (!_askedAgain[operationId])
            {
                _askedAgain.Remove(operationId);
                return false;
            }

            _askedAgain[operationId] = false;
            return true;
        }
    }

    /// <summary>Ends a run that failed; its job is tried again, and the timer looks at the table.</summary>
    public void Abandon(int operationId)
    {
        lock (_lock)
        {
            _askedAgain.Remove(operationId);
        }
    }
}
