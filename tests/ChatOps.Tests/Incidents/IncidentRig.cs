using ChatOps.Approvals;
using ChatOps.Audit;
using ChatOps.Audit.Following;
using ChatOps.Chat;
using ChatOps.Incidents;
using ChatOps.Operations;
using ChatOps.Operations.Outbox;
using ChatOps.Tests.Fakes;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Incidents;

/// <summary>An incident channel with relay and follower, on a real database; only the chat platform and the clock are fakes.</summary>
internal sealed class IncidentRig : IAsyncLifetime
{
    public static readonly Conversation Channel = new("slack", "CINCIDENT");
    public static readonly Conversation Elsewhere = new("slack", "CTEAM");

    private readonly FakeCapability _capability = new(new ScriptedStep("Delete scheduler-1", _ => StepOutcome.Done()));
    private TestDatabase? _database;
    private OutboxRelay? _relay;
    private TrailFollowing? _following;
    private int _asked;

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 23, 3, 0, 0, TimeSpan.Zero));

    public FakeChatPlatform Slack { get; } = new();

    public ShortenedMessages Shortened => field ??= new ShortenedMessages(Time);

    public TestDatabase Database => _database ?? throw new InvalidOperationException("Not started.");

    public TrailFollowing Following => _following ?? throw new InvalidOperationException("Not started.");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync(Time, Stop, Channel.Channel);
        Restart();
        await Following.EnlistAsync(Stop);
    }

    /// <summary>Forgets everything that was in the process's memory.</summary>
    public void Restart()
    {
        _relay = new OutboxRelay(
            Database.Outbox,
            Database.Operations,
            new LivingMessageSender(_capability.InMessages(Time)),
            new PlainHeads(Database.Search),
            Shortened,
            [Slack],
            Options.Create(new IncidentOptions { Channel = Channel.Channel }),
            Time,
            NullLogger<OutboxRelay>.Instance);
        _following = Follow(Database.Following);
    }

    /// <summary>Somebody asks for something that changes nothing.</summary>
    public Task QueryAsync(string text) => Database.Audit.AppendAsync(
        new AuditNote("slack:UALICE", "alice", AuditAction.Asked, "CTEAM", text), Stop);

    /// <summary>Somebody asks for an operation.</summary>
    public async Task<int> AskAsync(Conversation conversation)
    {
        var number = ++_asked;
        var operation = Operation.Accept(
            new Request($"r{number}", $"restart scheduler {number}", FakeCapability.Alice, conversation),
            FakeCapability.Name,
            new FakePlan($"ns/Deployment/{number}"),
            $$"""{"Target":"ns/Deployment/{{number}}"}""",
            _capability.Steps(new FakePlan()),
            ApprovalNeed.None,
            Time.GetUtcNow(),
            Time.GetUtcNow());
        return (await Database.Operations.AcceptAsync(operation, Stop)).Operation.Id;
    }

    public Task MoveAsync(int id, Action<Operation, DateTimeOffset> move) => Database.Operations.ChangeAsync(
        id,
        found =>
        {
            move(found, Time.GetUtcNow());
            return true;
        },
        Stop);

    public async Task BeginAsync(int id)
    {
        await MoveAsync(id, (found, now) => found.TryTake(new Worker("a", "1"), now, TimeSpan.FromMinutes(1)));
        await MoveAsync(id, (found, now) => found.BeginStep(now, TimeSpan.FromMinutes(1)));
    }

    public async Task FinishAsync(int id)
    {
        await MoveAsync(id, (found, now) => found.CompleteStep(note: null, now));
        await MoveAsync(id, (found, now) => found.Succeed(now));
    }

    /// <summary>Lets the relay and the follower work, as the host does, for this long.</summary>
    /// <param name="step">How often they look: 250 ms unless told.</param>
    public async Task LetPassAsync(TimeSpan span, TimeSpan? step = null)
    {
        var end = Time.GetUtcNow() + span;
        var nextTurn = Time.GetUtcNow();
        while (Time.GetUtcNow() < end)
        {
            await _relay!.DeliverAsync(Stop); // set by Restart
            if (nextTurn <= Time.GetUtcNow())
            {
                nextTurn = Time.GetUtcNow() + await Following.TakeTurnAsync(Stop);
            }

            Time.Advance(step ?? TimeSpan.FromMilliseconds(250));
        }
    }

    /// <summary>The channel's own messages in order: operations' by their number, others by the entries that they show.</summary>
    public IEnumerable<string> InChannel() => Slack.Posts
        .Where(post => post.Where == Channel)
        .Select(post => post.Message.Footer!.StartsWith("Operation", StringComparison.Ordinal) // all of these have one
            ? post.Message.Footer.Split(',')[0]
            : string.Join(' ', Hashes(post.Message)));

    /// <summary>The short hashes that stand under an operation's message, in order.</summary>
    public IEnumerable<string> InThread(int operationId)
    {
        var head = Slack.Posts.FindIndex(
            post => post.Where.Channel == Channel.Channel && post.Message.Footer!.StartsWith($"Operation {operationId},", StringComparison.Ordinal)); // as above
        head.ShouldBeGreaterThanOrEqualTo(0, $"operation {operationId} has a message in the channel");
        return Slack.Posts
            .Where(post => post.Where == Channel with { Thread = Slack.IdOf(head) })
            .SelectMany(post => Hashes(post.Message));
    }

    /// <summary>Does something while no follower's place can be remembered.</summary>
    public async Task ForgetMovesAsync(Func<Task> act)
    {
        var remembering = _following;
        _following = Follow(new Forgetful(Database.Following));
        await act();
        _following = remembering;
    }

    public async Task<IReadOnlyList<AuditEntry>> TrailAsync() => await Database.Audit.ReadAsync(Stop).ToListAsync(Stop);

    public ValueTask DisposeAsync() => Database.DisposeAsync();

    private TrailFollowing Follow(IFollowing places) =>
        new(
            new IncidentFollower(
                Channel, Slack, Database.Outbox, Shortened, Time, NullLogger<IncidentFollower>.Instance),
            places,
            NullLogger<TrailFollowing>.Instance);

    private static IEnumerable<string> Hashes(Message message) =>
        message.Parts.OfType<TextPart>().SelectMany(part => part.Text.Split('\n')).Select(line => line.Split(' ')[1]);
}

/// <summary>The database goes away just when a move is to be remembered.</summary>
file sealed class Forgetful(IFollowing following) : IFollowing
{
    public Task<FollowerPlace?> ClaimAsync(string follower, CancellationToken cancellationToken) =>
        following.ClaimAsync(follower, cancellationToken);

    public Task<IReadOnlyList<AuditEntry>> WindowAsync(
        FollowerPlace place, int limit, CancellationToken cancellationToken) =>
        following.WindowAsync(place, limit, cancellationToken);

    public Task<bool> MoveAsync(FollowerPlace from, FollowerPlace to, CancellationToken cancellationToken) =>
        throw new InvalidOperationException("The database is away.");
}
