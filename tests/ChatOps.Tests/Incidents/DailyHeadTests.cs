using ChatOps.Audit;
using ChatOps.Incidents;
using ChatOps.Tests.Fakes;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Incidents;

public sealed class DailyHeadTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 23, 3, 0, 0, TimeSpan.Zero));
    private TestDatabase _database = null!; // set before each test by InitializeAsync

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _database = await TestDatabase.CreateAsync(_time, Stop);

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task The_head_is_written_once_a_day_with_its_whole_hash()
    {
        await SayAsync();
        await LookAllDayAsync();

        var trail = await TrailAsync();
        trail.Count.ShouldBe(2);
        trail[1].At.ShouldBe(new DateTimeOffset(2026, 11, 23, 6, 0, 0, TimeSpan.Zero));
        $"{trail[1].Action}: {trail[1].Detail}".ShouldBe($"head of the audit trail: {trail[0].Hash} at entry 1");
        await LookAllDayAsync();
        (await TrailAsync())[2].Detail.ShouldBe($"{trail[1].Hash} at entry 2");
    }

    [Fact]
    public async Task Of_two_hosts_one_writes_it()
    {
        await using var other = _database.AsHost("b");
        await SayAsync();
        _time.Advance(TimeSpan.FromHours(4));
        await _database.Presence.ReportAsync(Stop);
        await other.Presence.ReportAsync(Stop);

        await Task.WhenAll(Head(_database).WriteIfDueAsync(Stop), Head(other).WriteIfDueAsync(Stop));
        await Head(other).WriteIfDueAsync(Stop);

        (await TrailAsync()).Count(entry => entry.Action == AuditAction.Head).ShouldBe(1);
    }

    [Fact]
    public async Task A_bot_that_was_off_at_the_time_writes_what_was_the_head_then()
    {
        await SayAsync();
        _time.Advance(TimeSpan.FromHours(6));
        await SayAsync(); // at 09:00

        await Head(_database).WriteIfDueAsync(Stop);

        (await TrailAsync())[2].Subject.ShouldBe("entry 1");
    }

    [Fact]
    public async Task A_trail_that_began_later_that_day_has_no_head_yet()
    {
        _time.Advance(TimeSpan.FromHours(4));
        await SayAsync();

        await Head(_database).WriteIfDueAsync(Stop);

        (await TrailAsync()).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Without_a_channel_to_witness_it_nothing_is_written()
    {
        await SayAsync();
        _time.Advance(TimeSpan.FromHours(4));

        await Head(_database, channel: "").WriteIfDueAsync(Stop);

        (await TrailAsync()).ShouldHaveSingleItem();
    }

    private DailyHead Head(TestDatabase database, string channel = "slack:C1") => new(
        Options.Create(new IncidentOptions { Channel = channel }), database.Following, database.Search, database.Audit, _time);

    private async Task LookAllDayAsync()
    {
        for (var minutes = 0; minutes < 24 * 60; minutes += 30)
        {
            await Head(_database).WriteIfDueAsync(Stop);
            _time.Advance(TimeSpan.FromMinutes(30));
        }
    }

    private Task SayAsync() =>
        _database.Audit.AppendAsync(new AuditNote("slack:UALICE", "alice", AuditAction.Asked, "C1", "pods"), Stop);

    private async Task<IReadOnlyList<AuditEntry>> TrailAsync() => await _database.Audit.ReadAsync(Stop).ToListAsync(Stop);
}
