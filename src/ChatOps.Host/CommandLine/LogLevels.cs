namespace ChatOps.Host.CommandLine;

/// <summary>What the log is spared of unless the settings ask for it.</summary>
internal static class LogLevels
{
    /// <summary>Libraries that tell of every statement, request and key they touch.</summary>
    private static readonly string[] Talkative =
    [
        "Microsoft.EntityFrameworkCore", "Microsoft.AspNetCore", "Hangfire", "System.Net.Http.HttpClient", "Polly",
    ];

    /// <summary>
    /// Libraries that log as an error what they also tell whoever asked: /healthz/ready, or by an exception. Some of the
    /// latter are no errors at all, such as two hosts that met in the database.
    /// </summary>
    private static readonly string[] Echoing =
    [
        "Microsoft.Extensions.Diagnostics.HealthChecks", "Microsoft.EntityFrameworkCore.Database",
        "Microsoft.EntityFrameworkCore.Query", "Microsoft.EntityFrameworkCore.Update",
    ];

    public static void QuietNeighbours(this ILoggingBuilder logging)
    {
        foreach (var category in Talkative)
        {
            logging.AddFilter(category, LogLevel.Warning);
        }

        // It warns at each start that its keys are readable to whoever may read the database, who may read all else, too.
        logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        StartEchoes.Silence(logging);
        foreach (var category in Echoing)
        {
            logging.AddFilter(category, LogLevel.None);
        }
    }
}
