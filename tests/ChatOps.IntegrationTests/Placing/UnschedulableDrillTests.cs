using ChatOps.Chat;
using ChatOps.Commands;
using ChatOps.Desk;
using ChatOps.IntegrationTests.Recovering;
using ChatOps.IntegrationTests.Rigs;
using ChatOps.Operations;
using ChatOps.Simulator.Drills;
using Shouldly;
using Xunit;

namespace ChatOps.IntegrationTests.Placing;

/// <summary>Every drill about a pod that finds no place is solved by typing what the bot says, and nothing else.</summary>
public sealed class UnschedulableDrillTests : IAsyncLifetime
{
    private const double Speed = 50;
    private const string Advice = "Say: ";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private RunbookCluster _cluster = null!; // set before each test by InitializeAsync

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _cluster = await RunbookCluster.StartNewAsync(Speed, Stop);

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Theory]
    [InlineData("unschedulable-quota", "diagnose webserver zodiac-cosmo-1172", "quota set zodiac-cosmo-1172 limits.cpu=+100m")]
    [InlineData("unschedulable-node-pool", "diagnose zodiac-cosmo-1172-worker-0", "kubectl uncordon gke-astronomer-ee-big-")]
    [InlineData("unschedulable-taint", "diagnose zodiac-cosmo-1172-worker-0", "kubectl taint nodes gke-astronomer-ee-big-")]
    [InlineData("claim-in-wrong-zone", "diagnose zodiac-cosmo-1172-redis-0", "volume delete redis-db-zodiac-cosmo-1172-redis-0 zodiac-cosmo-1172")]
    public async Task What_the_bot_says_solves_it(string drill, string question, string advice)
    {
        var end = await _cluster.BreakAsync(drill, Stop);

        var answer = await Eventually.SeeAsync(
            "it says what to do", _ => AskAsync(question), text => text.Contains(Advice + advice, StringComparison.Ordinal), Stop, Patience);
        await FollowAsync(answer.Split('\n').First(line => line.Contains(Advice)).Split(Advice)[1]);

        (await end.WaitAsync(Patience, Stop)).Stage.ShouldBe(DrillStage.Reached, answer);
    }

    private async Task<string> AskAsync(string question)
    {
        var query = (IQuery)Parse(question);
        var request = new Request("test", question, new Actor("slack", "U1", "Ada"), new Conversation("slack", "C1"));
        return (await _cluster.Rig.Get<QueryDesk>().AnswerAsync(query, request, Stop)).TryGet(out var message, out var problem)
            ? message.ToPlainText()
            : problem.Text;
    }

    private async Task FollowAsync(string command)
    {
        if (command.StartsWith("kubectl ", StringComparison.Ordinal))
        {
            await _cluster.Kubectl.RunAsync(Stop, command.Split(' ')[1..]);
            return;
        }

        var operation = await _cluster.Rig.CarryOutAsync(Parse(command), Stop);
        operation.State.ShouldBe(OperationState.Succeeded, _cluster.Rig.Get<OperationMessages>().Render(operation).ToPlainText());
    }

    private ICommand Parse(string text) => _cluster.Rig.Get<CommandCatalog>().Parse(text).Require();
}
