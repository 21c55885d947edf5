using System.CommandLine;
using ChatOps.Host.Simulation;

namespace ChatOps.Host.CommandLine;

/// <summary>
/// "chatops simulator": only the simulated cluster, for bots that run elsewhere: drills with several hosts, or a bot that
/// is killed while its cluster lives on.
/// </summary>
internal static class SimulatorCommand
{
    public static Command Create()
    {
        var command = new Command("simulator", "Runs only the simulated cluster, until it is told to stop.")
            .TakingSettings();
        command.SetAction((parsed, cancellationToken) => RunAsync([.. parsed.UnmatchedTokens], cancellationToken));
        return command;
    }

    private static Task<int> RunAsync(string[] settings, CancellationToken cancellationToken) =>
        Serving.RunOrExplainAsync(() => Build(settings), cancellationToken);

    private static IHost Build(string[] settings)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateApplicationBuilder(settings);
        builder.Logging.QuietNeighbours();
        builder.Services.AddSingleton(TimeProvider.System).AddSimulatedNeighbours(builder.Configuration);
        return builder.Build().WithGoodSettings();
    }
}
