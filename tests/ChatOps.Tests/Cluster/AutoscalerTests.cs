using System.Net;
using System.Text.Json;
using ChatOps.Adapters.Cluster;
using ChatOps.Inventory;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Cluster;

/// <summary>The autoscaler's status map, in the form of text that it had until 1.29 and the YAML since.</summary>
public sealed class AutoscalerTests : IDisposable
{
    private const string Text = """
        Cluster-autoscaler status at 2026-03-01 03:15:58.123456789 +0000 UTC:
        Cluster-wide:
          Health:      Healthy (ready=6 unready=0 notStarted=0 longNotStarted=0 registered=6 longUnregistered=0)
                       LastProbeTime:      2026-03-01 03:15:57.9 +0000 UTC m=+92.1
                       LastTransitionTime: 2026-02-27 20:00:00.1 +0000 UTC m=+12.1
          ScaleUp:     NoActivity (ready=6 registered=6)
                       LastProbeTime:      2026-03-01 03:15:57.9 +0000 UTC m=+92.1
                       LastTransitionTime: 2026-02-27 20:00:00.1 +0000 UTC m=+12.1
          ScaleDown:   NoCandidates (candidates=0)
                       LastProbeTime:      2026-03-01 03:15:57.9 +0000 UTC m=+92.1
                       LastTransitionTime: 2026-02-27 20:00:00.1 +0000 UTC m=+12.1

        NodeGroups:
          Name:        https://example.com/instanceGroups/gke-ee-big-e05fa481-grp
          Health:      Healthy (ready=3 unready=0 notStarted=0 longNotStarted=0 registered=3 longUnregistered=0 cloudProviderTarget=3 (minSize=1, maxSize=3))
                       LastProbeTime:      2026-03-01 03:15:57.9 +0000 UTC m=+92.1
                       LastTransitionTime: 2026-02-27 20:00:00.1 +0000 UTC m=+12.1
          ScaleUp:     NoActivity (ready=3 cloudProviderTarget=3)
                       LastProbeTime:      2026-03-01 03:15:57.9 +0000 UTC m=+92.1
                       LastTransitionTime: 2026-02-27 20:00:00.1 +0000 UTC m=+12.1
          ScaleDown:   NoCandidates (candidates=0)
                       LastProbeTime:      2026-03-01 03:15:57.9 +0000 UTC m=+92.1
                       LastTransitionTime: 2026-02-27 20:00:00.1 +0000 UTC m=+12.1

          Name:        gke-ee-small-grp
          Health:      Healthy (ready=2 unready=0 notStarted=0 longNotStarted=0 registered=2 longUnregistered=0 cloudProviderTarget=2 (minSize=0, maxSize=5))
                       LastProbeTime:      2026-03-01 03:15:57.9 +0000 UTC m=+92.1
                       LastTransitionTime: 2026-02-27 20:00:00.1 +0000 UTC m=+12.1
          ScaleUp:     Backoff (ready=2 cloudProviderTarget=2)
                       LastProbeTime:      2026-03-01 03:15:57.9 +0000 UTC m=+92.1
                       LastTransitionTime: 2026-03-01 03:10:00.1 +0000 UTC m=+12.1
        """;

    private const string Yaml = """
        time: 2026-03-01 04:15:58.123456789 +0100 CET
        autoscalerStatus: Running
        clusterWide:
          health:
            status: Healthy
            nodeCounts: {registered: {total: 5, ready: 5, unready: {total: 0, resourceUnready: 0}}, longUnregistered: 0}
        nodeGroups:
        - name: gke-ee-big-e05fa481-grp
          health:
            status: Healthy
            nodeCounts:
              registered:
                total: 3
            cloudProviderTarget: 3
            minSize: 1
            maxSize: 3
            lastProbeTime: "2026-03-01T03:15:57Z"
          scaleUp:
            status: NoActivity
        - name: gke-ee-small-grp
          health: {status: Healthy, cloudProviderTarget: 2, maxSize: 5}
          scaleUp:
            status: Backoff
            backoffInfo:
              errorCode: QUOTA_EXCEEDED
              errorMessage: "Quota 'CPUS' exceeded. Limit: 57.0, password=hunter2."
        - name: unknown
        """;

    private readonly ScriptedApiServer _server = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _server.Dispose();

    [Fact]
    public async Task The_form_of_text_is_read()
    {
        Has(Text);

        var status = (await FindAsync()).ShouldNotBeNull();

        status.WrittenAt.ShouldBe(new DateTimeOffset(2026, 3, 1, 3, 15, 58, TimeSpan.Zero));
        status.Groups.ShouldBe(
        [
            new NodeGroup("https://example.com/instanceGroups/gke-ee-big-e05fa481-grp", Target: 3, Max: 3, Setback: null),
            new NodeGroup("gke-ee-small-grp", Target: 2, Max: 5, "a scale-up failed a moment ago"),
        ]);
        _server.Requests.ShouldBe(["GET /api/v1/namespaces/kube-system/configmaps/cluster-autoscaler-status"]);
    }

    [Fact]
    public async Task The_form_of_YAML_is_read()
    {
        Has(Yaml);

        var status = (await FindAsync()).ShouldNotBeNull();

        status.WrittenAt.ShouldBe(new DateTimeOffset(2026, 3, 1, 3, 15, 58, TimeSpan.Zero));
        status.Groups.ShouldBe(
        [
            new NodeGroup("gke-ee-big-e05fa481-grp", Target: 3, Max: 3, Setback: null),
            new NodeGroup("gke-ee-small-grp", Target: 2, Max: 5, "QUOTA_EXCEEDED: Quota 'CPUS' exceeded. Limit: 57.0, password=***"),
        ]);
    }

    [Theory]
    [InlineData("Initializing")]
    [InlineData("time: soon")]
    [InlineData("nodeGroups: [")]
    [InlineData("")]
    public async Task What_is_neither_says_nothing(string text)
    {
        Has(text);

        (await FindAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task A_cluster_without_an_autoscaler_has_no_status()
    {
        _server.AnswersStatus(HttpStatusCode.NotFound, "configmaps \\\"cluster-autoscaler-status\\\" not found");

        (await FindAsync()).ShouldBeNull();
    }

    private void Has(string status) =>
        _server.Answers(HttpStatusCode.OK, JsonSerializer.Serialize(new { data = new { status } }));

    private Task<AutoscalerStatus?> FindAsync() =>
        new ClusterAutoscaler(_server.Effects(new FakeTimeProvider())).FindAsync(Stop);
}
