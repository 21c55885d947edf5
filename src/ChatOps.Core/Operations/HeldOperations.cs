using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ChatOps.Operations;

/// <summary>The operations that one worker holds: it moves them only while they are its own, and gives back what it can't run.</summary>
internal sealed partial class HeldOperations(
    IOperations operations, IOptions<OperationOptions> options, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(3);

    private readonly Worker _worker = new(options.Value.Worker, Guid.NewGuid().ToString("N"));

    /// <summary>How long a move keeps the operation here.</summary>
    public TimeSpan Lease => options.Value.Lease;

    public bool Has(Operation operation) => operation.IsHeldBy(_worker);

    /// <returns>Null when it has ended, or somebody holds it.</returns>
    public async Task<Operation?> TakeAsync(int id, CancellationToken cancellationToken)
    {
        var (operation, taken) = await operations.ChangeAsync(
            id, found => found.TryTake(_worker, time.GetUtcNow(), Lease), cancellationToken);
        return taken ? operation : null;
    }

    /// <summary>Makes a move, unless another has taken the operation over; returns it as it is now.</summary>
    public async Task<Operation> MoveAsync(int id, Action<Operation> move, CancellationToken cancellationToken)
    {
        var (operation, _) = await operations.ChangeAsync(id, Held, cancellationToken);
        return operation;

        bool Held(Operation found)
        {
            if (!Has(found))
            {
                return false;
            }

            move(found);
            return true;
        }
    }

    /// <summary>
    /// Puts an operation to sleep whose move could not be stored, so that it is taken up again after a pause. What keeps a move
    /// from being stored is the database as a rule, so this is tried until the lease is over: then it is free anyway.
    /// </summary>
    public async Task HandBackAsync(int id, Exception fault, CancellationToken cancellationToken)
    {
        LogDropped(id, fault);
        var free = time.GetUtcNow() + Lease;
        for (var tries = 0; time.GetUtcNow() < free; tries++)
        {
            try
            {
                await MoveAsync(id, SitOut, cancellationToken);
                return;
            }
            catch (Exception away) when (away is not OperationCanceledException)
            {
                LogStillHeld(id, away.GetBaseException().Message);
                await Task.Delay(Pause(tries), time, cancellationToken);
            }
        }
    }

    /// <summary>Lets an operation go at once, because this host stops; should that fail, its lease ends by itself.</summary>
    public async Task HandOverAsync(int id)
    {
        using var patience = new CancellationTokenSource(Farewell, time);
        try
        {
            await MoveAsync(id, found => found.HandOver(time.GetUtcNow()), patience.Token);
            LogHandedOver(id);
        }
        catch (Exception away)
        {
            LogKept(id, away.GetBaseException().Message);
        }
    }

    /// <summary>How long to leave a neighbour alone after that many setbacks in a row.</summary>
    public TimeSpan Pause(int setbacks) => Backoff.After(setbacks, options.Value.LongestPause);

    private void SitOut(Operation found)
    {
        var now = time.GetUtcNow();
        found.SitOut("the bot itself stumbled here; trying again", now, now + Pause(found.Setbacks));
    }

    [LoggerMessage(LogLevel.Error, "Operation {OperationId} could not be gone on with")]
    private partial void LogDropped(int operationId, Exception fault);

    [LoggerMessage(LogLevel.Information, "Operation {OperationId} is handed over: this host stops")]
    private partial void LogHandedOver(int operationId);

    [LoggerMessage(LogLevel.Warning, "Operation {OperationId} can't be handed over, so the others wait for the end of its lease: {Reason}")]
    private partial void LogKept(int operationId, string reason);

    [LoggerMessage(LogLevel.Warning, "Operation {OperationId} can't be given back, trying again: {Reason}")]
    private partial void LogStillHeld(int operationId, string reason);
}
