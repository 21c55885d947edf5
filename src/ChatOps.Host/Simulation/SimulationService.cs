using ChatOps.Simulator;
using Microsoft.Extensions.Options;

namespace ChatOps.Host.Simulation;

/// <summary>Runs the simulated cluster for as long as the host runs.</summary>
internal sealed class SimulationService(
    IOptions<SimulatorOptions> options, TimeProvider time, ILoggerFactory loggers) : IHostedService
{
    private SimulatedCluster? _cluster;

    public async Task StartAsync(CancellationToken cancellationToken) =>
        _cluster = await SimulatedCluster.StartAsync(options.Value, time, loggers, cancellationToken);

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_cluster is not null)
        {
            await _cluster.DisposeAsync();
        }
    }
}
