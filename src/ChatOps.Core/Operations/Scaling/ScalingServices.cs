using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ChatOps.Operations.Scaling;

public static class ScalingServices
{
    public static IServiceCollection AddScaling(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddValidated<ScalingOptions>(configuration.GetSection("Scaling"));
        return services.AddCapability<ScaleCapability, ScaleCommand, ScalePlan>(ScaleCapability.Name, ScaleCapability.Register);
    }
}
