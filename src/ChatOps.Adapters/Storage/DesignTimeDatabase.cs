using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace ChatOps.Adapters.Storage;

/// <summary>What "dotnet ef migrations add" builds its models with; it connects to neither.</summary>
internal sealed class DesignTimeDatabase
    : IDesignTimeDbContextFactory<SqliteDatabase>, IDesignTimeDbContextFactory<PostgreSqlDatabase>
{
    SqliteDatabase IDesignTimeDbContextFactory<SqliteDatabase>.CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteDatabase>().UseSqlite("Data Source=:memory:").Options);

    PostgreSqlDatabase IDesignTimeDbContextFactory<PostgreSqlDatabase>.CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PostgreSqlDatabase>().UseNpgsql("Host=127.0.0.1").Options);
}
