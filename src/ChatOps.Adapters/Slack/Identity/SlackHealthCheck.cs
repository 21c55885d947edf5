using ChatOps.Adapters.Slack.Incoming.Socket;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ChatOps.Adapters.Slack.Identity;

/// <summary>
/// Slack takes the bot's token and, in Socket Mode, holds a connection. Never worse than degraded: the console and the other
/// chat platforms still take commands.
/// </summary>
internal sealed class SlackHealthCheck(SlackIdentity identity, SocketState socket) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult((identity.Problem ?? socket.Problem) is { } problem
            ? HealthCheckResult.Degraded(problem)
            : HealthCheckResult.Healthy());
}
