using ChatOps.Audit;
using CsCheck;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Audit;

public sealed class AuditChainTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_chain_as_it_was_written_is_intact()
    {
        var chain = Chain("restart scheduler", "delete pod", "done");

        var found = await VerifyAsync(chain);

        found.IsIntact.ShouldBeTrue();
        found.Entries.ShouldBe(3);
        found.Head.ShouldBe(chain[2]);
    }

    [Fact]
    public async Task An_empty_trail_is_intact()
    {
        (await VerifyAsync([])).ShouldBe(new AuditVerification(0, Head: null, Broken: null, Reason: null));
    }

    [Fact]
    public async Task A_changed_word_breaks_its_own_entry()
    {
        var chain = Chain("restart scheduler", "delete pod", "done");
        chain[1] = chain[1] with { Detail = "delete another pod" };

        var found = await VerifyAsync(chain);

        found.Broken.ShouldBe(2);
        found.Reason.ShouldBe("its contents do not match its hash");
    }

    [Fact]
    public async Task A_removed_entry_is_missed_by_number()
    {
        var chain = Chain("restart scheduler", "delete pod", "done");
        chain.RemoveAt(1);

        var found = await VerifyAsync(chain);

        found.Broken.ShouldBe(3);
        found.Reason.ShouldBe("entry 2 is missing");
    }

    [Fact]
    public async Task An_entry_sealed_anew_no_longer_leads_to_the_next()
    {
        var chain = Chain("restart scheduler", "delete pod", "done");
        chain[1] = AuditChain.Append(chain[0], Note("delete another pod"), Noon);

        var found = await VerifyAsync(chain);

        found.Broken.ShouldBe(3);
        found.Reason.ShouldBe("it does not follow the entry before it");
    }

    [Fact]
    public void Text_can_not_move_across_the_border_of_two_fields()
    {
        Gen.Select(Gen.String, Gen.String[1, 5], Gen.String).Sample((subject, moved, detail) =>
        {
            var one = AuditChain.Append(previous: null, Note(detail) with { Subject = subject + moved }, Noon);
            var other = AuditChain.Append(previous: null, Note(moved + detail) with { Subject = subject }, Noon);
            return one.Hash != other.Hash;
        });
    }

    private static List<AuditEntry> Chain(params string[] details)
    {
        var chain = new List<AuditEntry>();
        foreach (var detail in details)
        {
            chain.Add(AuditChain.Append(chain.LastOrDefault(), Note(detail), Noon));
        }

        return chain;
    }

    private static AuditNote Note(string detail) =>
        new("slack:UALICE", "alice", AuditAction.Asked, "scheduler of zodiac-cosmo-1172", detail, OperationId: 1);

    private static Task<AuditVerification> VerifyAsync(IReadOnlyList<AuditEntry> chain) =>
        AuditVerification.OfAsync(new WrittenTrail(chain), TestContext.Current.CancellationToken);

    private sealed class WrittenTrail(IReadOnlyList<AuditEntry> entries) : IAuditTrail
    {
        public Task AppendAsync(AuditNote note, CancellationToken cancellationToken) =>
            throw new NotSupportedException("This trail is only read.");

        public Task<IReadOnlyList<AuditEntry>> LatestAsync(int limit, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<AuditEntry>>([.. entries.Reverse().Take(limit)]);

        public IAsyncEnumerable<AuditEntry> ReadAsync(CancellationToken cancellationToken) =>
            entries.ToAsyncEnumerable();
    }
}
