using ChatOps.Operations.Grafana.Passwords;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ChatOps.Host.Health;

/// <summary>Grafana's default password does not work any more. Never worse than degraded: it is the platform that is open, not the bot.</summary>
internal sealed class GrafanaCheck(DefaultPassword defaultPassword) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(defaultPassword.StillWorks
            ? HealthCheckResult.Degraded($"{DefaultPassword.Warning.Text} {DefaultPassword.Warning.NextStep}")
            : HealthCheckResult.Healthy());
}
