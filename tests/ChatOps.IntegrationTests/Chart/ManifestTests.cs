using ChatOps.IntegrationTests.Rigs;
using k8s;
using Shouldly;
using Xunit;

namespace ChatOps.IntegrationTests.Chart;

/// <summary>Every manifest of the chart, as an API server takes it.</summary>
public sealed class ManifestTests(EnforcingCluster cluster) : IClassFixture<EnforcingCluster>
{
    /// <summary>kubectl sends a budget's selector each time, since its type says patchStrategy "replace", so it never calls one unchanged.</summary>
    private const string AlwaysConfigured = "poddisruptionbudget.policy/";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private Kubectl Kubectl { get; } = new(cluster.Kubeconfig, ns: null);

    public static TheoryData<string> ValueFiles => ChartTests.ValueFiles;

    /// <summary>An API server drops what it does not know, and the simulated one says nothing of it.</summary>
    [Theory]
    [MemberData(nameof(ValueFiles))]
    public async Task No_manifest_has_a_field_that_its_kind_lacks(string values)
    {
        var manifests = (await Helm.TemplateAsync(Stop, "--values", Path.Combine(Helm.Chart, "ci", values))).Split("\n---\n")
            .Where(manifest => !manifest.Contains("apiVersion: monitoring.coreos.com/", StringComparison.Ordinal)) // whose kinds the client lacks
            .ToList();

        manifests.Count.ShouldBeGreaterThan(6);
        foreach (var manifest in manifests)
        {
            Should.NotThrow(() => KubernetesYaml.LoadAllFromString(manifest, typeMap: null, strict: true), manifest);
        }
    }

    [Theory]
    [MemberData(nameof(ValueFiles))]
    public async Task Every_manifest_is_taken_by_the_API_server_and_is_the_same_the_second_time(string values)
    {
        var manifests = await Helm.TemplateAsync(Stop, "--values", Path.Combine(Helm.Chart, "ci", values));

        var applied = await Kubectl.RunWithInputAsync(manifests, Stop, "apply", "-f", "-");
        var again = await Kubectl.RunWithInputAsync(manifests, Stop, "apply", "-f", "-");

        applied.ShouldContain("deployment.apps/chatops ");
        again.Split('\n').Where(line => !line.StartsWith(AlwaysConfigured)).ShouldAllBe(line => line.EndsWith(" unchanged"));
    }
}
