namespace ChatOps.Host.CommandLine;

/// <summary>What the log is spared of unless the settings ask for it.</summary>
internal static class LogLevels
{
    /// <summary>Libraries that tell of every statement, request and key they touch.</summary>
    private static readonly string[] Talkative =
    [
        "Microsoft.EntityFrameworkCore", "Microsoft.AspNetCore", "Hangfire", "System.Net.Http.HttpClient", "Polly",
    ];

    /// <summary>Says nothing that /healthz/ready does not say.</summary>
    private const string HealthChecks = "Microsoft.Extensions.Diagnostics.HealthChecks";

    public static void QuietNeighbours(this ILoggingBuilder logging)
    {
        foreach (var category in Talkative)
        {
            logging.AddFilter(category, LogLevel.Warning);
        }

        logging.AddFilter(HealthChecks, LogLevel.None);
    }
}
