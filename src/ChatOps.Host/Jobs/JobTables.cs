using ChatOps.Adapters.Storage;
using Hangfire.PostgreSql;
using Microsoft.Extensions.Options;
using Npgsql;

namespace ChatOps.Host.Jobs;

/// <summary>Makes Hangfire's own tables, in a schema of its own, in the database that <see cref="StorageServices"/> has waited for.</summary>
internal sealed class JobTables(IOptions<StorageOptions> options) : IHostedService
{
    /// <summary>Hangfire's scripts don't expect a second host that runs them at the same time.</summary>
    private const string OneAtATime = "SELECT pg_advisory_lock(73912004)";

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.Value.Provider is not StorageProvider.PostgreSql)
        {
            return;
        }

        // Without pooling, closing the connection frees the lock.
        var settings = new NpgsqlConnectionStringBuilder(options.Value.ConnectionString) { Pooling = false };
        await using var connection = new NpgsqlConnection(settings.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        await using var enter = new NpgsqlCommand(OneAtATime, connection);
        await enter.ExecuteNonQueryAsync(cancellationToken);
        PostgreSqlObjectsInstaller.Install(connection);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
