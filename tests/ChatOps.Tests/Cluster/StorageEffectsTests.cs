using System.Net;
using System.Text.Json.Nodes;
using ChatOps.Adapters.Cluster;
using ChatOps.Inventory;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Cluster;

/// <summary>What is read off disks and snapshots before they are taken for the operation's own.</summary>
public sealed class StorageEffectsTests : IDisposable
{
    private static readonly VolumeReference Disk = new("pvc-1", "uid-disk");
    private static readonly SnapshotMark Mark = new(17, "uid-claim");

    private readonly ScriptedApiServer _server = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _server.Dispose();

    [Theory]
    [InlineData("""{"namespace":"ns","name":"data-1","uid":"uid-gone"}""", Reservation.Reserved, true)]
    [InlineData("""{"namespace":"ns","name":"data-1"}""", Reservation.Reserved, false)]
    [InlineData("null", Reservation.Reserved, true)]
    [InlineData("""{"namespace":"ns","name":"data-1","uid":"uid-other"}""", Reservation.Taken, false)]
    [InlineData("""{"namespace":"ns","name":"data-2"}""", Reservation.Taken, false)]
    public async Task A_disk_is_reserved_unless_another_claim_has_it(string holder, Reservation expected, bool isWritten)
    {
        _server.Answers(HttpStatusCode.OK, DiskHeldBy(holder));
        _server.Answers(HttpStatusCode.OK, DiskHeldBy("null"));

        (await Volumes.ReserveAsync(Disk, "ns", "data-1", "uid-gone", Stop)).ShouldBe(expected);

        _server.Requests.Any(request => request.StartsWith("PATCH", StringComparison.Ordinal)).ShouldBe(isWritten);
    }

    [Theory]
    [InlineData("""{"namespace":"ns","name":"data-1"}""", Reservation.Reserved, true)]
    [InlineData("""{"namespace":"ns","name":"data-1","uid":"uid-gone"}""", Reservation.Reserved, false)]
    [InlineData("""{"namespace":"ns","name":"data-1","uid":"uid-new"}""", Reservation.Taken, false)]
    [InlineData("""{"namespace":"ns","name":"data-2"}""", Reservation.Taken, false)]
    public async Task A_reservation_is_taken_back_unless_a_claim_has_the_disk(string holder, Reservation expected, bool isWritten)
    {
        _server.Answers(HttpStatusCode.OK, DiskHeldBy(holder));
        _server.Answers(HttpStatusCode.OK, DiskHeldBy("null"));

        (await Volumes.ReleaseAsync(Disk, "ns", "data-1", "uid-gone", Stop)).ShouldBe(expected);

        var written = _server.Requests.FirstOrDefault(request => request.StartsWith("PATCH", StringComparison.Ordinal));
        (written is not null).ShouldBe(isWritten);
        (written ?? "\"uid\":\"uid-gone\"").ShouldContain("\"uid\":\"uid-gone\"");
    }

    [Fact]
    public async Task A_disk_by_the_same_name_that_came_after_it_is_not_reserved()
    {
        _server.Answers(HttpStatusCode.OK, DiskHeldBy("null").Replace("uid-disk", "uid-later", StringComparison.Ordinal));

        (await Volumes.ReserveAsync(Disk, "ns", "data-1", "uid-gone", Stop)).ShouldBe(Reservation.Gone);
    }

    [Theory]
    [InlineData("""{"chatops.dev/operation":"17","chatops.dev/claim-uid":"uid-claim"}""", SnapshotState.Ready)]
    [InlineData("""{"chatops.dev/operation":"16","chatops.dev/claim-uid":"uid-claim"}""", SnapshotState.Foreign)]
    [InlineData("""{"chatops.dev/operation":"17","chatops.dev/claim-uid":"uid-before"}""", SnapshotState.Foreign)]
    [InlineData("null", SnapshotState.Foreign)]
    public async Task A_snapshot_is_ours_by_its_mark_and_not_by_its_name(string labels, SnapshotState expected)
    {
        _server.Answers(
            HttpStatusCode.OK,
            $$$"""
            {"metadata":{"name":"data-1-17","namespace":"ns","uid":"u","resourceVersion":"1","labels":{{{labels}}}},
             "status":{"readyToUse":true}}
            """);

        (await new ClusterSnapshots(_server.Effects(new FakeTimeProvider())).TakeAsync("ns", "data-1", "data-1-17", Mark, Stop))
            .State.ShouldBe(expected);
    }

    [Theory]
    [InlineData(HttpStatusCode.Created, SnapshotState.Pending)]
    [InlineData(HttpStatusCode.Conflict, SnapshotState.Pending)] // by somebody at the same moment: the next look tells by whom
    [InlineData(HttpStatusCode.NotFound, SnapshotState.NotOffered)]
    public async Task A_snapshot_that_is_not_there_is_begun_with_the_mark_of_its_operation(HttpStatusCode answer, SnapshotState expected)
    {
        _server.AnswersStatus(HttpStatusCode.NotFound, "not found");
        _server.AnswersStatus(answer, "as scripted");

        (await new ClusterSnapshots(_server.Effects(new FakeTimeProvider())).TakeAsync("ns", "data-1", "data-1-17", Mark, Stop))
            .State.ShouldBe(expected);

        var (line, body) = _server.Requests[1].Split(' ', 3) is [var method, var path, var sent] ? ($"{method} {path}", sent) : ("", "");
        line.ShouldBe("POST /apis/snapshot.storage.k8s.io/v1/namespaces/ns/volumesnapshots");
        var snapshot = JsonNode.Parse(body).ShouldNotBeNull();
        $"{snapshot["metadata"]!["labels"]!["chatops.dev/operation"]}".ShouldBe("17");
        $"{snapshot["metadata"]!["labels"]!["chatops.dev/claim-uid"]}".ShouldBe("uid-claim");
        $"{snapshot["spec"]!["source"]!["persistentVolumeClaimName"]}".ShouldBe("data-1");
    }

    [Theory]
    [InlineData(HttpStatusCode.Created, true)]
    [InlineData(HttpStatusCode.NotFound, false)]
    public async Task Whether_snapshots_are_offered_is_tried_and_nothing_is_made(HttpStatusCode answer, bool expected)
    {
        _server.AnswersStatus(HttpStatusCode.NotFound, "not found");
        _server.AnswersStatus(answer, "as scripted");

        (await new ClusterSnapshots(_server.Effects(new FakeTimeProvider())).IsOfferedAsync("ns", "data-1", Stop)).ShouldBe(expected);

        _server.Requests[0].ShouldStartWith("GET /apis/snapshot.storage.k8s.io/v1/namespaces/ns/volumesnapshots/data-1-trial");
        _server.Requests[1].ShouldStartWith("POST /apis/snapshot.storage.k8s.io/v1/namespaces/ns/volumesnapshots?dryRun=All ");
    }

    [Fact]
    public async Task Who_may_not_take_snapshots_learns_it_before_anything_is_planned()
    {
        _server.AnswersStatus(HttpStatusCode.Forbidden, "cannot get volumesnapshots");

        (await Should.ThrowAsync<ClusterForbiddenException>(
                () => new ClusterSnapshots(_server.Effects(new FakeTimeProvider())).IsOfferedAsync("ns", "data-1", Stop)))
            .Message.ShouldBe("The bot may not take volume snapshots in ns: cannot get volumesnapshots");
    }

    /// <summary>A worker that stalled must not stop what another has started meanwhile: that one wrote, so this one asks first.</summary>
    [Fact]
    public async Task A_size_that_somebody_else_wrote_before_is_not_written_over_by_a_second_look()
    {
        var read = """{"metadata":{"name":"data","namespace":"ns","uid":"u","resourceVersion":"1"},"spec":{"replicas":1}}""";
        _server.Answers(HttpStatusCode.OK, read);
        _server.AnswersStatus(HttpStatusCode.Conflict, "the object has been modified");
        _server.Answers(HttpStatusCode.OK, read);
        _server.Answers(HttpStatusCode.OK, "{}");
        var time = new FakeTimeProvider();
        var scaling = new ClusterWorkloads(_server.Effects(time)).ScaleAsync(
            new WorkloadReference("StatefulSet", "ns", "data", "u"), from: 1, to: 0, Stop);
        await Eventually.BecomesTrueAsync(() => scaling.IsCompleted, time);

        await Should.ThrowAsync<ClusterUnavailableException>(scaling);
        _server.Requests.Count.ShouldBe(2);
    }

    private ClusterVolumes Volumes => new(_server.Effects(new FakeTimeProvider()));

    private static string DiskHeldBy(string holder) =>
        $$$"""
        {"metadata":{"name":"pvc-1","uid":"uid-disk","resourceVersion":"1"},
         "spec":{"capacity":{"storage":"1Gi"},"accessModes":["ReadWriteOnce"],"claimRef":{{{holder}}}}}
        """;
}
