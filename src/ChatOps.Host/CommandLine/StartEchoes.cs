namespace ChatOps.Host.CommandLine;

/// <summary>
/// What the host and its web server log of a start that fails. The same exception ends the process and is told by
/// <see cref="Serving"/>, so until all has started they are silent about it.
/// </summary>
internal sealed class StartEchoes : IHostedLifecycleService
{
    private const string WebServer = "Microsoft.AspNetCore.Server.Kestrel";
    private const string GenericHost = "Microsoft.Extensions.Hosting.Internal.Host";

    private volatile bool _hasStarted;

    public static void Silence(ILoggingBuilder logging)
    {
        var echoes = new StartEchoes();
        logging.Services.AddHostedService(_ => echoes);

        // The host's critical word is of a worker that stopped everything, which nobody else tells.
        logging.AddFilter(WebServer, level => echoes._hasStarted && level >= LogLevel.Warning);
        logging.AddFilter(GenericHost, level => level >= (echoes._hasStarted ? LogLevel.Warning : LogLevel.Critical));
    }

    public Task StartedAsync(CancellationToken cancellationToken)
    {
        _hasStarted = true;
        return Task.CompletedTask;
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
