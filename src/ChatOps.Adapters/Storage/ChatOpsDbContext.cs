using ChatOps.Audit;
using ChatOps.Operations;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

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

    /// <summary>Brings the tables to this version's shape; several hosts may try at once.</summary>
    internal abstract Task MigrateAsync(CancellationToken cancellationToken);

    /// <summary>Something could not be stored because a unique index has it already.</summary>
    internal abstract bool IsDuplicate(DbUpdateException refused);

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcConverter>();

    protected override void OnModelCreating(ModelBuilder modelBuilder) =>
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(ChatOpsDbContext).Assembly);
}
