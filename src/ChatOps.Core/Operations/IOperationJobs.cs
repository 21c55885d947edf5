namespace ChatOps.Operations;

/// <summary>Hands operations to workers. Forgetful by design: the operations table is the truth.</summary>
public interface IOperationJobs
{
    /// <summary>Has a worker look at the operation soon; queueing it twice is harmless.</summary>
    void Enqueue(int operationId);

    /// <summary>
    /// Has this process go on with an operation that was asleep, past the queue that all hosts share. Waking it twice is harmless,
    /// and what is lost with the process the timer wakes again.
    /// </summary>
    void Wake(int operationId);
}
