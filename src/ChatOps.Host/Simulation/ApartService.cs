using ChatOps.Simulator;
using Microsoft.Extensions.Options;

namespace ChatOps.Host.Simulation;

/// <summary>
/// Leads the bot to a simulated cluster that runs apart. The console has no login, so whatever else answers there stops the
/// start. The address is of this machine and takes no password: who reaches the console reaches it too.
/// </summary>
internal sealed class ApartService(IOptions<SimulatorOptions> options) : IHostedService
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        using var http = new HttpClient { BaseAddress = options.Value.ClusterUrl, Timeout = Patience };
        if (await ClusterApart.IsSimulatedAsync(http, cancellationToken) is not true and var found)
        {
            throw new OptionsValidationException(nameof(SimulatorOptions), typeof(SimulatorOptions), [Mistake(found)]);
        }

        await ClusterApart.LeadToAsync(options.Value, cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private string Mistake(bool? found) => found is null
        ? $"Simulator:Apart is true, but no simulated cluster answers at {options.Value.ClusterUrl}: start \"chatops simulator\" first."
        : $"Simulator:Apart is true, but the cluster at {options.Value.ClusterUrl} is not a simulated one: it is left alone.";
}
