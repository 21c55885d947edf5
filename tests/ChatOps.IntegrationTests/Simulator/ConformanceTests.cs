using ChatOps.IntegrationTests.Rigs;
using Shouldly;
using Xunit;

namespace ChatOps.IntegrationTests.Simulator;

public sealed class ConformanceTests(EmptyCluster cluster, ITestOutputHelper output) : IClassFixture<EmptyCluster>
{
    /// <summary>The same file passes on a real control plane: where they differ, the simulator is wrong.</summary>
    [Fact]
    public async Task The_cluster_behaves_like_Kubernetes()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        using var tools = new TemporaryFolder();
        File.CreateSymbolicLink(tools.File("kubectl"), Path.GetFullPath(Kubectl.Program));

        var ended = await ChildProcess.RunAsync(
            "python3",
            [Repository.File("tests/conformance/cluster.py"), "--kubeconfig", cluster.Kubeconfig],
            tools.Path,
            cancellationToken,
            [KeyValuePair.Create("PATH", $"{tools.Path}{Path.PathSeparator}{Environment.GetEnvironmentVariable("PATH")}")]);

        output.WriteLine(ended.Output);
        ended.Output.Split('\n')[^1].ShouldMatch("^[1-9][0-9]* passed, 0 failed$", ended.Output);
        ended.Status.ShouldBe(0);
    }
}
