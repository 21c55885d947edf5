using ChatOps.Adapters.Storage.Shapes;
using ChatOps.Audit;
using ChatOps.Operations;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.Options;

namespace ChatOps.Adapters.Storage;

/// <summary>
/// The tables: operations with their steps, living messages, hosts, the audit trail with its followers, and how conversations and people are reached. Each kind of database has a class of
/// its own below, with its own migrations.
/// </summary>
public abstract class ChatOpsDbContext(DbContextOptions options) : DbContext(options), IDataProtectionKeyContext
{
    public DbSet<Operation> Operations => Set<Operation>();

    public DbSet<LivingMessageRow> LivingMessages => Set<LivingMessageRow>();

    public DbSet<HostRow> Hosts => Set<HostRow>();

    public DbSet<FollowerRow> Followers => Set<FollowerRow>();

    public DbSet<ConversationRow> Conversations => Set<ConversationRow>();

    public DbSet<PersonRow> People => Set<PersonRow>();

    public DbSet<SignedInRow> SignedIn => Set<SignedInRow>();

    /// <summary>What cookies and forms are sealed with, the same for all hosts.</summary>
    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    public DbSet<AuditEntry> AuditEntries => Set<AuditEntry>();

    /// <summary>
    /// Waits until nobody else writes to the audit trail, and keeps it so until the transaction ends. Whoever locks it
    /// takes no other lock afterwards.
    /// </summary>
    internal abstract Task LockAuditTrailAsync(CancellationToken cancellationToken);

    /// <summary>Begins a transaction that writes.</summary>
    internal virtual async Task<WriteTransaction> BeginWriteAsync(CancellationToken cancellationToken) =>
        new(await Database.BeginTransactionAsync(cancellationToken));

    /// <summary>For what writes at once, without a transaction of its own: every ExecuteUpdate and ExecuteDelete.</summary>
    /// <returns>How many rows were written.</returns>
    internal virtual Task<int> WriteAsync(Func<CancellationToken, Task<int>> write, CancellationToken cancellationToken) => write(cancellationToken);

    /// <summary>Brings the tables to this version's shape; several hosts may try at once.</summary>
    /// <returns>The names of what was missing.</returns>
    /// <exception cref="OptionsValidationException">Its shape is too far away, for this version or for a host at work.</exception>
    internal abstract Task<IReadOnlyList<string>> MigrateAsync(CancellationToken cancellationToken);

    /// <summary>What this version finds there, without changing it.</summary>
    internal async Task<ShapeFit> FitAsync(CancellationToken cancellationToken) =>
        new([.. Database.GetMigrations()], [.. await Database.GetAppliedMigrationsAsync(cancellationToken)]);

    /// <summary>Something could not be stored because a unique index has it already.</summary>
    internal abstract bool IsDuplicate(DbUpdateException refused);

    /// <summary>To be called by one at a time.</summary>
    protected async Task<IReadOnlyList<string>> MigrateIfFitAsync(CancellationToken cancellationToken)
    {
        var fit = await FitAsync(cancellationToken);
        var objection = fit.Objection
            ?? (fit.Made.Count > 0 ? fit.ObjectionOf(await LivingHostsAsync(cancellationToken)) : null);
        if (objection is not null)
        {
            throw new OptionsValidationException("Storage", typeof(StorageOptions), [$"ConnectionStrings:ChatOps: {objection}"]);
        }

        await Database.MigrateAsync(cancellationToken);
        return fit.Missing;
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcConverter>();

    protected override void OnModelCreating(ModelBuilder modelBuilder) =>
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(ChatOpsDbContext).Assembly);

    /// <summary>With no column beyond these: the table may still lack what this version adds to it.</summary>
    private Task<List<HostRow>> LivingHostsAsync(CancellationToken cancellationToken)
    {
        var deadBefore = HostPresence.DeadBefore(this.GetService<TimeProvider>());
        return Hosts.AsNoTracking()
            .Where(host => host.SeenAt >= deadBefore)
            .Select(host => new HostRow { Name = host.Name, SeenAt = host.SeenAt, Shape = host.Shape })
            .ToListAsync(cancellationToken);
    }
}
