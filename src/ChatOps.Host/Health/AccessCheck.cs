using ChatOps.Access;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ChatOps.Host.Health;

/// <summary>The settings of access are in force as they were saved last. Never worse than degraded: those before them are.</summary>
internal sealed class AccessCheck(AccessSettings settings) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(settings.Mistake is { } mistake
            ? HealthCheckResult.Degraded($"Access was changed to something that is wrong, so what was before stays in force: {mistake}")
            : HealthCheckResult.Healthy());
}
