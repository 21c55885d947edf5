using System.Text.RegularExpressions;
using ChatOps.Chat;
using ChatOps.Commands;
using ChatOps.IntegrationTests.Cluster;
using ChatOps.IntegrationTests.Rigs;
using ChatOps.Inventory;
using ChatOps.Queries.Quotas;
using ChatOps.Simulator;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;

namespace ChatOps.IntegrationTests.Queries;

/// <summary>The quotas of the simulated platform, as the bot and as kubectl show them.</summary>
public sealed partial class QuotaTests : IAsyncLifetime
{
    private const string Zodiac = "zodiac-cosmo-1172";

    private readonly TemporaryFolder _folder = new();
    private SimulatedCluster? _cluster;
    private RunningInventory? _running;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var options = new SimulatorOptions { ClusterUrl = new("http://127.0.0.1:0"), Kubeconfig = _folder.File("kubeconfig") };
        _cluster = await SimulatedCluster.StartAsync(options, TimeProvider.System, NullLoggerFactory.Instance, Stop);
        _running = await RunningInventory.StartNewAsync(options.Kubeconfig, Stop);
    }

    public async ValueTask DisposeAsync()
    {
        if (_running is not null)
        {
            await _running.DisposeAsync();
        }

        if (_cluster is not null)
        {
            await _cluster.DisposeAsync();
        }

        _folder.Dispose();
    }

    [Fact]
    public async Task The_bot_and_kubectl_show_the_same_figures()
    {
        var kubectl = new Kubectl(_folder.File("kubeconfig"), $"astronomer-ee-{Zodiac}");
        var shown = Figures().Matches(await kubectl.RunAsync(Stop, "get", "quota"))
            .Select(match => (match.Groups["resource"].Value, match.Groups["used"].Value, match.Groups["hard"].Value))
            .ToList();

        var rows = await Eventually.SeeAsync(
            "the inventory has the figures that the controller has summed up", RowsAsync, found => shown.All(found.Contains), Stop);

        shown.Count.ShouldBe(5);
        rows.ShouldBe(shown, ignoreOrder: true);
        shown.ShouldContain(figure => figure.Item2 != "0"); // there is something to compare
    }

    private async Task<IReadOnlyList<(string Resource, string Used, string Hard)>> RowsAsync(CancellationToken cancellationToken)
    {
        var inventory = (_running ?? throw new InvalidOperationException("Not started.")).Inventory;
        var directory = new DeploymentDirectory(inventory, Options.Create(new PlatformOptions()));
        var quotas = new QuotaHandler(inventory, directory, TimeProvider.System);
        var query = new QuotaQuery(new DeploymentName(Zodiac));
        var request = new Request("test:1", "quota", new Actor("test", "U1", "Ada"), new Conversation("test", "C1"));
        var answer = await quotas.AnswerAsync(query, request, cancellationToken);
        return answer.TryGet(out var message, out _)
            ? [.. (message.Parts.OfType<TablePart>().FirstOrDefault()?.Rows ?? []).Select(row => (row[0], row[3], row[4]))]
            : [];
    }

    [GeneratedRegex(@"(?<resource>[a-z][a-z.]*): (?<used>\w+)/(?<hard>\w+)", RegexOptions.NonBacktracking)]
    private static partial Regex Figures();
}
