using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ChatOps.Operations.Rescheduling;

public static class ReschedulingServices
{
    public static IServiceCollection AddRescheduling(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddValidated<RescheduleOptions>(configuration.GetSection("Rescheduling"));
        return services.AddCapability<RescheduleCapability, RescheduleCommand, ReschedulePlan>(
            RescheduleCapability.Name, RescheduleCapability.Register);
    }
}
