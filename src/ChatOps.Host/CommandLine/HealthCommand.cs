using System.CommandLine;
using System.Globalization;
using ChatOps.Host.Edge;

namespace ChatOps.Host.CommandLine;

/// <summary>"chatops health": what a container without a shell has to look after itself with.</summary>
public static class HealthCommand
{
    private const string Loopback = "127.0.0.1";

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
        const string Path = "/healthz/ready";
        if (int.TryParse(configuration[EdgeOptions.ManagementPortKey], CultureInfo.InvariantCulture, out var port))
        {
            return new UriBuilder(Uri.UriSchemeHttp, Loopback, port, Path).Uri;
        }

        var listening = BindingAddress.Parse(ListenAddresses.In(configuration)[0]);
        return new UriBuilder(listening.Scheme, Loopback, listening.Port, Path).Uri;
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
}
