using System.Net;
using System.Text.Json;
using ChatOps.Adapters.Cluster;
using ChatOps.Adapters.Cluster.Manifests;
using ChatOps.Adapters.Cluster.Mapping;
using ChatOps.Adapters.Cluster.Reflecting;
using ChatOps.Inventory;
using ChatOps.Tests.Fakes;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Cluster;

public sealed class ReflectorTests : IAsyncLifetime
{
    private static readonly TimeSpan WatchTimeout = TimeSpan.FromMinutes(1);

    private readonly FakeTimeProvider _time = new();
    private readonly ScriptedApiServer _server = new();
    private readonly ObjectStore<Pod> _pods = new();
    private readonly List<string> _changes = [];
    private readonly RecordingLogger<HealthBoard> _log = new();
    private readonly WatchMeasures _measures;
    private readonly MeasuredValues _measured;
    private readonly CancellationTokenSource _stop = new();
    private readonly HealthBoard _board;
    private readonly ChangeFeed _feed = new(new RecordingLogger<ChangeFeed>());
    private Task _running = Task.CompletedTask;

    public ReflectorTests()
    {
        var meters = MeasuredValues.NewMeters();
        _measures = new WatchMeasures(meters);
        _measured = new MeasuredValues(meters);
        _board = new HealthBoard(_time, _log);
        _board.Expect("Pod");
        _feed.Changed += change => _changes.Add(change.Name);
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        _server.Dispose();
        _stop.Dispose();
        _measured.Dispose();
    }

    [Fact]
    public async Task A_list_of_many_pages_is_seen_whole_or_not_at_all()
    {
        _server.AnswersPage("next page", Pod("a"), Pod("b"));
        Start();
        await UntilAsync(() => _server.Requests.Count is 2);
        Names().ShouldBeEmpty();
        _board.Health.IsComplete.ShouldBeFalse();

        _server.AnswersList("10", Pod("c"));

        await UntilAsync(() => _board.Health.IsComplete);
        Names().ShouldBe(["a", "b", "c"]);

        // Told after it is there to be read, on a thread of its own.
        await UntilAsync(() => _changes.Count is 3);
        _changes.Order().ShouldBe(["a", "b", "c"]);
        _server.Requests.Take(2).ShouldBe(
            ["GET /api/v1/pods?limit=500", "GET /api/v1/pods?limit=500&continue=next%20page"]);
    }

    [Fact]
    public async Task A_watch_goes_on_from_the_list_and_tells_each_change_once()
    {
        var watch = await ListedAsync("10", Pod("a"), Pod("b"));
        _changes.Clear();

        watch.Sends("ADDED", Pod("c", version: 11));
        watch.Sends("MODIFIED", Pod("a", version: 12, phase: "Failed"));
        watch.Sends("MODIFIED", Pod("a", version: 13, phase: "Failed"));
        watch.Sends("DELETED", Pod("b", version: 14));

        await UntilAsync(() => Names() is ["a", "c"]);
        _changes.ShouldBe(["c", "a", "b"]);
        _feed.Revision.ShouldBe(5);
        _pods.Find(new("n", "a"))?.Phase.ShouldBe("Failed");
        _server.Requests[1].ShouldBe(
            "GET /api/v1/pods?watch=true&allowWatchBookmarks=true&timeoutSeconds=60&resourceVersion=10");
    }

    [Fact]
    public async Task A_reader_keeps_the_picture_it_took()
    {
        var watch = await ListedAsync("10", Pod("a"));
        var taken = _pods.Snapshot;

        watch.Sends("DELETED", Pod("a", version: 11));

        await UntilAsync(() => Names().Length is 0);
        taken.Select(pod => pod.Name).ShouldBe(["a"]);
        taken.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_watch_that_ends_goes_on_from_the_last_change_seen()
    {
        var watch = await ListedAsync("10", Pod("a"));
        watch.Sends("ADDED", Pod("b", version: 11));
        watch.SendsBookmark("15");
        await UntilAsync(() => Names().Length is 2);

        watch.Ends();

        var second = _server.AnswersWatch();
        second.Sends("ADDED", Pod("c", version: 16));
        await UntilAsync(() => Names().Length is 3);
        _server.Requests[2].ShouldEndWith("&resourceVersion=15");
        _board.Health.StaleSince.ShouldBeNull();
        _log.Lines.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_connection_that_breaks_in_the_middle_of_a_line_is_taken_up_again()
    {
        var watch = await ListedAsync("10", Pod("a"));
        watch.Sends("ADDED", Pod("b", version: 11));
        await UntilAsync(() => Names().Length is 2);

        watch.Breaks();

        _server.AnswersWatch().Sends("DELETED", Pod("a", version: 12));
        await UntilAsync(() => Names() is ["b"]);
        _server.Requests[2].ShouldEndWith("&resourceVersion=11");
    }

    [Fact]
    public async Task Gone_as_an_answer_makes_it_list_anew_and_notice_what_was_deleted_meanwhile()
    {
        var watch = await ListedAsync("10", Pod("a"), Pod("b"));
        _changes.Clear();
        watch.Ends();
        _server.AnswersStatus(HttpStatusCode.Gone, "too old resource version: 10 (20)");

        _server.AnswersList("30", Pod("b"), Pod("c"));

        await UntilAsync(() => Names() is ["b", "c"]);
        _changes.ShouldBe(["a", "c"]);
        _board.Health.StaleSince.ShouldBeNull();
        _measured.Sums.ShouldContainKeyAndValue("chatops.watch.restarts kind=Pod reason=forgotten", 1d);
    }

    [Fact]
    public async Task Gone_as_an_event_makes_it_list_anew_without_an_empty_moment()
    {
        var watch = await ListedAsync("10", Pod("a"), Pod("b"));
        watch.Sends("ERROR", """{"kind":"Status","status":"Failure","code":410,"reason":"Expired"}""");
        await UntilAsync(() => _server.Requests.Count is 3);
        Names().ShouldBe(["a", "b"]);

        _server.AnswersList("30", Pod("b"));
        _server.AnswersWatch().Sends("ADDED", Pod("d", version: 31));

        await UntilAsync(() => Names() is ["b", "d"]);
        _server.Requests[3].ShouldEndWith("&resourceVersion=30");
    }

    [Fact]
    public async Task An_API_server_away_makes_the_picture_stale_once_and_what_was_deleted_meanwhile_is_noticed()
    {
        var watch = await ListedAsync("10", Pod("a"), Pod("b"));
        _time.Advance(TimeSpan.FromSeconds(20));
        var left = _time.GetUtcNow();
        for (var attempt = 0; attempt < 5; attempt++)
        {
            _server.RefusesConnection();
        }

        watch.Ends();

        await Eventually.BecomesTrueAsync(() => _board.Health.StaleSince is not null);
        _board.Health.StaleSince.ShouldBe(left);
        _board.Health.Problem.ShouldBe("The API server can't be reached: Connection refused (cluster.example:80)");
        Names().ShouldBe(["a", "b"]);

        await UntilAsync(() => _server.Requests.Count is 8);
        _server.AnswersList("5", Pod("b"));
        await UntilAsync(() => _board.Health.StaleSince is null);
        _board.Health.Problem.ShouldBeNull();
        Names().ShouldBe(["b"]);
        await Eventually.BecomesTrueAsync(() => _log.Lines.Count > 1); // what is over is logged just after it is known
        _log.Lines.Select(line => line.Split(' ')[0]).ShouldBe(["Warning:", "Information:"]);
    }

    [Fact]
    public async Task A_connection_that_died_in_silence_is_noticed()
    {
        await ListedAsync("10", Pod("a"));
        var heard = _time.GetUtcNow();

        await UntilAsync(() => _board.Health.StaleSince is not null);

        _board.Health.StaleSince.ShouldNotBeNull().ShouldBe(heard, tolerance: TimeSpan.FromSeconds(2));
        _board.Health.Problem.ShouldBe("The API server is silent: no answer within 70 s");
        (_time.GetUtcNow() - heard).ShouldBeLessThan(WatchTimeout + TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task A_server_that_asks_for_patience_gets_it()
    {
        var watch = await ListedAsync("10", Pod("a"));
        _server.AnswersStatus(HttpStatusCode.TooManyRequests, "slow down", TimeSpan.FromSeconds(30));
        var asked = _time.GetUtcNow();
        watch.Ends();

        await UntilAsync(() => _server.Requests.Count is 4);

        (_time.GetUtcNow() - asked).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(30));
        _server.Requests[3].ShouldEndWith("&resourceVersion=10");
    }

    [Fact]
    public async Task What_the_bot_may_not_read_is_named_and_tried_again()
    {
        _server.AnswersStatus(HttpStatusCode.Forbidden, "pods is forbidden");
        Start();
        await UntilAsync(() => _board.Health.StaleSince is not null);
        _board.Health.Problem.ShouldBe("The bot may not list and watch pods: pods is forbidden");

        _server.AnswersList("10", Pod("a"));

        await UntilAsync(() => _board.Health is { IsComplete: true, StaleSince: null, Problem: null });
    }

    [Fact]
    public async Task A_kind_that_the_bot_can_do_without_and_may_not_read_is_named_and_leaves_the_picture_complete()
    {
        _server.AnswersStatus(HttpStatusCode.Forbidden, "pods is forbidden");
        Start(isDispensable: true);

        await UntilAsync(() => _board.Health is { IsComplete: true, StaleSince: null, Problem: null });
        _board.Health.Unseen.ShouldBe("The bot may not list and watch pods: pods is forbidden");

        _server.AnswersList("10", Pod("a"));
        await UntilAsync(() => _board.Health is { IsComplete: true, Unseen: null });
    }

    [Fact]
    public async Task A_listener_that_fails_does_not_end_the_watch()
    {
        _feed.Changed += _ => throw new InvalidOperationException("a listener's bug");
        var watch = await ListedAsync("10", Pod("a"));

        watch.Sends("ADDED", Pod("b", version: 11));

        await UntilAsync(() => Names().Length is 2);
    }

    [Fact]
    public async Task A_namespace_watched_alone_leaves_the_others_as_they_are()
    {
        _pods.Put(new("other", "x"), Known("x"));
        _pods.Put(new("n", "gone"), Known("gone"));
        _server.AnswersList("10", Pod("a"));
        var watch = _server.AnswersWatch();

        Start(@namespace: "n");
        await UntilAsync(() => _server.Requests.Count is 2);
        watch.Sends("ADDED", Pod("b", version: 11));

        await UntilAsync(() => Names() is ["a", "b", "x"]);
        _server.Requests.ShouldAllBe(request => request.StartsWith("GET /api/v1/namespaces/n/pods?"));
        _changes.Order().ShouldBe(["a", "b", "gone"]);
    }

    private async Task<ScriptedWatch> ListedAsync(string resourceVersion, params string[] pods)
    {
        _server.AnswersList(resourceVersion, pods);
        var watch = _server.AnswersWatch();
        Start();
        await UntilAsync(() => _board.Health.IsComplete && _server.Requests.Count is 2);
        return watch;
    }

    private void Start(bool isDispensable = false, string? @namespace = null)
    {
        var reflector = new Reflector<PodManifest, Pod>(
            new(ResourceKinds.Pods with { IsDispensable = isDispensable }, @namespace),
            _pods,
            _server.For(_time),
            _board,
            _feed,
            _measures,
            WatchTimeout,
            _time,
            new RecordingLogger<ReflectorTests>());
        _running = reflector.RunAsync(_stop.Token);
    }

    private string[] Names() => [.. _pods.Snapshot.Select(pod => pod.Name).Order()];

    private Task UntilAsync(Func<bool> condition) => Eventually.BecomesTrueAsync(condition, _time);

    private static Pod Known(string name) =>
        JsonSerializer.Deserialize(Pod(name), ManifestJson.Default.PodManifest)!.ToPod(new()); // it is no null

    private static string Pod(string name, int version = 1, string phase = "Running") => $$"""
        {"metadata":{"namespace":"n","name":"{{name}}","uid":"u-{{name}}","resourceVersion":"{{version}}"},
         "status":{"phase":"{{phase}}"} }
        """.ReplaceLineEndings(" ");
}
