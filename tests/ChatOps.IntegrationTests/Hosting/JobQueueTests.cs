using System.Collections.Concurrent;
using ChatOps.Host.Jobs;
using ChatOps.IntegrationTests.Rigs;
using Hangfire;
using Hangfire.PostgreSql;
using Hangfire.PostgreSql.Factories;
using Hangfire.States;
using Npgsql;
using Shouldly;
using Xunit;

namespace ChatOps.IntegrationTests.Hosting;

/// <summary>On PostgreSQL a job starts when it is queued, on any host. The clock that would look for jobs is stopped here.</summary>
public sealed class JobQueueTests : IAsyncLifetime
{
    private PostgresServer _postgres = null!; // these are set before each test by InitializeAsync
    private PostgreSqlStorage _storage = null!;
    private NpgsqlConnection _elsewhere = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _postgres = await PostgresServer.StartNewAsync(Stop);
        var database = await _postgres.CreateDatabaseAsync(Stop);
        var options = JobServices.PostgreSqlOptions();
        options.EnableLongPolling.ShouldBeTrue();
        options.QueuePollInterval = TimeSpan.FromHours(4);
        options.PrepareSchemaIfNecessary = true; // the host has made its tables before
        _storage = new PostgreSqlStorage(new NpgsqlConnectionFactory(database, options), options);
        _elsewhere = new NpgsqlConnection(database);
        await _elsewhere.OpenAsync(Stop);
    }

    public async ValueTask DisposeAsync()
    {
        await _elsewhere.DisposeAsync();
        await _postgres.DisposeAsync();
    }

    [Fact]
    public async Task A_job_that_another_host_queues_starts_at_its_ring()
    {
        using var server = new BackgroundJobServer(new BackgroundJobServerOptions { WorkerCount = 1 }, _storage);

        // A worker may look once more before it sleeps: the first job that it does not see by itself is the one to ring for.
        var jobs = Enumerable.Range(1, 5).Select(number => $"job {number}").ToList();
        var unseen = await jobs.ToAsyncEnumerable().FirstAsync(async (name, _) => !await IsSeenAsync(name), Stop);
        await ExecuteAsync("NOTIFY new_job, 'default'");

        await Eventually.TrueAsync($"{unseen} ran", _ => Task.FromResult(Probe.Ran.ContainsKey(unseen)), Stop);
    }

    [Fact]
    public async Task Queueing_a_job_rings_for_the_other_hosts()
    {
        var rung = 0;
        _elsewhere.Notification += (_, _) => rung++;
        await ExecuteAsync("LISTEN new_job");

        new BackgroundJobClient(_storage).Create(() => Probe.Run("rung"), new EnqueuedState());

        (await _elsewhere.WaitAsync(TimeSpan.FromSeconds(20), Stop)).ShouldBeTrue();
        rung.ShouldBe(1);
    }

    /// <summary>Queues a job as another host does, but for the ring, and looks whether it runs all the same.</summary>
    private async Task<bool> IsSeenAsync(string name)
    {
        var job = new BackgroundJobClient(_storage).Create(() => Probe.Run(name), new ScheduledState(TimeSpan.FromDays(1)));
        await ExecuteAsync(
            $"""
             UPDATE hangfire.job SET statename = 'Enqueued' WHERE id = {job};
             INSERT INTO hangfire.jobqueue (jobid, queue) VALUES ({job}, 'default');
             """);
        try
        {
            await Eventually.TrueAsync(
                $"{name} ran", _ => Task.FromResult(Probe.Ran.ContainsKey(name)), Stop, within: TimeSpan.FromSeconds(3));
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    private async Task ExecuteAsync(string statements)
    {
        await using var command = new NpgsqlCommand(statements, _elsewhere);
        await command.ExecuteNonQueryAsync(Stop);
    }

    public static class Probe
    {
        internal static ConcurrentDictionary<string, bool> Ran { get; } = new();

        public static void Run(string name) => Ran[name] = true;
    }
}
