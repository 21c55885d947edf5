using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ChatOps.Host.Starting;

/// <summary>The start is finished; what it waits for, the other checks say.</summary>
internal sealed class StartCheck(FrontDoor door) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(door.IsOpen ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("It is not finished; no command is taken yet."));
}
