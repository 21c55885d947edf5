using ChatOps.Adapters.Cluster.Reflecting;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Cluster;

public sealed class ChangeFeedTests
{
    private readonly RecordingLogger<ChangeFeed> _log = new();

    [Fact]
    public void A_number_is_given_out_once_every_listener_has_the_change()
    {
        var feed = new ChangeFeed(_log);
        var told = new List<(long Change, long Revision)>();
        feed.Changed += change => told.Add((change.Revision, feed.Revision));

        feed.Raise("Pod", new("n", "one"));
        feed.Raise("Pod", new("n", "two"));

        told.ShouldBe([(1, 0), (2, 1)]);
        feed.Revision.ShouldBe(2);
    }

    [Fact]
    public void A_listener_that_fails_holds_nothing_up()
    {
        var feed = new ChangeFeed(_log);
        feed.Changed += _ => throw new InvalidOperationException("a bug");

        feed.Raise("Pod", new("n", "one"));

        feed.Revision.ShouldBe(1);
        _log.Lines.ShouldHaveSingleItem().ShouldContain("A listener failed");
    }
}
