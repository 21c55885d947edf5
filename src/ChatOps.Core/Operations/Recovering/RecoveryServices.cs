using ChatOps.Operations.Recovering.Steps;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ChatOps.Operations.Recovering;

public static class RecoveryServices
{
    /// <summary>Adds the recovery of StatefulSets. Needs the operations on volumes, whose steps it takes, and a diagnostician.</summary>
    public static IServiceCollection AddRecovering(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddValidated<RecoveryOptions>(configuration.GetSection("Recovery"));
        services.AddSingleton<MemoryPlanner>();
        services.AddSingleton<LastWell>();
        services.AddSingleton<RecoverySteps>();
        return services.AddCapability<RecoverCapability, RecoverCommand, RecoverPlan>(
            RecoverCapability.Name, RecoverCapability.Register);
    }
}
