using ChatOps.Chat;
using ChatOps.Host.Simulation;
using ChatOps.Host.WebConsole.Drills;
using ChatOps.Host.WebConsole.SignIn;

namespace ChatOps.Host.WebConsole;

public static class WebConsoleServices
{
    /// <summary>
    /// The longest text that can be typed, at 3 bytes a character and twice (Blazor sends a changed input's value both as
    /// the event and as the state of the field), with room for what goes around it.
    /// </summary>
    public const int MaxMessageBytes = (2 * 3 * Composer.MaxLength) + 8_192;

    /// <summary>
    /// The console as a chat platform, and its page. Without a sign-in only a simulated cluster may be operated from it.
    /// </summary>
    public static IServiceCollection AddWebConsole(this IServiceCollection services, IConfiguration configuration)
    {
        var mode = new ConsoleMode(configuration.IsSimulated(), configuration.HasSignIn());
        services.AddSignInSettings(configuration);
        services.AddSingleton(mode);
        if (!mode.IsOn)
        {
            return services;
        }

        services.AddSingleton<ConsoleRoom>();
        services.AddSingleton<IChatPlatform, ConsoleChatPlatform>();
        services.AddSingleton<ConsoleWhisper>();
        services.AddSingleton<IWhisper>(provider => provider.GetRequiredService<ConsoleWhisper>());
        services.AddSingleton<CommandSender>();
        services.AddSingleton<DrillSessions>();
        services.AddRazorComponents()
            .AddInteractiveServerComponents()
            .AddHubOptions(hub => hub.MaximumReceiveMessageSize = MaxMessageBytes);
        if (mode.HasSignIn)
        {
            services.AddSignIn(); // after Blazor, some of whose parts it takes the place of
        }

        return services;
    }
}
