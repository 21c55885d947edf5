using ChatOps.Diagnosing;
using Shouldly;
using Xunit;

namespace ChatOps.IntegrationTests.Diagnosing;

/// <summary>A Prometheus that fails like the real one, looked at through the API over HTTP.</summary>
public sealed class DiagnosisTests(FailingPrometheus prometheus) : IClassFixture<FailingPrometheus>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("crash-until-new-volume", Cause.CorruptData, "Its write-ahead log is corrupt")]
    [InlineData("crash-until-new-volume=block", Cause.CorruptData, "A block of its data is corrupt")]
    [InlineData("disk-full", Cause.DiskFull, "There is no room left on its volume")]
    [InlineData(
        "oom-below=6Gi", Cause.OutOfMemory,
        "It was killed for want of memory while it read back its write-ahead log (its limit is 4Gi)")]
    [InlineData(
        "liveness-killed", Cause.LivenessKilled,
        "Its liveness probe failed, so the kubelet killed it while it read back its write-ahead log")]
    public async Task Each_fault_is_told_from_the_others(string fault, Cause cause, string summary)
    {
        await prometheus.PlayAsync(fault, Stop);

        var diagnosis = await prometheus.SeeAsync(cause, Stop);

        diagnosis.Summary.ShouldBe(summary);
        diagnosis.Container.ShouldBe("prometheus");
        diagnosis.Unseen.ShouldBeEmpty();
        diagnosis.Fill.ShouldNotBeNull().Percent.ShouldBe(cause is Cause.DiskFull ? 100 : 62);
    }

    [Fact]
    public async Task A_wrong_configuration_is_shown_with_its_line_in_the_config_map()
    {
        await prometheus.ConfigureAsync("scrape_configs:\n  - job_name: pgbouncer: zodiac\n    password: hunter2\n", Stop);

        var diagnosis = await prometheus.SeeAsync(Cause.BadConfiguration, Stop);

        diagnosis.Mistake.ShouldBe(new ConfigMistake(
            "/etc/prometheus/config/prometheus.yaml", 2, "mapping values are not allowed in this context", "  - job_name: pgbouncer: zodiac")
        {
            ConfigMap = "solitary-lightningbug-prometheus-config",
        });
    }

    [Fact]
    public async Task A_well_one_answers_by_itself()
    {
        await prometheus.PlayAsync(fault: null, Stop);

        var diagnosis = await prometheus.SeeAsync(Cause.Healthy, Stop);

        diagnosis.Evidence.ShouldContain(line => line.StartsWith("its readiness page answers 200", StringComparison.Ordinal));
        diagnosis.Unseen.ShouldBeEmpty();
    }
}
