using ChatOps.Adapters.Cluster;
using ChatOps.Inventory;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Cluster;

public sealed class ClusterOptionsTests : IDisposable
{
    private readonly string _kubeconfig = Path.GetTempFileName();

    public void Dispose() => File.Delete(_kubeconfig);

    [Fact]
    public void Without_settings_the_cluster_is_the_simulated_one()
    {
        var options = Bind();

        options.Mode.ShouldBe(ClusterMode.Simulated);
        options.SimulatedKubeconfig.ShouldBe("data/simulator.kubeconfig");
    }

    [Fact]
    public void The_simulated_cluster_says_where_its_kubeconfig_is() =>
        Bind(("Simulator:Kubeconfig", "elsewhere")).SimulatedKubeconfig.ShouldBe("elsewhere");

    [Fact]
    public void The_kubeconfig_of_the_simulated_cluster_need_not_be_there_yet() =>
        Services(("Simulator:Kubeconfig", "not-there-yet")).GetRequiredService<IPods>().ShouldNotBeNull();

    [Fact]
    public void The_current_context_of_a_kubeconfig_is_used()
    {
        WriteKubeconfig();

        Mistakes(("Cluster:Mode", "Kubeconfig"), ("Cluster:Kubeconfig", _kubeconfig)).ShouldBeEmpty();
    }

    [Fact]
    public void A_kubeconfig_must_be_named() =>
        Mistakes(("Cluster:Mode", "Kubeconfig"))
            .ShouldBe(["Cluster:Mode is Kubeconfig, so Cluster:Kubeconfig must name a file."]);

    [Fact]
    public void A_kubeconfig_must_be_there() =>
        Mistakes(("Cluster:Mode", "Kubeconfig"), ("Cluster:Kubeconfig", "/nowhere/kubeconfig"))
            .ShouldHaveSingleItem().ShouldStartWith("Cluster:Kubeconfig can't be read: ");

    [Fact]
    public void A_kubeconfig_must_be_one()
    {
        File.WriteAllText(_kubeconfig, "{ this is: [not YAML");

        Mistakes(("Cluster:Mode", "Kubeconfig"), ("Cluster:Kubeconfig", _kubeconfig))
            .ShouldHaveSingleItem().ShouldStartWith("Cluster:Kubeconfig can't be read: ");
    }

    [Fact]
    public void An_unknown_context_is_answered_with_the_known_ones()
    {
        WriteKubeconfig();

        Mistakes(("Cluster:Mode", "Kubeconfig"), ("Cluster:Kubeconfig", _kubeconfig), ("Cluster:Context", "prod"))
            .ShouldBe([$"Cluster:Context is prod, which {_kubeconfig} does not have; it has staging, test."]);
    }

    [Fact]
    public void In_a_cluster_means_in_a_pod() =>
        Mistakes(("Cluster:Mode", "InCluster")).ShouldBe(
            ["Cluster:Mode is InCluster, but this process does not run in a pod with a service account."]);

    [Fact]
    public void A_watch_lasts_a_sensible_time() =>
        Mistakes(("Cluster:WatchTimeout", "00:00:01"))
            .ShouldHaveSingleItem().ShouldContain("Cluster:WatchTimeout must be 00:00:05 to 01:00:00.");

    [Theory]
    [InlineData("zodiac-*", "Cluster:Namespaces has 'zodiac-*', which is no name of a namespace; patterns won't do.")]
    [InlineData("astronomer-ee", "Cluster:Namespaces has astronomer-ee twice.")]
    public void Namespaces_are_named_one_by_one(string second, string mistake) =>
        Mistakes(("Cluster:Namespaces:0", "astronomer-ee"), ("Cluster:Namespaces:1", second)).ShouldBe([mistake]);

    private static ClusterOptions Bind(params (string Key, string Value)[] settings) =>
        Services(settings).GetRequiredService<IOptions<ClusterOptions>>().Value;

    private static IEnumerable<string> Mistakes(params (string Key, string Value)[] settings)
    {
        try
        {
            Bind(settings);
            return [];
        }
        catch (OptionsValidationException e)
        {
            return e.Failures;
        }
    }

    private static ServiceProvider Services(params (string Key, string Value)[] settings) => new ServiceCollection()
        .AddLogging()
        .AddCluster(new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(item => KeyValuePair.Create(item.Key, (string?)item.Value)))
            .Build())
        .BuildServiceProvider();

    private void WriteKubeconfig() => File.WriteAllText(_kubeconfig, """
        apiVersion: v1
        kind: Config
        current-context: test
        clusters: [{name: c, cluster: {server: "http://127.0.0.1:1"}}]
        users: [{name: u, user: {token: t}}]
        contexts:
        - {name: staging, context: {cluster: c, user: u}}
        - {name: test, context: {cluster: c, user: u}}
        """);
}
