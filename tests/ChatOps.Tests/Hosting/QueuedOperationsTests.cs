using ChatOps.Host.Jobs;
using ChatOps.Operations;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Hosting;

public sealed class QueuedOperationsTests
{
    private static readonly DueOperation Free = new(7, Version: 3, HasSlept: false);

    private readonly FakeTimeProvider _time = new();
    private readonly QueuedOperations _queued;

    public QueuedOperationsTests() => _queued = new QueuedOperations(_time);

    [Fact]
    public void What_waits_in_the_queue_is_not_queued_each_second()
    {
        _queued.Add([Free]).ShouldBe([Free]);
        for (var second = 1; second < 30; second++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            _queued.Add([Free]).ShouldBeEmpty();
        }
    }

    [Fact]
    public void What_nobody_took_for_long_is_queued_again()
    {
        _queued.Add([Free]);

        _time.Advance(TimeSpan.FromSeconds(30));

        _queued.Add([Free]).ShouldBe([Free], "its job may have been lost with the queue");
        _queued.Add([Free]).ShouldBeEmpty();
    }

    [Fact]
    public void What_has_moved_since_is_queued_at_once()
    {
        _queued.Add([Free]);

        _queued.Add([Free with { Version = 4 }]).ShouldHaveSingleItem().Version.ShouldBe(4);
    }

    [Fact]
    public void What_is_no_longer_due_is_forgotten()
    {
        _queued.Add([Free]);
        _queued.Add([]);

        _queued.Add([Free]).ShouldBe([Free]);
    }
}
