using ChatOps.Chat;

namespace ChatOps.Host.WebConsole;

public static class WebConsoleServices
{
    /// <summary>The longest text that can be typed (3 bytes a character at most), with room for what goes around it.</summary>
    public const int MaxMessageBytes = (3 * Composer.MaxLength) + 8_192;

    /// <summary>
    /// The console as a chat platform, and its page. It has no login: only a simulated cluster may be operated from it.
    /// </summary>
    public static IServiceCollection AddWebConsole(this IServiceCollection services, IConfiguration configuration)
    {
        if (!IsOn(configuration))
        {
            return services;
        }

        services.AddSingleton<ConsoleRoom>();
        services.AddSingleton<IChatPlatform, ConsoleChatPlatform>();
        services.AddSingleton<CommandSender>();
        services.AddRazorComponents()
            .AddInteractiveServerComponents()
            .AddHubOptions(hub => hub.MaximumReceiveMessageSize = MaxMessageBytes);
        return services;
    }

    /// <summary>Only with the simulated cluster, which is also what there is without any configuration.</summary>
    public static bool IsOn(IConfiguration configuration) =>
        configuration["Cluster:Mode"] is not { Length: > 0 } mode ||
        string.Equals(mode, "Simulated", StringComparison.OrdinalIgnoreCase);
}
