using Shouldly;
using Xunit;

namespace ChatOps.IntegrationTests.Rigs;

public sealed class SimulatorProcessTests
{
    [Fact]
    public async Task A_simulated_cluster_starts_without_the_bot()
    {
        var stop = TestContext.Current.CancellationToken;

        await using var simulator = await SimulatorProcess.StartNewAsync(new Dictionary<string, string>(), stop);

        File.Exists(simulator.Kubeconfig).ShouldBeTrue(simulator.Log);
    }
}
