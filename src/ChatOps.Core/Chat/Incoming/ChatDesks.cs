using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ChatOps.Chat.Incoming;

public static class ChatDesks
{
    /// <summary>Adds what stands between a chat platform's way in and the desk; each platform may ask for it.</summary>
    public static IServiceCollection AddChatDesks(this IServiceCollection services)
    {
        services.TryAddScoped<PatientDesk>();
        services.TryAddScoped<ButtonDesk>();
        return services;
    }
}
