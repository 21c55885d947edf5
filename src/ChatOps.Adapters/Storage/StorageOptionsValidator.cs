using System.Data.Common;
using System.Net.Sockets;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using Npgsql;

namespace ChatOps.Adapters.Storage;

/// <summary>
/// Reads the connection string, and has a PostgreSQL server judge what only it can: the password, the database's name. A
/// server that is away says nothing about the settings and is waited for later.
/// </summary>
internal sealed class StorageOptionsValidator : IValidateOptions<StorageOptions>
{
    private const int PatienceSeconds = 3;
    private const string Server = "Host=db;Database=chatops;Username=chatops";
    private const string LocalFile = "Data Source=data/chatops.db";

    public ValidateOptionsResult Validate(string? name, StorageOptions options) => Mistake(options) is { } mistake
        ? ValidateOptionsResult.Fail($"ConnectionStrings:ChatOps: {mistake}")
        : ValidateOptionsResult.Success;

    private static string? Mistake(StorageOptions options)
    {
        if (options.ConnectionString.Length == 0)
        {
            return $"say where the PostgreSQL database is, such as \"{Server}\".";
        }

        try
        {
            return options.Provider is StorageProvider.PostgreSql
                ? Refusal(new NpgsqlConnectionStringBuilder(options.ConnectionString))
                : FileMistake(new SqliteConnectionStringBuilder(options.ConnectionString));
        }
        catch (ArgumentException)
        {
            return options.Provider is StorageProvider.PostgreSql
                ? ConnectionMistake.In(options.ConnectionString, new NpgsqlConnectionStringBuilder(), Server)
                : ConnectionMistake.In(options.ConnectionString, new SqliteConnectionStringBuilder(), LocalFile);
        }
    }

    /// <summary>What it names must outlive the process; without a file every start would begin with nothing.</summary>
    private static string? FileMistake(SqliteConnectionStringBuilder settings) =>
        settings.DataSource is "" or ":memory:" || settings.Mode is SqliteOpenMode.Memory
            ? $"say which file, such as \"{LocalFile}\"."
            : null;

    private static string? Refusal(NpgsqlConnectionStringBuilder settings)
    {
        settings.Timeout = PatienceSeconds;
        settings.Pooling = false;
        try
        {
            using var connection = new NpgsqlConnection(settings.ConnectionString);
            connection.Open();
            return null;
        }
        catch (PostgresException refused) when (!refused.IsTransient)
        {
            return $"the server says: {refused.MessageText}.";
        }
        catch (NpgsqlException refused) when (!refused.IsTransient)
        {
            return refused.Message;
        }
        catch (Exception away) when (away is DbException or SocketException or TimeoutException)
        {
            return null;
        }
    }
}
