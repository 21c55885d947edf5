using System.Collections.Concurrent;
using System.Diagnostics;
using ChatOps.IntegrationTests.Rigs;
using ChatOps.IntegrationTests.Volumes;
using ChatOps.Operations;
using ChatOps.Operations.Restarting;
using ChatOps.Simulator;
using ChatOps.Telemetry;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using Xunit;

namespace ChatOps.IntegrationTests.Monitoring;

/// <summary>A trace from what was asked for to the request at the API server, though a job that knows a number alone lies between.</summary>
public sealed class TraceTests
{
    private const string Http = "System.Net.Http";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_deletion_of_a_pod_at_the_API_server_belongs_to_the_trace_of_whoever_asked_for_it()
    {
        using var folder = new TemporaryFolder();
        await using var cluster = await SimulatedCluster.StartAsync(
            new SimulatorOptions { ClusterUrl = new("http://127.0.0.1:0"), Kubeconfig = folder.File("kubeconfig"), Speed = 50 },
            TimeProvider.System,
            NullLoggerFactory.Instance,
            Stop);
        await using var rig = await OperationRig.StartNewAsync(
            folder.File("kubeconfig"), Stop, (services, configuration) => services.AddRestarting(configuration));
        var traced = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is Traces.SourceName or Http,
            Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = traced.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);

        int asked;
        ActivityTraceId trace;
        using (var command = Traces.Command("test").ShouldNotBeNull())
        {
            trace = command.TraceId;
            asked = await rig.AskAsync(new RestartCommand(new("scheduler"), new("zodiac-cosmo-1172"), Pod: null, Force: false, Reason: null), Stop);
        }

        (await rig.RunToTheEndAsync(asked, Stop)).State.ShouldBe(OperationState.Succeeded);

        var own = traced.Where(activity => activity.TraceId == trace).ToList();
        var step = own.First(activity => activity.DisplayName == "step DeletePodStep");
        var deletion = own.Single(activity => activity.Source.Name == Http && $"{activity.GetTagItem("http.request.method")}" == "DELETE");
        deletion.ParentSpanId.ShouldBe(step.SpanId);
        $"{deletion.GetTagItem("url.full")}".ShouldContain("/pods/");
    }
}
