using ChatOps.Adapters.Storage;
using ChatOps.Audit;
using ChatOps.Audit.Following;
using ChatOps.Tests.Fakes;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Storage;

/// <summary>What the followers' places promise, whichever database they stand on.</summary>
public abstract class FollowingContract : IAsyncLifetime
{
    private const string Mirror = "incident slack:C1";

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 23, 3, 0, 0, TimeSpan.Zero));
    private TestDatabase _database = null!; // set before each test by InitializeAsync

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _database = await CreateAsync(_time, Stop);

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_new_follower_begins_behind_what_was_written_before_it()
    {
        await WriteAsync(3);
        var place = (await _database.Following.ClaimAsync(Mirror, Stop)).ShouldNotBeNull();
        await WriteAsync(2);

        (await WindowAsync(place)).ShouldBe([4L, 5L]);
    }

    [Fact]
    public async Task A_place_is_found_again_as_it_was_left()
    {
        var start = (await _database.Following.ClaimAsync(Mirror, Stop)).ShouldNotBeNull();
        await WriteAsync(5);
        (await _database.Following.MoveAsync(start, start.At(2) with { Ahead = start.Ahead.Add(7, 4) }, Stop)).ShouldBeTrue();

        var again = (await _database.Following.ClaimAsync(Mirror, Stop)).ShouldNotBeNull();

        again.Position.ShouldBe(2);
        again.Ahead.ShouldBe([KeyValuePair.Create(7, 4L)]);
        (await WindowAsync(again)).ShouldBe([3L, 4L, 5L]);
    }

    [Fact]
    public async Task A_follower_belongs_to_one_host_at_a_time()
    {
        await using var other = _database.AsHost("b");
        await _database.Presence.ReportAsync(Stop);
        await _database.Following.ClaimAsync(Mirror, Stop);

        (await other.Following.ClaimAsync(Mirror, Stop)).ShouldBeNull();
    }

    [Fact]
    public async Task Of_many_hosts_at_once_one_follows_a_dead_one()
    {
        TestDatabase[] others = [.. Enumerable.Range(0, 5).Select(number => _database.AsHost($"b{number}"))];
        await _database.Presence.ReportAsync(Stop);
        await _database.Following.ClaimAsync(Mirror, Stop);
        _time.Advance(HostPresence.Patience + TimeSpan.FromSeconds(1));
        foreach (var other in others)
        {
            await other.Presence.ReportAsync(Stop);
        }

        var claims = await Task.WhenAll(others.Select(other => Task.Run(() => other.Following.ClaimAsync(Mirror, Stop), Stop)));

        claims.Count(claim => claim is not null).ShouldBe(1);
        foreach (var other in others)
        {
            await other.DisposeAsync();
        }
    }

    [Fact]
    public async Task Of_many_hosts_at_once_one_enlists_a_follower()
    {
        TestDatabase[] hosts = [.. Enumerable.Range(0, 5).Select(number => _database.AsHost($"b{number}"))];
        foreach (var host in hosts)
        {
            await host.Presence.ReportAsync(Stop);
        }

        var claims = await Task.WhenAll(hosts.Select(host => Task.Run(() => host.Following.ClaimAsync(Mirror, Stop), Stop)));

        claims.Count(claim => claim is not null).ShouldBe(1);
        foreach (var host in hosts)
        {
            await host.DisposeAsync();
        }
    }

    [Fact]
    public async Task Who_was_taken_for_dead_and_comes_back_moves_nothing()
    {
        await using var other = _database.AsHost("b");
        await _database.Presence.ReportAsync(Stop);
        var frozen = (await _database.Following.ClaimAsync(Mirror, Stop)).ShouldNotBeNull();
        _time.Advance(HostPresence.Patience + TimeSpan.FromSeconds(1));
        var taken = (await other.Following.ClaimAsync(Mirror, Stop)).ShouldNotBeNull();

        (await _database.Following.MoveAsync(frozen, frozen.At(9), Stop)).ShouldBeFalse();

        (await other.Following.MoveAsync(taken, taken.At(1), Stop)).ShouldBeTrue();
    }

    private protected abstract Task<TestDatabase> CreateAsync(TimeProvider time, CancellationToken cancellationToken);

    private async Task<IEnumerable<long>> WindowAsync(FollowerPlace place) =>
        (await _database.Following.WindowAsync(place, limit: 100, Stop)).Select(entry => entry.Sequence);

    private async Task WriteAsync(int entries)
    {
        for (var entry = 0; entry < entries; entry++)
        {
            await _database.Audit.AppendAsync(new AuditNote("slack:U1", "alice", AuditAction.Asked, "C1", "pods"), Stop);
        }
    }
}
