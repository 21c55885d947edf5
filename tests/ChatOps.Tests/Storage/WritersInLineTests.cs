using ChatOps.Adapters.Storage;
using ChatOps.Tests.Fakes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Storage;

/// <summary>SQLite has one writer at a time: the others wait for it without a thread, each way of writing behind the other.</summary>
public sealed class WritersInLineTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new();
    private TestDatabase _database = null!; // set before each test by InitializeAsync

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _database = await TestDatabase.CreateAsync(_time, Stop);

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task Who_comes_while_another_writes_waits_without_a_thread_and_has_its_turn_next()
    {
        await using var writing = await _database.OpenAsync(Stop);
        await using var saving = await _database.OpenAsync(Stop);
        await using var updating = await _database.OpenAsync(Stop);
        await using var beginning = await _database.OpenAsync(Stop);
        saving.Hosts.Add(new HostRow { Name = "late", SeenAt = _time.GetUtcNow(), Shape = 1 });
        var own = await writing.BeginWriteAsync(Stop);

        // Each call returns to us: it would not if it waited in SQLite.
        var saved = saving.SaveChangesAsync(Stop);
        var updated = updating.WriteAsync(
            stop => updating.Hosts.ExecuteUpdateAsync(host => host.SetProperty(row => row.Name, "later"), stop), Stop);
        var begun = beginning.BeginWriteAsync(Stop);
        new Task[] { saved, updated, begun }.ShouldAllBe(waiting => !waiting.IsCompleted);
        await own.DisposeAsync();

        (await saved).ShouldBe(1);
        (await updated).ShouldBe(1);
        await (await begun).DisposeAsync();
    }

    [Fact]
    public async Task A_write_that_fails_gives_its_turn_away()
    {
        await using var database = await _database.OpenAsync(Stop);
        database.Hosts.Add(new HostRow { Name = "one", SeenAt = _time.GetUtcNow(), Shape = 1 });
        await database.SaveChangesAsync(Stop);
        await using var again = await _database.OpenAsync(Stop);
        again.Hosts.Add(new HostRow { Name = "one", SeenAt = _time.GetUtcNow(), Shape = 1 });

        await Should.ThrowAsync<DbUpdateException>(again.SaveChangesAsync(Stop));

        await using var next = await database.BeginWriteAsync(Stop);
        next.ShouldNotBeNull();
    }

    [Fact]
    public async Task What_is_not_committed_was_never_written()
    {
        await using var database = await _database.OpenAsync(Stop);
        await using (await database.BeginWriteAsync(Stop))
        {
            database.Hosts.Add(new HostRow { Name = "one", SeenAt = _time.GetUtcNow(), Shape = 1 });
            await database.SaveChangesAsync(Stop);
        }

        await using var after = await _database.OpenAsync(Stop);
        (await after.Hosts.CountAsync(Stop)).ShouldBe(0);
    }
}
