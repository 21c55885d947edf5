using ChatOps.Chat;

namespace ChatOps.Tests.Fakes;

/// <summary>A chat platform that shows what it was sent, and throws what the test tells it to.</summary>
internal sealed class FakeChatPlatform(string name = "slack") : IChatPlatform
{
    private readonly Lock _lock = new();
    private readonly List<string> _ids = [];

    public string Name => name;

    /// <summary>Thrown by the next call, once.</summary>
    public Exception? Trouble { get; set; }

    /// <summary>Thrown by every call while it is set.</summary>
    public Exception? Outage { get; set; }

    /// <summary>What is thrown for a message, or null when it is taken.</summary>
    public Func<Message, Exception?> Objection { get; set; } = _ => null;

    /// <summary>What calls to a channel wait for.</summary>
    public Dictionary<string, Task> Delays { get; } = [];

    /// <summary>Messages that can't be answered in a thread, as those by a response_url.</summary>
    public HashSet<string> Headless { get; } = [];

    /// <summary>"posted" or the id of the updated message, with the title it shows.</summary>
    public List<(string What, string Title)> Shown { get; } = [];

    /// <summary>What was posted, where.</summary>
    public List<(Conversation Where, Message Message)> Posts { get; } = [];

    /// <summary>The id of one of <see cref="Posts"/>.</summary>
    public string IdOf(int post) => _ids[post];

    public async Task<string> PostAsync(Conversation conversation, Message message, CancellationToken cancellationToken)
    {
        await Delays.GetValueOrDefault(conversation.Channel, Task.CompletedTask).WaitAsync(cancellationToken);
        lock (_lock)
        {
            Show("posted", message);
            Posts.Add((conversation, message));
            _ids.Add($"message-{Shown.Count}");
            return _ids[^1];
        }
    }

    public async Task<bool> UpdateAsync(
        Conversation conversation, string messageId, Message message, CancellationToken cancellationToken)
    {
        await Delays.GetValueOrDefault(conversation.Channel, Task.CompletedTask).WaitAsync(cancellationToken);
        lock (_lock)
        {
            Show(messageId, message);
            return true;
        }
    }

    public bool HeadsThread(string messageId) => !Headless.Contains(messageId);

    public Task CheckAsync(Conversation conversation, CancellationToken cancellationToken) =>
        Outage is { } outage ? Task.FromException(outage) : Task.CompletedTask;

    private void Show(string what, Message message)
    {
        if (Outage is { } outage)
        {
            throw outage;
        }

        if (Objection(message) is { } objection)
        {
            throw objection;
        }

        if (Trouble is { } trouble)
        {
            Trouble = null;
            throw trouble;
        }

        Shown.Add((what, message.Title));
    }
}
