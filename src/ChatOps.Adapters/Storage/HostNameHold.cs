using System.Data.Common;
using System.Net.Sockets;
using ChatOps.Operations;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ChatOps.Adapters.Storage;

/// <summary>
/// Keeps this host's name to this process. Two that had one name would each take the other's operations for what an earlier
/// life of its own had left, and both would run them (<see cref="Worker.HeldBefore"/>).
/// </summary>
internal sealed partial class HostNameHold(
    IOptions<StorageOptions> storage,
    IOptions<OperationOptions> operations,
    TimeProvider time,
    ILogger<HostNameHold> logger) : BackgroundService
{
    /// <summary>How long a predecessor may take to be gone for good, such as one whose machine vanished.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(3);

    private INameLock? _lock;

    /// <summary>Takes the name, before anything is done in it. A database that is away is waited for.</summary>
    /// <exception cref="OptionsValidationException">Another process has it.</exception>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        _lock = Create();
        await TakeAsync(_lock, Patience, cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        if (_lock is { } held)
        {
            await held.DisposeAsync();
        }
    }

    /// <summary>
    /// Looks after it. Should another have taken it while the database was away, this throws, and with that the process ends:
    /// at once, for each of the two takes the other's operations for its own.
    /// </summary>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var held = _lock ?? throw new InvalidOperationException("Not started.");
        using var timer = new PeriodicTimer(Period, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            if (!await IsHeldAsync(held, stoppingToken))
            {
                await TakeAsync(held, TimeSpan.Zero, stoppingToken);
            }
        }
    }

    private INameLock Create() => storage.Value.Provider is StorageProvider.PostgreSql
        ? new AdvisoryNameLock(storage.Value.ConnectionString, operations.Value.Worker)
        : new FileNameLock(new SqliteConnectionStringBuilder(storage.Value.ConnectionString).DataSource);

    private async Task TakeAsync(INameLock name, TimeSpan patience, CancellationToken cancellationToken)
    {
        long? refusedSince = null;
        while (await TryTakeAsync(name, cancellationToken) is var taken and not true)
        {
            // A database that is away says nothing about who has the name.
            refusedSince = taken is null ? null : refusedSince ?? Refused(name, patience);
            if (refusedSince is { } since && time.GetElapsedTime(since) >= patience)
            {
                throw new OptionsValidationException("Operations", typeof(OperationOptions), [name.Objection]);
            }

            await Task.Delay(Pause, time, cancellationToken);
        }
    }

    private long Refused(INameLock name, TimeSpan patience)
    {
        LogTaken(name.Objection, patience);
        return time.GetTimestamp();
    }

    /// <returns>Null when nobody can tell.</returns>
    private async Task<bool?> TryTakeAsync(INameLock name, CancellationToken cancellationToken)
    {
        try
        {
            return await name.TryTakeAsync(cancellationToken);
        }
        catch (Exception away) when (IsAway(away) && !cancellationToken.IsCancellationRequested)
        {
            LogAway(away.GetBaseException().Message);
            return null;
        }
    }

    private async Task<bool> IsHeldAsync(INameLock name, CancellationToken cancellationToken)
    {
        try
        {
            return await name.IsHeldAsync(cancellationToken);
        }
        catch (Exception lost) when (!cancellationToken.IsCancellationRequested)
        {
            LogLost(lost.GetBaseException().Message);
            return false;
        }
    }

    private static bool IsAway(Exception exception) =>
        exception is DbException or SocketException or TimeoutException
        || (exception.InnerException is { } inner && IsAway(inner));

    [LoggerMessage(LogLevel.Warning, "{Objection} (Should it be on its way out, it is waited for, {Patience} at most.)")]
    private partial void LogTaken(string objection, TimeSpan patience);

    [LoggerMessage(LogLevel.Warning, "The database does not answer, so the start waits for it, or the hold on this host's name: {Reason}")]
    private partial void LogAway(string reason);

    [LoggerMessage(LogLevel.Warning, "This host's name was let go with its connection, and is taken again: {Reason}")]
    private partial void LogLost(string reason);
}
