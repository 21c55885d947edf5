using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ChatOps.IntegrationTests.Rigs;
using ChatOps.Operations;
using Shouldly;

namespace ChatOps.IntegrationTests.Volumes;

/// <summary>Two people in Slack and the volumes of the default scenario: Alice asks, Bob decides.</summary>
internal sealed class VolumeBySlack(HostProcess host, FakeSlack slack, string kubeconfig)
{
    public const string Release = "zodiac-cosmo-1172";
    public const string Namespace = $"astronomer-ee-{Release}";

    /// <summary>The claim of Redis, which a pod uses, as the cluster calls it.</summary>
    public const string Redis = $"redis-db-{Release}-redis-0";

    private const string RedisSet = $"{Release}-redis";
    private const string Incidents = "CINCIDENT";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public SlackUser Alice { get; } = new(host.Client, slack, "UALICE");

    public SlackUser Bob { get; } = new(host.Client, slack, "UBOB");

    public Kubectl Kubectl { get; } = new(kubeconfig, Namespace);

    /// <summary>Asks for the volume of Redis to be deleted.</summary>
    /// <param name="operation">The number that the answer must name.</param>
    public async Task AskAsync(int operation, CancellationToken cancellationToken) =>
        (await Alice.SayAsync($"volume delete redis-db-redis-0 {Release}", cancellationToken))
            .ShouldContain($"awaits approval: operation {operation}");

    /// <summary>The operation's own message, the first of the channel, once it says something. Notices to the asker may follow it.</summary>
    public Task<SlackMessage> MessageAsync(string saying, CancellationToken cancellationToken) =>
        MessageAsync(new Regex(Regex.Escape(saying), RegexOptions.None, TimeSpan.FromSeconds(1)), cancellationToken);

    /// <inheritdoc cref="MessageAsync(string, CancellationToken)"/>
    public Task<SlackMessage> MessageAsync(Regex saying, CancellationToken cancellationToken) => Eventually.SeeAsync(
        $"the message says: {saying}",
        async stop => (await slack.MessagesAsync(Incidents, stop))[0],
        message => saying.IsMatch(message.Text),
        cancellationToken,
        Patience);

    /// <summary>The Approve button of the operation's message, once it has one.</summary>
    public async Task<string> ApproveButtonAsync(CancellationToken cancellationToken) =>
        (await MessageAsync("awaits approval", cancellationToken)).Buttons.Single(
            button => button.StartsWith("approve ", StringComparison.Ordinal));

    /// <summary>How the operation ended.</summary>
    public Task<OperationState> EndAsync(int operation, CancellationToken cancellationToken) => Eventually.SeeAsync(
        $"operation {operation} ends", stop => StateAsync(operation), state => state.IsFinal(), cancellationToken, Patience);

    public async Task<OperationState> StateAsync(int operation)
    {
        await using var database = host.OpenDatabase();
        return database.Operations.Single(found => found.Id == operation).State;
    }

    /// <summary>Whether it has come to this step, by its index.</summary>
    public async Task<bool> HasBegunAsync(int operation, int step)
    {
        await using var database = host.OpenDatabase();
        return database.Operations.Single(found => found.Id == operation).Steps[step].WasBegun;
    }

    /// <summary>Redis runs with as many pods as at the start, on a claim that is bound.</summary>
    public async Task RedisIsUpAsync(CancellationToken cancellationToken)
    {
        await Eventually.SeeAsync(
            "Redis is up again",
            stop => Kubectl.RunAsync(stop, "get", "statefulset", RedisSet, "-o", "jsonpath={.spec.replicas} {.status.readyReplicas}"),
            replicas => replicas == "1 1",
            cancellationToken,
            Patience);
        (await Kubectl.RunAsync(cancellationToken, "get", "pvc", Redis, "-o", "jsonpath={.status.phase}")).ShouldBe("Bound");
    }

    public async Task<string> UidAsync(string claim, CancellationToken cancellationToken) =>
        $"{JsonNode.Parse(await Kubectl.RunAsync(cancellationToken, "get", "pvc", claim, "-o", "json"))!["metadata"]!["uid"]}";
}
