using Shouldly;
using Xunit;

namespace ChatOps.IntegrationTests.Rigs;

public sealed class SimulatorProcessTests
{
    private const string Cosmo = "astronomer-ee-zodiac-cosmo-1172";

    [Fact]
    public async Task It_runs_the_platform_of_the_runbook_without_the_bot()
    {
        var stop = TestContext.Current.CancellationToken;
        await using var simulator = await SimulatorProcess.StartNewAsync(new Dictionary<string, string>(), stop);

        var pods = await new Kubectl(simulator.Kubeconfig, Cosmo).RunAsync(
            stop, "get", "pods", "--all-namespaces", "--no-headers");

        // The columns that stay the same from day to day: namespace, name, ready, status, restarts.
        var rows = pods.Split('\n')
            .Select(row => string.Join(' ', row.Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(5)))
            .ToList();
        rows.Count.ShouldBe(27);
        rows.ShouldContain($"{Cosmo} zodiac-cosmo-1172-scheduler-5bf6db96c4-f5c2z 1/1 Running 2");
        rows.ShouldContain("astronomer-ee-lunar-nuclear-3725 lunar-nuclear-3725-worker-2 2/2 Running 0");
        rows.ShouldContain("astronomer-ee pg-sqlproxy-gcloud-sqlproxy-6bc5f645db-8bblz 1/1 Running 1");
        rows.ShouldContain("astronomer-ee solitary-lightningbug-prometheus-0 1/1 Running 0");
    }
}
