using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace ChatOps.Adapters.Storage;

/// <summary>What "dotnet ef migrations add" builds its model with.</summary>
internal sealed class DesignTimeDatabase : IDesignTimeDbContextFactory<ChatOpsDbContext>
{
    public ChatOpsDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<ChatOpsDbContext>().UseSqlite("Data Source=:memory:").Options);
}
