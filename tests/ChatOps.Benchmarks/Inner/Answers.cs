using ChatOps.Chat;
using ChatOps.Commands;
using ChatOps.Desk;
using ChatOps.Diagnosing;
using ChatOps.Inventory;
using ChatOps.Queries;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ChatOps.Benchmarks.Inner;

/// <summary>Questions about a cluster, from the words to the message.</summary>
internal sealed class Answers : IDisposable
{
    private readonly ServiceProvider _services;

    private Answers(IInventory inventory)
    {
        var (sight, settings) = (new QuietSight(), new ConfigurationBuilder().Build());
        _services = new ServiceCollection()
            .AddSingleton(inventory)
            .AddSingleton<IPodLogs>(sight)
            .AddSingleton<IEvents>(sight)
            .AddSingleton<IPodPages>(sight)
            .AddSingleton<IStorageFills>(sight)
            .AddSingleton<IConfigFiles>(sight)
            .AddSingleton<IAutoscaler>(sight)
            .AddSingleton<ICommandOffer>(sight)
            .AddSingleton<QueryDesk>()
            .AddQueries(settings)
            .AddDiagnosing(settings)
            .BuildServiceProvider();
    }

    public static Answers About(IInventory inventory) => new(inventory);

    public CommandCatalog Catalog => _services.GetRequiredService<CommandCatalog>();

    public async Task<Message> AskAsync(string text)
    {
        var query = (IQuery)Catalog.Parse(text).Require();
        var request = new Request("benchmark:1", text, new Actor("benchmark", "U1", "Ada"), new Conversation("benchmark", "C1"));
        return (await _services.GetRequiredService<QueryDesk>().AnswerAsync(query, request, CancellationToken.None)).Require();
    }

    public void Dispose() => _services.Dispose();
}
