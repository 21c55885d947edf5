namespace ChatOps.Adapters.Slack.Incoming.Socket;

/// <summary>Whether Slack can reach the bot by Socket Mode; safe to read and write from any thread.</summary>
public sealed class SocketState
{
    private volatile string? _problem;

    /// <summary>What is wrong, in words; null while a connection stands, and without Socket Mode.</summary>
    public string? Problem => _problem;

    public void Connected() => _problem = null;

    public void Lost(string problem) => _problem = problem;
}
