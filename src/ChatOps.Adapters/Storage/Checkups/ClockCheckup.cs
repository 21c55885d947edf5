using ChatOps.Doctor;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace ChatOps.Adapters.Storage.Checkups;

/// <summary>This machine's clock goes with the database server's: hosts tell each other by it who is alive and until when.</summary>
internal sealed class ClockCheckup(
    IDbContextFactory<ChatOpsDbContext> databases, IOptions<StorageOptions> options, TimeProvider time) : ICheckup
{
    /// <summary>Signs of life come every 3 s, and a host is missed after 7.</summary>
    private static readonly TimeSpan Harmless = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan Harmful = TimeSpan.FromSeconds(7);

    public string Subject => "clock";

    public string WayOut => DatabaseAway.WayOut;

    public async Task<IReadOnlyList<Finding>> LookAsync(CancellationToken cancellationToken)
    {
        if (options.Value.Provider is not StorageProvider.PostgreSql)
        {
            return [Finding.Off(Subject, "Nobody to compare it with: the database is a file.")];
        }

        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var asked = time.GetUtcNow();
        var theirs = await database.Database
            .SqlQuery<DateTime>($"SELECT clock_timestamp() AS \"Value\"")
            .SingleAsync(cancellationToken);
        var middle = asked + ((time.GetUtcNow() - asked) / 2);
        return [Judge((middle.UtcDateTime - theirs).Duration())];
    }

    private Finding Judge(TimeSpan difference)
    {
        const string Next = "Set this machine's clock, or the database server's, by NTP.";
        var words = $"{Words.Of(difference)} apart from the database server's.";
        return difference <= Harmless ? Finding.Good(Subject, $"It goes with the database server's.")
            : difference <= Harmful ? Finding.Doubtful(Subject, words, Next)
            : Finding.Bad(Subject, $"{words} Hosts take each other for dead.", Next);
    }
}
