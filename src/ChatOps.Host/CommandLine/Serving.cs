using ChatOps.Adapters.Storage;
using Microsoft.Extensions.Options;

namespace ChatOps.Host.CommandLine;

/// <summary>Starting a host kindly.</summary>
internal static class Serving
{
    /// <summary>Where the bot listens without a word about it.</summary>
    public const string DefaultUrl = "http://localhost:5080";

    /// <summary>The exit code for wrong settings: EX_CONFIG of sysexits.h.</summary>
    private const int WrongSettings = 78;

    /// <summary>Without a word about addresses the bot is to be reached from this machine only.</summary>
    public static void ListenLocallyUnlessTold(this IWebHostBuilder host, IConfiguration configuration)
    {
        var told = configuration["urls"] ?? configuration["http_ports"] ?? configuration["https_ports"];
        if (told is null && !configuration.GetSection("Kestrel:Endpoints").Exists())
        {
            host.UseUrls(DefaultUrl);
        }
    }

    /// <summary>
    /// Looks at all settings at once. To be called before anything uses one of them, so that all mistakes are told
    /// together, and before the host starts, which would log each with a stack trace that helps nobody.
    /// </summary>
    /// <exception cref="OptionsValidationException">Some are wrong (inside an AggregateException when several are).</exception>
    public static THost WithGoodSettings<THost>(this THost host)
        where THost : IHost
    {
        host.Services.GetService<IStartupValidator>()?.Validate();
        return host;
    }

    /// <summary>Builds a host and runs it until it is told to stop. What its people can mend ends it with one line each.</summary>
    /// <returns>The exit code.</returns>
    public static Task<int> RunOrExplainAsync(Func<IHost> build, CancellationToken cancellationToken = default) =>
        OrExplainAsync(async () =>
        {
            using var host = build();
            if (await TryStartAsync(host, cancellationToken))
            {
                await host.WaitForShutdownAsync(cancellationToken);
            }

            return 0;
        });

    /// <summary>
    /// Starts it all. When something can't, the workers that began before are told that this is the end: to be cancelled is
    /// no failure of theirs to log.
    /// </summary>
    /// <returns>False when it was told to stop before all had started, which is no failure either.</returns>
    private static async Task<bool> TryStartAsync(IHost host, CancellationToken cancellationToken)
    {
        var lifetime = host.Services.GetRequiredService<IHostApplicationLifetime>();
        try
        {
            await host.StartAsync(cancellationToken);
            return true;
        }
        catch (Exception fault) when (
            lifetime.ApplicationStopping.IsCancellationRequested && fault.GetBaseException() is OperationCanceledException)
        {
            await host.StopAsync(CancellationToken.None);
            return false;
        }
        catch
        {
            lifetime.StopApplication();
            throw;
        }
    }

    /// <summary>
    /// Does what stands on the settings and the database, and tells what is wrong with the settings in one line per mistake, or that the
    /// database is away.
    /// </summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> OrExplainAsync(Func<Task<int>> run)
    {
        try
        {
            return await run();
        }
        catch (Exception failed) when (SettingMistakes.In(failed) is { Count: > 0 } mistakes)
        {
            await Console.Error.WriteLineAsync("Nothing was started. Please mend:");
            foreach (var mistake in mistakes)
            {
                await Console.Error.WriteLineAsync($"  {mistake}");
            }

            return WrongSettings;
        }
        catch (Exception failed) when (DatabaseAway.Reason(failed) is { } reason)
        {
            await Console.Error.WriteLineAsync(
                $"The database can't be used, so this ended here; what was acknowledged stays: {reason.TrimEnd('.')}. {DatabaseAway.WayOut}");
            return 1;
        }
    }
}
