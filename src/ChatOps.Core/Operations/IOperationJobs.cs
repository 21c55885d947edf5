namespace ChatOps.Operations;

/// <summary>Hands operations to workers. Forgetful by design: the operations table is the truth.</summary>
public interface IOperationJobs
{
    /// <summary>Has a worker look at the operation soon; queueing it twice is harmless.</summary>
    void Enqueue(int operationId);
}
