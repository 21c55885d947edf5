using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace ChatOps.Adapters.Teams.Identity;

/// <summary>
/// The bot has a token for Teams and the keys of those who call it. Never worse than degraded: the console and the other chat
/// platforms still take commands.
/// </summary>
internal sealed class TeamsHealthCheck(TeamsSight sight, IOptions<TeamsOptions> options) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult((sight.Problem, options.Value.AllowUnauthenticated) switch
        {
            ({ } problem, _) => HealthCheckResult.Degraded(problem),
            (_, true) => HealthCheckResult.Healthy("Calls without a token are let in from this machine."),
            _ => HealthCheckResult.Healthy(),
        });
}
