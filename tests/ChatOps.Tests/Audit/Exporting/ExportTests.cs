using ChatOps.Audit;
using ChatOps.Audit.Exporting;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Audit.Exporting;

public sealed class ExportTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 23, 3, 0, 0, TimeSpan.Zero);

    private readonly List<AuditEntry> _trail = [];

    public ExportTests()
    {
        Write("slack:UALICE", "alice", AuditAction.Asked, "pods <b>|platform|", operation: null);
        Write("slack:UALICE", "alice", AuditAction.Asked, "volume delete data-1", operation: 1);
        Write("slack:UBOB", "bob", AuditAction.Approved, "plan 0123456789ab", operation: 1);
        Write(AuditNote.Bot, AuditNote.Bot, AuditAction.Resumed, "at step 1 of 2", operation: 1);
        Write(AuditNote.Bot, AuditNote.Bot, AuditAction.Succeeded, "took 48 s", operation: 1);
        Write("slack:UALICE", "alice", AuditAction.Asked, "restart scheduler", operation: 2);
    }

    [Fact]
    public void Lines_can_be_checked_without_the_database()
    {
        var read = _trail.ConvertAll(entry => JsonLines.TryRead(JsonLines.Write(entry)).ShouldNotBeNull());

        read.ShouldBe(_trail);
        AuditVerification.OfPart(read).IsIntact.ShouldBeTrue();
    }

    [Fact]
    public void A_part_of_the_trail_holds_by_itself() =>
        AuditVerification.OfPart([.. _trail.Skip(2).Where(entry => entry.OperationId == 1)]).Entries.ShouldBe(3);

    [Fact]
    public void A_line_that_was_changed_is_named()
    {
        _trail[2] = _trail[2] with { ActorName = "carol" };

        var found = AuditVerification.OfPart(_trail);

        found.Broken.ShouldBe(3);
        found.Reason.ShouldBe("its contents do not match its hash");
    }

    [Fact]
    public void An_entry_that_was_made_up_does_not_follow_its_neighbour()
    {
        var elsewhere = _trail[2] with { Hash = _trail[1].Hash };
        _trail[3] = AuditChain.Append(elsewhere, Note(AuditNote.Bot, AuditNote.Bot, AuditAction.Failed, "never", 1), Start);

        AuditVerification.OfPart(_trail).Reason.ShouldBe("it does not follow the entry before it");
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("not json")]
    public void What_is_no_entry_is_none(string line) => JsonLines.TryRead(line).ShouldBeNull();

    [Fact]
    public void A_timeline_has_every_entry_every_operation_and_what_it_cannot_know()
    {
        var page = Timeline.Write(_trail.FindAll(entry => entry.Sequence != 2), Start, Start.AddHours(1));

        page.ShouldBe(
            $"""
            # What was done, 2026-11-23 03:00:00 to 2026-11-23 04:00:00 UTC

            5 entries of the audit trail, 2 operations.

            ## Timeline

            | # | UTC | who | operation | what | hash |
            | --- | --- | --- | --- | --- | --- |
            | 1 | 2026-11-23 03:00:00 | alice |  | asked: pods \<b\>\|platform\| | `{_trail[0].ShortHash}` |
            | 3 | 2026-11-23 03:00:20 | bob | 1 | approved: plan 0123456789ab | `{_trail[2].ShortHash}` |
            | 4 | 2026-11-23 03:00:30 | chatops | 1 | resumed: at step 1 of 2 | `{_trail[3].ShortHash}` |
            | 5 | 2026-11-23 03:00:40 | chatops | 1 | succeeded: took 48 s | `{_trail[4].ShortHash}` |
            | 6 | 2026-11-23 03:00:50 | alice | 2 | asked: restart scheduler | `{_trail[5].ShortHash}` |

            ## Operation 1: the claim data-1

            - Approved by bob at 2026-11-23 03:00:20: plan 0123456789ab
            - Ended at 2026-11-23 03:00:40: succeeded: took 48 s
            - From first to last entry: 20 seconds

            ## Operation 2: the claim data-1

            - Asked by alice at 2026-11-23 03:00:50: restart scheduler
            - Last seen at 2026-11-23 03:00:50: asked: restart scheduler
            - From first to last entry: under a second

            ## Blind spots

            - Only what went through the bot is here: not kubectl, not the platform's own pages, not the cluster itself.
            - Operation 1 began before this page.
            - Operation 2 has no end on this page.
            - The host that ran operation 1 was gone for some time before 2026-11-23 03:00:30.
            - Entry 2 was left out by what was asked for.

            """);
    }

    [Fact]
    public void Who_was_refused_is_told_from_who_decided_in_the_order_of_the_trail()
    {
        _trail.Clear();
        Write("slack:UALICE", "alice", AuditAction.Asked, "volume delete data-1", operation: 1);
        Write("slack:UALICE", "alice", AuditAction.Refused, "approve 1: You asked for operation 1.", operation: 1);
        Write("slack:UBOB", "bob", AuditAction.Denied, "not now", operation: 1);
        Write("slack:UALICE", "alice", AuditAction.Refused, "approve 1: This needs the role viewer.", operation: 1);

        Timeline.Write(_trail, Start, Start.AddHours(1)).ShouldContain(
            """
            - Asked by alice at 2026-11-23 03:00:00: volume delete data-1
            - Refused to alice at 2026-11-23 03:00:10: approve 1: You asked for operation 1.
            - Denied by bob at 2026-11-23 03:00:20: not now
            - Refused to alice at 2026-11-23 03:00:30: approve 1: This needs the role viewer.
            - Ended at 2026-11-23 03:00:20: denied: not now

            """);
    }

    private static AuditNote Note(string actor, string name, string action, string detail, int? operation) =>
        new(actor, name, action, "the claim data-1", detail, operation);

    private void Write(string actor, string name, string action, string detail, int? operation) => _trail.Add(
        AuditChain.Append(
            _trail.LastOrDefault(), Note(actor, name, action, detail, operation), Start.AddSeconds(10 * _trail.Count)));
}
