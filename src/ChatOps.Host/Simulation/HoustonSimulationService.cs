using ChatOps.Simulator.Houston;
using Microsoft.Extensions.Options;

namespace ChatOps.Host.Simulation;

/// <summary>Runs the simulated Houston for as long as the host runs.</summary>
internal sealed class HoustonSimulationService(
    IOptions<SimulatedHoustonOptions> options, TimeProvider time, ILoggerFactory loggers) : IHostedService
{
    private SimulatedHouston? _houston;

    public async Task StartAsync(CancellationToken cancellationToken) =>
        _houston = await SimulatedHouston.StartAsync(options.Value, time, loggers, cancellationToken);

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_houston is not null)
        {
            await _houston.DisposeAsync();
        }
    }
}
