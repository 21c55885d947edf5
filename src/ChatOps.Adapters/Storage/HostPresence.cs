using ChatOps.Adapters.Storage.Shapes;
using ChatOps.Operations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ChatOps.Adapters.Storage;

/// <summary>
/// Says again and again that this host is alive, and takes over what the hosts that don't had still to tell. A message
/// stays with the host that accepted its command while that lives: it alone may know a way to answer there.
/// </summary>
public sealed partial class HostPresence(
    IDbContextFactory<ChatOpsDbContext> databases,
    OutboxNews news,
    IOptions<OperationOptions> options,
    TimeProvider time,
    ILogger<HostPresence> logger) : BackgroundService
{
    /// <summary>A host that said nothing for longer is dead to the others.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <summary>
    /// A host that said nothing for longer missed two signs of life. What slept there is looked at by the others: should it
    /// live after all, nothing is lost by that, as it may be by a message told twice.
    /// </summary>
    public static readonly TimeSpan Absence = TimeSpan.FromSeconds(7);

    private static readonly TimeSpan Period = TimeSpan.FromSeconds(3);

    private string Name => options.Value.Worker;

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await TryReportAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await TryAsync(LeaveAsync, cancellationToken);
    }

    /// <summary>One sign of life, and one look at the others.</summary>
    public async Task ReportAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await SignAsync(database, cancellationToken);
        if (await TakeOverAsync(database, cancellationToken) is > 0 and var messages)
        {
            LogTookOver(messages);
            news.Announce();
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await TryReportAsync(stoppingToken);
        }
    }

    private Task TryReportAsync(CancellationToken cancellationToken) => TryAsync(ReportAsync, cancellationToken);

    private async Task TryAsync(Func<CancellationToken, Task> say, CancellationToken cancellationToken)
    {
        try
        {
            await say(cancellationToken);
        }
        catch (Exception away) when (!cancellationToken.IsCancellationRequested)
        {
            // The others hear nothing either while the database is away, so nobody is taken for dead alone.
            LogAway(away.GetBaseException().Message);
        }
    }

    /// <summary>Hosts that were seen last before this are dead.</summary>
    internal static DateTimeOffset DeadBefore(TimeProvider time) => time.GetUtcNow() - Patience;

    private async Task SignAsync(ChatOpsDbContext database, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var shape = ShapeNumber.Reached(database.Database.GetMigrations());
        var own = database.Hosts.Where(host => host.Name == Name);
        var signed = await database.WriteAsync(
            stop => own.ExecuteUpdateAsync(
                host => host.SetProperty(row => row.SeenAt, now).SetProperty(row => row.Shape, shape), stop),
            cancellationToken);
        if (signed == 0)
        {
            database.Hosts.Add(new HostRow { Name = Name, SeenAt = now, Shape = shape });
            await database.SaveChangesAsync(cancellationToken);
        }
    }

    /// <summary>Of two that try at once one gets each message: the other's update finds it taken.</summary>
    private Task<int> TakeOverAsync(ChatOpsDbContext database, CancellationToken cancellationToken)
    {
        var deadBefore = DeadBefore(time);
        var left = database.LivingMessages
            .Where(message => database.Operations.Any(
                operation => operation.Id == message.OperationId && operation.Version > message.SentVersion))
            .Where(message => !database.Hosts.Any(host => host.Name == message.Sender && host.SeenAt >= deadBefore));
        return database.WriteAsync(
            stop => left.ExecuteUpdateAsync(message => message.SetProperty(row => row.Sender, Name), stop), cancellationToken);
    }

    private async Task LeaveAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var own = database.Hosts.Where(host => host.Name == Name);
        await database.WriteAsync(stop => own.ExecuteDeleteAsync(stop), cancellationToken);
    }

    [LoggerMessage(LogLevel.Information, "Took over {Count} messages of a host that is gone")]
    private partial void LogTookOver(int count);

    [LoggerMessage(LogLevel.Warning, "The other hosts can't be told that this one is alive: {Reason}")]
    private partial void LogAway(string reason);
}
