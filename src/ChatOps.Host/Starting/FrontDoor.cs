using Microsoft.AspNetCore.Hosting.Server;

namespace ChatOps.Host.Starting;

/// <summary>
/// Lets people in once everything behind the web server has started, and has that server stop before the rest: who is let in is
/// answered to the end.
/// </summary>
internal sealed class FrontDoor(IServer server) : IHostedLifecycleService
{
    private volatile bool _isOpen;

    public bool IsOpen => _isOpen;

    public Task StartedAsync(CancellationToken cancellationToken)
    {
        _isOpen = true;
        return Task.CompletedTask;
    }

    /// <summary>Requests in hand are waited for. That the host asks the server to stop once more, at its own turn, is nothing to it.</summary>
    public Task StoppingAsync(CancellationToken cancellationToken) => server.StopAsync(cancellationToken);

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
