using ChatOps.Adapters.Storage;
using ChatOps.Adapters.Storage.Shapes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Storage;

/// <summary>What is in the migrations: nothing that a host of the version before could not live with.</summary>
public sealed class MigrationTests
{
    public static TheoryData<string> Providers => ["Sqlite", "PostgreSql"];

    [Theory]
    [MemberData(nameof(Providers))]
    public void Hosts_of_the_version_before_live_with_each_migration(string provider)
    {
        using var database = Open(provider);
        foreach (var (id, migration) in Migrations(database))
        {
            MigrationRules.Faults(id, migration).ShouldBeEmpty($"{provider}: {id}");
        }
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public void Each_shape_has_the_number_after_the_one_before(string provider)
    {
        using var database = Open(provider);
        var numbers = database.Database.GetMigrations().Select(ShapeNumber.Of).ToList();

        numbers.ShouldBe(numbers.Order());
        numbers.Distinct().ShouldBe(Enumerable.Range(1, numbers.Max() ?? 0).Select(number => (int?)number));
    }

    [Fact]
    public void Both_kinds_of_database_have_the_same_shapes() =>
        Names("PostgreSql").ShouldBe(Names("Sqlite"));

    private static List<string> Names(string provider)
    {
        using var database = Open(provider);
        return [.. database.Database.GetMigrations().Select(id => id[(id.IndexOf('_') + 1)..])];
    }

    private static IEnumerable<(string Id, Migration Migration)> Migrations(ChatOpsDbContext database)
    {
        var assembly = database.GetService<IMigrationsAssembly>();
        return assembly.Migrations.Select(migration =>
            (migration.Key, assembly.CreateMigration(migration.Value, database.Database.ProviderName!))); // a relational one has a name
    }

    /// <summary>Connects to nothing.</summary>
    private static ChatOpsDbContext Open(string provider) => provider == "Sqlite"
        ? new SqliteDatabase(new DbContextOptionsBuilder<SqliteDatabase>().UseSqlite("Data Source=:memory:").Options)
        : new PostgreSqlDatabase(new DbContextOptionsBuilder<PostgreSqlDatabase>().UseNpgsql("Host=127.0.0.1").Options);
}
