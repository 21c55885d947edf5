using ChatOps.Doctor;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace ChatOps.Adapters.Storage.Checkups;

/// <summary>The database answers, and has the shape of this version.</summary>
internal sealed class DatabaseCheckup(
    IDbContextFactory<ChatOpsDbContext> databases, IOptions<StorageOptions> options) : ICheckup
{
    private const string Migrations = "migrations";

    /// <summary>pg_terminate_backend with a time limit came with it.</summary>
    private const int OldestPostgreSql = 14;

    public string Subject => "database";

    private bool IsPostgreSql => options.Value.Provider is StorageProvider.PostgreSql;

    public async Task<IReadOnlyList<Finding>> LookAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.Database.CanConnectAsync(cancellationToken)
            ? [await LookAtServerAsync(database, cancellationToken), await LookAtShapeAsync(database, cancellationToken)]
            : [NoAnswer()];
    }

    private Finding NoAnswer() => IsPostgreSql
        ? Finding.Bad(Subject, "PostgreSQL does not answer.", "Look at ConnectionStrings:ChatOps, and whether the server can be reached from here.")
        : Finding.Doubtful(
            Subject,
            $"There is none yet ({Environment.CurrentDirectory}).",
            "The bot makes it when it starts; if it has been started, stand in the folder where it was.");

    private async Task<Finding> LookAtServerAsync(ChatOpsDbContext database, CancellationToken cancellationToken)
    {
        if (!IsPostgreSql)
        {
            return Finding.Good(Subject, "SQLite: one file for one host.");
        }

        var version = await database.Database
            .SqlQuery<int>($"SELECT current_setting('server_version_num')::int AS \"Value\"")
            .SingleAsync(cancellationToken) / 10_000;
        return version >= OldestPostgreSql
            ? Finding.Good(Subject, $"PostgreSQL {version} answers.")
            : Finding.Bad(Subject, $"PostgreSQL {version} is too old.", $"The bot needs {OldestPostgreSql} or later.");
    }

    private static async Task<Finding> LookAtShapeAsync(ChatOpsDbContext database, CancellationToken cancellationToken)
    {
        var fit = await database.FitAsync(cancellationToken);
        return fit switch
        {
            { Objection: { } objection } => Finding.Bad(Migrations, $"It is of another version: {objection}", "Nothing starts on it as it is."),
            { Missing.Count: > 0 } => Finding.Doubtful(
                Migrations, $"{Words.Count(fit.Missing.Count, "change")} of this version are missing.", "chatops migrate, or the next start, makes them."),
            _ when fit.Found > fit.Own => Finding.Good(Migrations, $"A later version gave it shape {fit.Found}, which this one can live with."),
            _ => Finding.Good(Migrations, $"It has shape {fit.Own}, as this version."),
        };
    }
}
