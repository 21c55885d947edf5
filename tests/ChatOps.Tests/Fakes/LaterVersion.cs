#pragma warning disable EF1001 // Nothing public gives a context the migrations of a version that is not written yet.
using System.Reflection;
using ChatOps.Adapters.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Internal;

namespace ChatOps.Tests.Fakes;

/// <summary>The database as a later version has it: today's tables, and what that version adds to them.</summary>
internal static class LaterVersion
{
    /// <summary>The next one.</summary>
    public static ChatOpsDbContext OpenNext(string connection, bool isPostgreSql, IServiceProvider services) =>
        Open<NextMigrations>(connection, isPostgreSql, services);

    /// <summary>The one after the next.</summary>
    public static ChatOpsDbContext OpenSecond(string connection, bool isPostgreSql, IServiceProvider services) =>
        Open<SecondMigrations>(connection, isPostgreSql, services);

    private static ChatOpsDbContext Open<TMigrations>(string connection, bool isPostgreSql, IServiceProvider services)
        where TMigrations : MigrationsAssembly => isPostgreSql
        ? new PostgreSqlDatabase(Options<PostgreSqlDatabase, TMigrations>(services).UseNpgsql(connection).Options)
        : new SqliteDatabase(Options<SqliteDatabase, TMigrations>(services).UseSqlite(connection).Options);

    private static DbContextOptionsBuilder<TDatabase> Options<TDatabase, TMigrations>(IServiceProvider services)
        where TDatabase : DbContext
        where TMigrations : MigrationsAssembly =>
        new DbContextOptionsBuilder<TDatabase>()
            .UseApplicationServiceProvider(services)
            .ReplaceService<IMigrationsAssembly, TMigrations>();
}

/// <summary>What an older host has to live with: a column it never heard of, and a table.</summary>
[Migration("29990101000000_V2Urgency")]
internal sealed class V2Urgency : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<string>("Urgency", "operations", nullable: false, defaultValue: "normal");
        migrationBuilder.CreateTable(
            "shifts",
            table => new { Name = table.Column<string>(nullable: false) },
            constraints: table => table.PrimaryKey("PK_shifts", row => row.Name));
    }
}

[Migration("29990201000000_V3Shifts")]
internal sealed class V3Shifts : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.AddColumn<string>("Shift", "operations", nullable: true);
}

internal sealed class NextMigrations(
    ICurrentDbContext context, IDbContextOptions options, IMigrationsIdGenerator ids, IDiagnosticsLogger<DbLoggerCategory.Migrations> logger)
    : MigrationsAssembly(context, options, ids, logger)
{
    public override IReadOnlyDictionary<string, TypeInfo> Migrations => base.Migrations.With(typeof(V2Urgency));
}

internal sealed class SecondMigrations(
    ICurrentDbContext context, IDbContextOptions options, IMigrationsIdGenerator ids, IDiagnosticsLogger<DbLoggerCategory.Migrations> logger)
    : MigrationsAssembly(context, options, ids, logger)
{
    public override IReadOnlyDictionary<string, TypeInfo> Migrations => base.Migrations.With(typeof(V2Urgency), typeof(V3Shifts));
}

internal static class MigrationLists
{
    public static IReadOnlyDictionary<string, TypeInfo> With(
        this IReadOnlyDictionary<string, TypeInfo> migrations, params IEnumerable<Type> more) =>
        new SortedList<string, TypeInfo>(
            migrations.Concat(more.Select(type => KeyValuePair.Create(Id(type), type.GetTypeInfo()))).ToDictionary(), StringComparer.Ordinal);

    private static string Id(Type migration) => migration.GetCustomAttribute<MigrationAttribute>()!.Id; // each above has it
}
