using System.CommandLine;

namespace ChatOps.Host.CommandLine;

/// <summary>"chatops health": what a container without a shell has to look after itself with.</summary>
public static class HealthCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    public static Command Create()
    {
        var command = new Command("health", "Asks the bot that runs on this machine whether it is ready; ends with 0 if it is.")
            .TakingSettings();
        command.SetAction((parsed, cancellationToken) => RunAsync([.. parsed.UnmatchedTokens], cancellationToken));
        return command;
    }

    /// <summary>Where the bot is to be asked, whatever addresses it listens on.</summary>
    public static Uri Address(IConfiguration configuration)
    {
        var url = Told(configuration, "urls")?.Split(';')[0];
        var port = Told(configuration, "http_ports")?.Split(';')[0];
        var listening = BindingAddress.Parse(url ?? (port is null ? Serving.DefaultUrl : $"http://+:{port}"));
        return new UriBuilder(listening.Scheme, "127.0.0.1", listening.Port, "/healthz/ready").Uri;
    }

    private static async Task<int> RunAsync(string[] settings, CancellationToken cancellationToken)
    {
        var address = Address(Microsoft.Extensions.Hosting.Host.CreateApplicationBuilder(settings).Configuration);
        using var client = new HttpClient { Timeout = Patience };
        try
        {
            using var answer = await client.GetAsync(address, cancellationToken);
            await Console.Out.WriteAsync(await answer.Content.ReadAsStringAsync(cancellationToken));
            return answer.IsSuccessStatusCode ? 0 : 1;
        }
        catch (Exception away) when (away is HttpRequestException or TaskCanceledException)
        {
            await Console.Error.WriteLineAsync($"No bot answers at {address}: {away.Message}");
            return 1;
        }
    }

    /// <summary>Set for all programs, or for those of ASP.NET alone.</summary>
    private static string? Told(IConfiguration configuration, string name) =>
        configuration[name] ?? configuration[$"ASPNETCORE_{name}"] ?? configuration[$"DOTNET_{name}"];
}
