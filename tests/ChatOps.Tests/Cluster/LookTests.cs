using System.Net;
using ChatOps.Adapters.Cluster;
using ChatOps.Inventory;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Cluster;

/// <summary>What a diagnosis asks the API server, and what becomes of each kind of answer.</summary>
public sealed class LookTests : IDisposable
{
    private static readonly PodKey Prometheus = new("astronomer-ee", "prometheus-0", "u1");

    private readonly FakeTimeProvider _time = new();
    private readonly ScriptedApiServer _server = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _server.Dispose();

    [Fact]
    public async Task The_log_of_the_run_before_is_asked_for_by_the_container_s_name()
    {
        _server.Answers(
            HttpStatusCode.OK,
            """
            of a line that was cut
            2026-03-01T03:00:00.123456789Z level=info msg="Starting"
            2026-03-01T03:00:01.000000000Z level=error err="no space left on device"

            """);

        var lines = await LogAsync();

        _server.Requests.ShouldBe(
        [
            "GET /api/v1/namespaces/astronomer-ee/pods/prometheus-0/log"
            + "?container=prometheus&timestamps=true&tailLines=100&previous=true",
        ]);
        lines.ShouldNotBeNull().Select(line => line.Text).ShouldBe(
            ["level=info msg=\"Starting\"", "level=error err=\"no space left on device\""]);
        lines[0].Time.ShouldBe(new DateTimeOffset(2026, 3, 1, 3, 0, 0, 123, 456, TimeSpan.Zero), TimeSpan.FromMilliseconds(1));
    }

    [Fact]
    public async Task A_run_that_never_was_has_no_log()
    {
        _server.AnswersStatus(HttpStatusCode.BadRequest, "previous terminated container \\\"prometheus\\\" not found");

        (await LogAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task A_log_that_the_node_has_lost_is_no_log()
    {
        _server.Answers(HttpStatusCode.OK, "unable to retrieve container logs for docker://4711");

        (await LogAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task An_empty_log_is_a_log_all_the_same()
    {
        _server.Answers(HttpStatusCode.OK, "");

        (await LogAsync()).ShouldNotBeNull().ShouldBeEmpty();
    }

    [Fact]
    public async Task Of_a_long_log_the_end_is_kept()
    {
        var line = $"2026-03-01T03:00:00.000000000Z {new string('x', 60_000)}\n";
        _server.Answers(HttpStatusCode.OK, $"{string.Concat(Enumerable.Repeat(line, 40))}2026-03-01T03:00:01Z the end\n");

        var lines = (await LogAsync()).ShouldNotBeNull();

        lines[^1].Text.ShouldBe("the end");
        lines.Sum(each => each.Text.Length).ShouldBeLessThan(512 * 1024);
    }

    [Fact]
    public async Task A_right_that_lacks_is_told_in_words()
    {
        _server.AnswersStatus(HttpStatusCode.Forbidden, "pods/log is forbidden");

        (await Should.ThrowAsync<ClusterForbiddenException>(LogAsync())).Message
            .ShouldBe("The bot may not read logs in astronomer-ee: pods/log is forbidden");
    }

    [Fact]
    public async Task An_answer_that_nobody_expects_means_that_it_cannot_be_seen()
    {
        _server.AnswersStatus(HttpStatusCode.MethodNotAllowed, "no such subresource");

        (await Should.ThrowAsync<ClusterUnavailableException>(FillAsync())).Message
            .ShouldBe("The API server could not read the kubelet's figures of node-1: no such subresource");
    }

    [Fact]
    public async Task Events_are_asked_for_by_UID_and_read_in_both_of_their_forms()
    {
        _server.AnswersList(
            "1",
            """
            {"type":"Warning","reason":"Unhealthy","message":"Liveness probe failed","count":3,
             "lastTimestamp":"2026-03-01T03:02:00Z","involvedObject":{"fieldPath":"spec.containers{prometheus}"}}
            """,
            """
            {"type":"Normal","reason":"Scheduled","message":"Assigned","count":null,"lastTimestamp":null,
             "eventTime":"2026-03-01T03:00:00.000000Z","involvedObject":{}}
            """,
            """
            {"type":"Warning","reason":"FailedMount","message":"no volume","eventTime":"2026-03-01T03:00:00.000000Z",
             "series":{"count":9,"lastObservedTime":"2026-03-01T03:01:00.000000Z"} }
            """);

        var events = await new ClusterEvents(_server.Effects(_time)).OfAsync("astronomer-ee", "u1", Stop);

        _server.Requests.ShouldBe(
            ["GET /api/v1/namespaces/astronomer-ee/events?fieldSelector=involvedObject.uid%3Du1&limit=500"]);
        events.ShouldBe(
        [
            new ClusterEvent(IsWarning: false, "Scheduled", "Assigned", Container: null, 1, At(0)),
            new ClusterEvent(IsWarning: true, "FailedMount", "no volume", Container: null, 9, At(1)),
            new ClusterEvent(IsWarning: true, "Unhealthy", "Liveness probe failed", "prometheus", 3, At(2)),
        ]);
    }

    [Theory]
    [InlineData(HttpStatusCode.OK, "Prometheus Server is Ready.", true)]
    [InlineData(HttpStatusCode.ServiceUnavailable, "Service Unavailable", false)]
    public async Task What_a_pod_answers_is_passed_on(HttpStatusCode code, string text, bool isGood)
    {
        _server.Answers(code, text);

        var page = (await PageAsync()).ShouldNotBeNull();

        _server.Requests.ShouldBe(["GET /api/v1/namespaces/astronomer-ee/pods/prometheus-0:9090/proxy/-/ready"]);
        page.ShouldBe(new PodPage((int)code, text));
        page.IsGood.ShouldBe(isGood);
    }

    [Theory]
    [InlineData(HttpStatusCode.ServiceUnavailable, "error trying to reach service: connection refused")]
    [InlineData(HttpStatusCode.NotFound, "pods \\\"prometheus-0\\\" not found")]
    public async Task A_pod_in_which_nobody_listens_has_no_page(HttpStatusCode code, string message)
    {
        _server.AnswersStatus(code, message);

        (await PageAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task A_proxy_that_is_forbidden_is_told_in_words()
    {
        _server.AnswersStatus(HttpStatusCode.Forbidden, "pods/proxy is forbidden");

        await Should.ThrowAsync<ClusterForbiddenException>(PageAsync());
    }

    [Fact]
    public async Task The_fullest_claim_of_the_very_pod_is_found_and_reserved_blocks_are_no_room()
    {
        _server.Answers(
            HttpStatusCode.OK,
            """
            {"pods":[
              {"podRef":{"name":"prometheus-0","uid":"another"},"volume":[
                {"name":"data","pvcRef":{"name":"d"},"usedBytes":1,"availableBytes":1,"capacityBytes":2}]},
              {"podRef":{"name":"prometheus-0","uid":"u1"},"volume":[
                {"name":"token","usedBytes":90,"availableBytes":0,"capacityBytes":90},
                {"name":"old","pvcRef":{"name":"o"},"usedBytes":50,"capacityBytes":100},
                {"name":"data","pvcRef":{"name":"d"},"usedBytes":950,"availableBytes":0,"capacityBytes":1000}]}]}
            """);

        var fill = (await FillAsync()).ShouldNotBeNull();

        _server.Requests.ShouldBe(["GET /api/v1/nodes/node-1/proxy/stats/summary"]);
        fill.ShouldBe(new StorageFill(950, 950));
        fill.Percent.ShouldBe(100);
    }

    [Fact]
    public async Task A_pod_that_the_kubelet_did_not_measure_has_no_figure()
    {
        _server.Answers(HttpStatusCode.OK, """{"pods":[]}""");

        (await FillAsync()).ShouldBeNull();
    }

    private static DateTimeOffset At(int minute) => new(2026, 3, 1, 3, minute, 0, TimeSpan.Zero);

    private Task<IReadOnlyList<LogLine>?> LogAsync() => new ClusterPodLogs(_server.Effects(_time))
        .TailAsync(Prometheus, "prometheus", ContainerRun.Previous, 100, Stop);

    private Task<PodPage?> PageAsync() =>
        new ClusterPodPages(_server.Effects(_time)).GetAsync(Prometheus, 9090, "/-/ready", Stop);

    private Task<StorageFill?> FillAsync() =>
        new ClusterStorageFills(_server.Effects(_time)).FindFullestAsync("node-1", Prometheus, Stop);
}
