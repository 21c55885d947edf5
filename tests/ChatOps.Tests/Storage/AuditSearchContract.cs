using ChatOps.Audit;
using ChatOps.Audit.Searching;
using ChatOps.Chat;
using ChatOps.Tests.Fakes;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Storage;

/// <summary>What searching the audit trail promises, whichever database it stands on.</summary>
public abstract class AuditSearchContract : IAsyncLifetime
{
    private static readonly Actor Bob = new("slack", "UBOB", "Bob Byrne");

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 23, 3, 0, 0, TimeSpan.Zero));
    private TestDatabase _database = null!; // set before each test by InitializeAsync

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await CreateAsync(_time, Stop);
        await SayAsync(FakeCapability.Alice, "pods platform"); // 1, at 03:00
        await SayAsync(Bob, "pods lunar-nuclear-3725"); // 2, at 04:00
        await _database.Operations.AcceptAsync(new FakeCapability().Operation(now: _time.GetUtcNow()), Stop); // 3 to 5, at 05:00
        await SayAsync(Bob, "volumes 100%_"); // 6, at 05:00
    }

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    public static TheoryData<AuditFilter, long[]> Searches => new()
    {
        { new AuditFilter(), [6, 5, 4, 3, 2, 1] },
        { new AuditFilter(Person: "alice"), [3, 1] },
        { new AuditFilter(Person: "BYRNE"), [6, 2] },
        { new AuditFilter(Person: "UBOB"), [6, 2] },
        { new AuditFilter(Person: "slack:UBOB"), [6, 2] },
        { new AuditFilter(Person: "BOB", Since: At(5)), [6] },
        { new AuditFilter(OperationId: 1), [5, 4, 3] },
        { new AuditFilter(Deployment: "Zodiac-Cosmo-1172"), [5, 4, 3] },
        { new AuditFilter(Deployment: "lunar"), [2] },
        { new AuditFilter(Deployment: "100%_"), [6] },
        { new AuditFilter(Deployment: "1%0"), [] },
        { new AuditFilter(Since: At(4), Until: At(4)), [2] },
        { new AuditFilter(Action: AuditAction.Approved), [5] },
    };

    [Theory]
    [MemberData(nameof(Searches))]
    public async Task What_is_looked_for_is_found_the_newest_first(AuditFilter filter, long[] expected)
    {
        var found = await _database.Search.FindAsync(filter, skip: 0, take: 100, Stop);

        found.Entries.Select(entry => entry.Sequence).ShouldBe(expected);
        found.Total.ShouldBe(expected.Length);
        var read = await _database.Search.ReadAsync(filter, Stop).Select(entry => entry.Sequence).ToListAsync(Stop);
        read.ShouldBe(expected.Reverse());
    }

    [Fact]
    public async Task A_page_knows_how_many_there_are_in_all()
    {
        var found = await _database.Search.FindAsync(new AuditFilter(), skip: 2, take: 2, Stop);

        found.Entries.Select(entry => entry.Sequence).ShouldBe([4L, 3L]);
        found.Total.ShouldBe(6);
    }

    private protected abstract Task<TestDatabase> CreateAsync(TimeProvider time, CancellationToken cancellationToken);

    private static DateTimeOffset At(int hour) => new(2026, 11, 23, hour, 0, 0, TimeSpan.Zero);

    private async Task SayAsync(Actor actor, string text)
    {
        await _database.Audit.AppendAsync(new AuditNote(actor.Key, actor.Name, AuditAction.Asked, "C1", text), Stop);
        _time.Advance(TimeSpan.FromHours(1));
    }
}
