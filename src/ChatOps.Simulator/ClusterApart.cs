using System.Net.Http.Json;
using System.Text.Json;
using ChatOps.Simulator.Store;

namespace ChatOps.Simulator;

/// <summary>A simulated cluster that runs in another process of this machine, as "chatops simulator" does.</summary>
public static class ClusterApart
{
    /// <summary>Asks the cluster at the client's base address what it is.</summary>
    /// <returns>False for any other cluster; null where none answers.</returns>
    public static async Task<bool?> IsSimulatedAsync(HttpClient http, CancellationToken cancellationToken)
    {
        try
        {
            var version = await http.GetFromJsonAsync<JsonElement>("version", cancellationToken);
            return version.Text("gitCommit") == "simulated";
        }
        catch (Exception silence) when (silence is HttpRequestException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Writes the kubeconfig that leads clients there, and nowhere else.</summary>
    public static Task LeadToAsync(SimulatorOptions options, CancellationToken cancellationToken) =>
        Kubeconfig.WriteAsync(options.Kubeconfig, options.ClusterUrl, certificate: null, cancellationToken);
}
