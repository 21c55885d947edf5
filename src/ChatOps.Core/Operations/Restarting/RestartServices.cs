using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ChatOps.Operations.Restarting;

public static class RestartServices
{
    public static IServiceCollection AddRestarting(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddValidated<RestartOptions>(configuration.GetSection("Restarting"));
        return services.AddCapability<RestartCapability, RestartCommand, RestartPlan>(
            RestartCapability.Name, RestartCapability.Register);
    }
}
