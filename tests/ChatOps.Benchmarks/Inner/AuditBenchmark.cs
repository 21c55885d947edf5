using BenchmarkDotNet.Attributes;
using ChatOps.Adapters.Storage;
using ChatOps.Audit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ChatOps.Benchmarks.Inner;

/// <summary>Entries of the audit trail until they are on the disk: one, and many at once.</summary>
[MemoryDiagnoser]
public class AuditBenchmark
{
    private const int Together = 32;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("chatops-benchmark-");
    private ServiceProvider _services = null!; // both are set before all by SetUpAsync
    private IAuditTrail _trail = null!;

    [GlobalSetup]
    public async Task SetUpAsync()
    {
        var settings = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["ConnectionStrings:ChatOps"] = $"Data Source={Path.Combine(_folder.FullName, "chatops.db")}" })
            .Build();
        _services = new ServiceCollection().AddLogging().AddMetrics().AddSingleton(TimeProvider.System).AddStorage(settings).BuildServiceProvider();
        await using var database = await _services.GetRequiredService<IDbContextFactory<ChatOpsDbContext>>().CreateDbContextAsync();
        await database.MigrateAsync(CancellationToken.None);
        _trail = _services.GetRequiredService<IAuditTrail>();
    }

    [GlobalCleanup]
    public async Task CleanUpAsync()
    {
        await _services.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Benchmark(Baseline = true)]
    public Task One() => _trail.AppendAsync(new AuditNote("slack:U1", "Ada", AuditAction.Asked, "pods", "pods release-7"), CancellationToken.None);

    [Benchmark(OperationsPerInvoke = Together)]
    public Task OneOfMany() => Task.WhenAll(Enumerable.Range(0, Together).Select(_ => Task.Run(One)));
}
