using Microsoft.Extensions.DependencyInjection;

namespace ChatOps.Operations.Limiting;

public static class LimitingServices
{
    /// <summary>Adds "quota set". Needs <see cref="Inventory.IQuotas"/>.</summary>
    public static IServiceCollection AddLimiting(this IServiceCollection services) =>
        services.AddCapability<QuotaSetCapability, QuotaSetCommand, QuotaSetPlan>(QuotaSetCapability.Name, QuotaSetCapability.Register);
}
