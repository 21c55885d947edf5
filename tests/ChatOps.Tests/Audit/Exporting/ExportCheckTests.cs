using ChatOps.Audit;
using ChatOps.Audit.Exporting;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Audit.Exporting;

public sealed class ExportCheckTests
{
    private readonly List<AuditEntry> _trail = Trail(40);

    [Fact]
    public void Entries_that_were_cut_out_are_named()
    {
        _trail.RemoveRange(19, 11);

        var found = Check();

        found.Holds.ShouldBeTrue();
        found.Words.ShouldStartWith(
            "29 entries hold; entries 20 to 30 are not in this file (it may have been exported with a filter).");
    }

    [Fact]
    public void What_lacks_before_the_first_entry_is_a_gap_too()
    {
        _trail.RemoveAt(0);

        Check().Words.ShouldStartWith("39 entries hold; entry 1 is not in this file");
    }

    [Fact]
    public void Many_gaps_are_counted()
    {
        Check([.. _trail.Where(entry => entry.Sequence % 5 == 0)]).Words.ShouldContain(
            "entries 1 to 4, entries 6 to 9, entries 11 to 14 and 5 more gaps are not in this file");
    }

    [Fact]
    public void A_file_that_has_to_be_whole_may_have_no_gap()
    {
        Check(whole: true).Holds.ShouldBeTrue();
        _trail.RemoveRange(19, 11);

        var found = Check(whole: true);

        found.Holds.ShouldBeFalse();
        found.Words.ShouldBe("This is not the whole trail: entries 20 to 30 are not in this file. The 29 entries in it hold.");
    }

    [Fact]
    public void A_file_that_was_cut_short_does_not_end_with_the_witnessed_hash()
    {
        var witnessed = _trail[^1].ShortHash;
        Check(head: witnessed).Holds.ShouldBeTrue();
        Check(head: _trail[^1].Hash).Holds.ShouldBeTrue();
        _trail.RemoveAt(39);

        var found = Check(head: witnessed);

        found.Holds.ShouldBeFalse();
        found.Words.ShouldStartWith($"The last entry of this file is 39 with the hash {_trail[^1].ShortHash}, not {witnessed}");
    }

    [Fact]
    public void Without_a_witnessed_hash_nobody_is_told_that_the_trail_is_intact()
    {
        var found = Check();

        found.Words.ShouldStartWith("40 entries hold, from the first on without a gap. The last is 40");
        found.Words.ShouldContain("--head");
    }

    [Fact]
    public void An_empty_file_shows_nothing() => Check([]).Holds.ShouldBeFalse();

    [Fact]
    public void A_changed_entry_is_named()
    {
        _trail[4] = _trail[4] with { Detail = "nothing" };

        var found = Check();

        found.Holds.ShouldBeFalse();
        found.Words.ShouldStartWith("The audit trail is broken at entry 5");
    }

    private ExportCheck Check(IReadOnlyList<AuditEntry>? entries = null, bool whole = false, string? head = null) =>
        ExportCheck.Of(entries ?? _trail, whole, head);

    private static List<AuditEntry> Trail(int count)
    {
        var trail = new List<AuditEntry>();
        for (var number = 1; number <= count; number++)
        {
            var note = new AuditNote("slack:UALICE", "alice", AuditAction.Asked, "pods", $"number {number}", OperationId: null);
            trail.Add(AuditChain.Append(trail.LastOrDefault(), note, new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero)));
        }

        return trail;
    }
}
