using BenchmarkDotNet.Attributes;
using ChatOps.Chat;
using ChatOps.Commands;
using ChatOps.Desk;
using ChatOps.Diagnosing;
using ChatOps.Inventory;
using ChatOps.Queries;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ChatOps.Benchmarks;

/// <summary>
/// <c>diagnose</c> of a pod that waits, from the words to the message: 5,000 nodes, 100,000 pods of random sizes. Target: under
/// 50 ms.
/// </summary>
[MemoryDiagnoser]
public class FitBenchmark
{
    private readonly LargeCluster _cluster = new(nodes: 5_000, pods: 100_000);
    private ServiceProvider _services = null!; // set before all by SetUpAsync

    /// <summary>So that no question pays for what is counted once.</summary>
    [GlobalSetup]
    public Task SetUpAsync()
    {
        var sight = new QuietSight();
        _services = new ServiceCollection()
            .AddSingleton(_cluster.Inventory)
            .AddSingleton<IPodLogs>(sight)
            .AddSingleton<IEvents>(sight)
            .AddSingleton<IPodPages>(sight)
            .AddSingleton<IStorageFills>(sight)
            .AddSingleton<IConfigFiles>(sight)
            .AddSingleton<IAutoscaler>(sight)
            .AddSingleton<ICommandOffer>(sight)
            .AddSingleton<QueryDesk>()
            .AddQueries(new ConfigurationBuilder().Build())
            .AddDiagnosing(new ConfigurationBuilder().Build())
            .BuildServiceProvider();
        return Diagnose();
    }

    [GlobalCleanup]
    public void CleanUp() => _services.Dispose();

    /// <summary>Nothing has changed since the last question.</summary>
    [Benchmark(Baseline = true)]
    public async Task<Message> Diagnose()
    {
        var text = $"diagnose {_cluster.Waiting.Name}";
        var query = (IQuery)_services.GetRequiredService<CommandCatalog>().Parse(text).Require();
        var request = new Request("benchmark:1", text, new Actor("benchmark", "U1", "Ada"), new Conversation("benchmark", "C1"));
        var answer = await _services.GetRequiredService<QueryDesk>().AnswerAsync(query, request, CancellationToken.None);
        return answer.Require();
    }

    /// <summary>A hundred pods have come, gone or moved since.</summary>
    [Benchmark]
    public Task<Message> DiagnoseAfterChanges()
    {
        _cluster.Stir(pods: 100);
        return Diagnose();
    }
}
