using System.Collections.Immutable;
using ChatOps.Audit;
using ChatOps.Audit.Following;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Audit.Following;

public sealed class FollowerPlaceTests
{
    // By operation: 1 and 2 take turns, and one query comes between.
    private readonly IReadOnlyList<AuditEntry> _trail = Trail(1, 2, 1, null, 2, 1);
    private readonly FollowerPlace _start = new("f", 0, ImmutableSortedDictionary<int, long>.Empty, 0);

    [Fact]
    public void An_operation_may_be_told_ahead_of_others_and_is_not_told_again()
    {
        var place = _start.After([_trail[0], _trail[2], _trail[5]], _trail);

        place.Position.ShouldBe(1, "the second entry is not told");
        _trail.Where(entry => !place.IsTold(entry)).Select(entry => entry.Sequence).ShouldBe([2L, 4, 5]);
    }

    [Fact]
    public void The_position_catches_up_when_the_gaps_are_told()
    {
        var place = _start
            .After([_trail[0], _trail[2], _trail[5]], _trail)
            .After([_trail[1], _trail[4]], _trail)
            .After([_trail[3]], _trail);

        place.Position.ShouldBe(6);
        place.Ahead.ShouldBeEmpty();
    }

    [Fact]
    public void What_comes_later_of_an_operation_that_is_ahead_is_not_taken_for_told()
    {
        var place = _start.After([_trail[0], _trail[2]], _trail);

        place.IsTold(_trail[5]).ShouldBeFalse();
    }

    private static List<AuditEntry> Trail(params int?[] operations)
    {
        var trail = new List<AuditEntry>();
        foreach (var operation in operations)
        {
            var note = new AuditNote("slack:U1", "alice", AuditAction.Asked, "C1", "pods", operation);
            trail.Add(AuditChain.Append(trail.LastOrDefault(), note, DateTimeOffset.UnixEpoch));
        }

        return trail;
    }
}
