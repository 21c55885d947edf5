using ChatOps.Adapters.Storage;
using ChatOps.Audit;
using ChatOps.Tests.Fakes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Storage;

/// <summary>Many who write at once share a transaction, and nobody's fault is another's.</summary>
public sealed class AuditTrailTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new();
    private TestDatabase _database = null!; // set before each test by InitializeAsync

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _database = await TestDatabase.CreateAsync(_time, Stop);

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task Whoever_has_written_finds_it_on_record_and_the_chain_is_whole()
    {
        await Task.WhenAll(Enumerable.Range(0, 100).Select(number => Task.Run(() => AppendAsync($"slack:U{number}"), Stop)));

        var entries = await _database.Audit.ReadAsync(Stop).ToListAsync(Stop);
        entries.Select(entry => entry.Actor).ShouldBe(Enumerable.Range(0, 100).Select(number => $"slack:U{number}"), ignoreOrder: true);
        entries.Select(entry => entry.Sequence).ShouldBe(Enumerable.Range(1, 100).Select(number => (long)number));
        (await AuditVerification.OfAsync(_database.Audit, Stop)).IsIntact.ShouldBeTrue();
    }

    [Fact]
    public async Task What_can_not_be_stored_is_refused_alone()
    {
        var store = new AuditTrailStore(new HeldFactory(_database, out var open), _time);
        var first = store.AppendAsync(Note("slack:UFIRST"), Stop);
        var good = store.AppendAsync(Note("slack:UGOOD"), Stop);
        var bad = store.AppendAsync(Note("slack:UBAD") with { ActorName = null! }, Stop); // nothing can be made of that
        var late = store.AppendAsync(Note("slack:ULATE"), Stop);
        open();

        await Task.WhenAll(first, good, late);
        await Should.ThrowAsync<ArgumentNullException>(bad);
        (await _database.Audit.ReadAsync(Stop).Select(entry => entry.Actor).ToListAsync(Stop))
            .ShouldBe(["slack:UFIRST", "slack:UGOOD", "slack:ULATE"]);
    }

    [Fact]
    public async Task Who_stopped_waiting_before_it_was_written_has_written_nothing()
    {
        var store = new AuditTrailStore(new HeldFactory(_database, out var open), _time);
        using var patience = new CancellationTokenSource();
        var first = store.AppendAsync(Note("slack:UFIRST"), Stop);
        var impatient = store.AppendAsync(Note("slack:UGONE"), patience.Token);

        await patience.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(impatient);
        open();
        await first;
        await store.AppendAsync(Note("slack:UNEXT"), Stop);

        (await _database.Audit.ReadAsync(Stop).Select(entry => entry.Actor).ToListAsync(Stop)).ShouldBe(["slack:UFIRST", "slack:UNEXT"]);
    }

    private Task AppendAsync(string actor) => _database.Audit.AppendAsync(Note(actor), Stop);

    private static AuditNote Note(string actor) => new(actor, "somebody", AuditAction.Asked, "pods", "pods");

    /// <summary>Hands out no database before it is opened: whoever comes first holds the others up.</summary>
    private sealed class HeldFactory : IDbContextFactory<ChatOpsDbContext>
    {
        private readonly TestDatabase _database;
        private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public HeldFactory(TestDatabase database, out Action open)
        {
            _database = database;
            open = () => _opened.SetResult();
        }

        public ChatOpsDbContext CreateDbContext() => throw new NotSupportedException("The store is asynchronous.");

        public async Task<ChatOpsDbContext> CreateDbContextAsync(CancellationToken cancellationToken = default)
        {
            await _opened.Task;
            return await _database.OpenAsync(cancellationToken);
        }
    }
}
