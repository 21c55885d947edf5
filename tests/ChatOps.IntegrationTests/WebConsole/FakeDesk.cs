using System.Collections.Concurrent;
using ChatOps.Chat;

namespace ChatOps.IntegrationTests.WebConsole;

/// <summary>A desk whose only operation is a restart that moves when the test says so.</summary>
public sealed class FakeDesk(IEnumerable<IChatPlatform> platforms) : ICommandDesk
{
    private static readonly string[] Steps = ["Delete the pod", "Wait for its successor"];

    private readonly IChatPlatform _console = platforms.Single(platform => platform.Name == "console");
    private readonly ConcurrentQueue<Request> _requests = new();
    private (Conversation Conversation, string Id) _living;

    public IReadOnlyCollection<Request> Requests => _requests;

    /// <summary>The one answer that isn't about a restart, for tests of how things look.</summary>
    public Message Answer { get; set; } = Message.Titled("18 pods, all well", Tone.Good);

    public async Task<Message> HandleAsync(Request request, CancellationToken cancellationToken)
    {
        _requests.Enqueue(request);
        if (!request.Text.StartsWith("restart", StringComparison.Ordinal))
        {
            return Answer;
        }

        var id = await _console.PostAsync(request.Conversation, Restart(done: 0), cancellationToken);
        _living = (request.Conversation, id);
        return Message.Titled("Restart accepted as operation 17");
    }

    /// <summary>Lets the restart get as far as this many steps.</summary>
    public Task MoveAsync(int done, CancellationToken cancellationToken) =>
        _console.UpdateAsync(_living.Conversation, _living.Id, Restart(done), cancellationToken);

    private static Message Restart(int done)
    {
        var steps = Steps.Select((text, index) => new StepLine(StateOf(index, done), text));
        return done == Steps.Length
            ? Message.Titled("Restarted the scheduler of zodiac-cosmo-1172", Tone.Good).Steps(steps)
            : Message.Titled("Restarting the scheduler of zodiac-cosmo-1172", Tone.Working)
                .Steps(steps)
                .Button(new Button("Cancel", "cancel 17"));
    }

    private static StepState StateOf(int index, int done) =>
        index < done ? StepState.Done : index == done ? StepState.Running : StepState.Pending;
}
