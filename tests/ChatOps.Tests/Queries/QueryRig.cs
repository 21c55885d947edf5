using ChatOps.Chat;
using ChatOps.Commands;
using ChatOps.Desk;
using ChatOps.Inventory;
using ChatOps.Queries;
using ChatOps.Tests.Fakes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace ChatOps.Tests.Queries;

/// <summary>The queries as the host puts them together, over an inventory that the test holds.</summary>
internal sealed class QueryRig(FakeInventory inventory, Func<CommandEntry, bool>? mayRun = null) : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection()
        .AddSingleton<IInventory>(inventory)
        .AddSingleton<TimeProvider>(new FakeTimeProvider(FakeInventory.Now))
        .AddSingleton<ICommandOffer>(services => new FakeOffer(services.GetRequiredService<CommandCatalog>(), mayRun))
        .AddSingleton<QueryDesk>()
        .AddQueries(new ConfigurationBuilder().Build())
        .BuildServiceProvider(validateScopes: true);

    public CommandCatalog Catalog => _services.GetRequiredService<CommandCatalog>();

    public FakeInventory Inventory => inventory;

    /// <summary>The answer to a text, as plain text; problems are rendered as people see them.</summary>
    public async Task<string> AskAsync(string text)
    {
        var answer = await MessageAsync(text);
        return answer.TryGet(out var message, out var problem)
            ? message.ToPlainText()
            : Message.From(problem).ToPlainText();
    }

    public async Task<Result<Message>> MessageAsync(string text)
    {
        if (!Catalog.Parse(text).TryGet(out var command, out var problem))
        {
            return problem;
        }

        var request = new Request("test:1", text, new Actor("test", "U1", "Ada"), new Conversation("test", "C1"));
        return await _services.GetRequiredService<QueryDesk>()
            .AnswerAsync((IQuery)command, request, TestContext.Current.CancellationToken);
    }

    public void Dispose() => _services.Dispose();
}
