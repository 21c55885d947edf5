using ChatOps.Operations.Volumes.Steps;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ChatOps.Operations.Volumes;

public static class VolumeServices
{
    /// <summary>Adds the operations on volumes. Both are destructive: only for a desk that asks for approval.</summary>
    public static IServiceCollection AddVolumes(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddValidated<VolumeOptions>(configuration.GetSection("Volumes"));
        services.AddSingleton<VolumeSteps>();
        return services
            .AddCapability<VolumeDeleteCapability, VolumeDeleteCommand, VolumeDeletePlan>(
                VolumeDeleteCapability.Name, VolumeDeleteCapability.Register)
            .AddCapability<VolumeUndeleteCapability, VolumeUndeleteCommand, VolumeUndeletePlan>(
                VolumeUndeleteCapability.Name, VolumeUndeleteCapability.Register);
    }
}
