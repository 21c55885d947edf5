using ChatOps.Diagnosing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ChatOps.Operations.Scaling;

public static class ScalingServices
{
    public static IServiceCollection AddScaling(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddValidated<ScalingOptions>(configuration.GetSection("Scaling"));
        services.TryAddSingleton<GrowthLook>();
        return services.AddCapability<ScaleCapability, ScaleCommand, ScalePlan>(ScaleCapability.Name, ScaleCapability.Register);
    }
}
