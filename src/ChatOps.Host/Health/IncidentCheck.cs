using ChatOps.Audit.Following;
using ChatOps.Chat;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ChatOps.Host.Health;

/// <summary>Whoever is told of the audit trail is told. Never worse than degraded: nothing is lost, and commands are taken.</summary>
internal sealed class IncidentCheck(TrailFollowers followers, ShortenedMessages shortened) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var problems = followers.All
            .Where(follower => follower.Problem is not null)
            .Select(follower => $"'{follower.Name}' is told nothing for now: {follower.Problem}")
            .Concat(shortened.Lately)
            .ToList();
        return Task.FromResult(problems.Count == 0
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Degraded(string.Join(' ', problems)));
    }
}
