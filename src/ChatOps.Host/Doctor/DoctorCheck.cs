using ChatOps.Doctor;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ChatOps.Host.Doctor;

/// <summary>
/// What the last round found. Never worse than degraded: what no host can do without has checks of its own, and a host that
/// is taken out of service for a far end's fault helps nobody.
/// </summary>
public sealed class DoctorCheck(DoctorRounds rounds) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var bad = rounds.Findings.Where(finding => finding.State is FindingState.Bad).ToList();
        return Task.FromResult(bad.Count == 0
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Degraded(string.Join(' ', bad.Select(finding => $"{finding.Subject}: {finding.Text} {finding.NextStep}".TrimEnd()))));
    }
}
