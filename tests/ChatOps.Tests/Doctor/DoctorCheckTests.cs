using ChatOps.Doctor;
using ChatOps.Host.Doctor;
using ChatOps.Tests.Cluster;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Doctor;

/// <summary>What the doctor finds, as /healthz/ready tells it.</summary>
public sealed class DoctorCheckTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly Patient _patient = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_bad_degrades_a_host_and_takes_it_out_of_service_never()
    {
        using var rounds = new DoctorRounds(new Examination([_patient], _time), _time, NullLogger<DoctorRounds>.Instance);
        var check = new DoctorCheck(rounds);
        await rounds.StartAsync(Stop);
        (await check.CheckHealthAsync(new(), Stop)).Status.ShouldBe(HealthStatus.Healthy, "nothing was looked at yet");

        _patient.Finding = Finding.Bad("Slack token", "Slack does not take it.", "Install the app again.");

        (await SeeAsync(check, HealthStatus.Degraded)).Description.ShouldBe("Slack token: Slack does not take it. Install the app again.");

        _patient.Finding = Finding.Doubtful("Slack token", "Of some other workspace.");

        await SeeAsync(check, HealthStatus.Healthy);
        await rounds.StopAsync(Stop);
    }

    [Fact]
    public async Task Asking_for_health_asks_nobody_else()
    {
        using var rounds = new DoctorRounds(new Examination([_patient], _time), _time, NullLogger<DoctorRounds>.Instance);
        var check = new DoctorCheck(rounds);

        await check.CheckHealthAsync(new(), Stop);
        await check.CheckHealthAsync(new(), Stop);

        _patient.Looks.ShouldBe(0);
    }

    /// <summary>A round runs on another thread, once its time has come.</summary>
    private async Task<HealthCheckResult> SeeAsync(DoctorCheck check, HealthStatus status)
    {
        await Eventually.BecomesTrueAsync(() => Look().Status == status, () => _time.Advance(DoctorRounds.First));
        return Look();

        HealthCheckResult Look() => check.CheckHealthAsync(new(), Stop).Result; // it waits for nobody
    }

    private sealed class Patient : ICheckup
    {
        public Finding Finding { get; set; } = Finding.Good("Slack token", "Slack takes it.");

        public int Looks { get; private set; }

        public string Subject => "Slack token";

        public Task<IReadOnlyList<Finding>> LookAsync(CancellationToken cancellationToken)
        {
            Looks++;
            return Task.FromResult<IReadOnlyList<Finding>>([Finding]);
        }
    }
}
