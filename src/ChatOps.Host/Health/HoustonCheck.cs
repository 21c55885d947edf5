using ChatOps.Houston.Deployments;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ChatOps.Host.Health;

/// <summary>Houston answered when it was last asked. Never worse than degraded: all that is about the cluster works without it.</summary>
internal sealed class HoustonCheck(HoustonLabels labels) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(labels.Current.Problem is { } problem
            ? HealthCheckResult.Degraded($"{problem.Text} {problem.NextStep}".TrimEnd())
            : HealthCheckResult.Healthy());
}
