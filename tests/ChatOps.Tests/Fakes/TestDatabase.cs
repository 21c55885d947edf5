using ChatOps.Adapters.Storage;
using ChatOps.Audit;
using ChatOps.Operations;
using ChatOps.Operations.Outbox;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ChatOps.Tests.Fakes;

/// <summary>A real SQLite file in a folder of its own, with the real stores on it.</summary>
internal sealed class TestDatabase : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("chatops-test-");
    private readonly ServiceProvider _services;

    private TestDatabase(TimeProvider time)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([new("ConnectionStrings:ChatOps", $"Data Source={Path.Combine(_folder.FullName, "test.db")};Pooling=False")])
            .Build();
        _services = new ServiceCollection().AddSingleton(time).AddStorage(configuration).BuildServiceProvider();
    }

    public IOperations Operations => _services.GetRequiredService<IOperations>();

    public IOutbox Outbox => _services.GetRequiredService<IOutbox>();

    public IAuditTrail Audit => _services.GetRequiredService<IAuditTrail>();

    public static async Task<TestDatabase> CreateAsync(TimeProvider time, CancellationToken cancellationToken)
    {
        var database = new TestDatabase(time);
        await using var context = await database.OpenAsync(cancellationToken);
        await context.Database.MigrateAsync(cancellationToken);
        return database;
    }

    public Task<ChatOpsDbContext> OpenAsync(CancellationToken cancellationToken) =>
        _services.GetRequiredService<IDbContextFactory<ChatOpsDbContext>>().CreateDbContextAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
