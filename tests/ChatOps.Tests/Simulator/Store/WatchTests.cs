using ChatOps.Simulator.Store;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Simulator.Store;

public sealed class WatchTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_watch_tells_every_change_in_order()
    {
        var fixture = new StoreFixture();
        var since = fixture.Store.Snapshot.ResourceVersion;
        fixture.ConfigMap();
        fixture.Store.Change(ResourceTypes.ConfigMaps, "n", "c", json => json.Child("data")["a"] = "1");
        fixture.Store.Delete(ResourceTypes.ConfigMaps, "n", "c");

        var changes = await fixture.Store.Watch(since, cancellationToken: Stop).Take(3).ToListAsync(Stop);

        changes.Select(change => change.Kind).ShouldBe([ChangeKind.Added, ChangeKind.Modified, ChangeKind.Deleted]);
        changes.Select(change => change.ResourceVersion).ShouldBe([since + 1, since + 2, since + 3]);
        changes[2].Previous.ShouldBeSameAs(changes[1].Stored);
    }

    [Fact]
    public async Task A_watch_waits_for_what_is_to_come()
    {
        var fixture = new StoreFixture();
        var since = fixture.Store.Snapshot.ResourceVersion;
        await using var watch = fixture.Store.Watch(since, ResourceTypes.ConfigMaps, "n", Stop).GetAsyncEnumerator(Stop);

        var next = watch.MoveNextAsync();
        next.IsCompleted.ShouldBeFalse();
        fixture.Pod();
        fixture.ConfigMap();

        (await next).ShouldBeTrue();
        watch.Current.Stored.Name.ShouldBe("c");
    }

    [Fact]
    public async Task A_watch_that_resumes_too_late_is_told_to_list_again()
    {
        var fixture = new StoreFixture(historyLength: 4);
        var since = fixture.Store.Snapshot.ResourceVersion;
        for (var i = 0; i < 5; i++)
        {
            fixture.ConfigMap($"c-{i}");
        }

        var refusal = await Should.ThrowAsync<ApiException>(
            async () => await fixture.Store.Watch(since, cancellationToken: Stop).FirstAsync(Stop));

        refusal.Code.ShouldBe(410);
        (await fixture.Store.Watch(since + 1, cancellationToken: Stop).Take(4).CountAsync(Stop)).ShouldBe(4);
    }
}
