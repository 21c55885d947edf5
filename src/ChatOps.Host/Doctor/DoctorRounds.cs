using ChatOps.Doctor;

namespace ChatOps.Host.Doctor;

/// <summary>Looks everything over now and then, so that whoever asks for the bot's health waits for nobody.</summary>
public sealed partial class DoctorRounds(Examination examination, TimeProvider time, ILogger<DoctorRounds> logger) : BackgroundService
{
    /// <summary>After the start: then the first commands are answered, and what starts beside the bot is there.</summary>
    public static readonly TimeSpan First = TimeSpan.FromMinutes(1);

    public static readonly TimeSpan Period = TimeSpan.FromMinutes(10);

    private volatile IReadOnlyList<Finding> _findings = [];

    /// <summary>Of the last round; empty before the first.</summary>
    public IReadOnlyList<Finding> Findings => _findings;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Delay(First, time, stoppingToken);
        using var timer = new PeriodicTimer(Period, time);
        do
        {
            Take(await examination.RunAsync(stoppingToken));
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private void Take(IReadOnlyList<Finding> findings)
    {
        var known = _findings.ToHashSet();
        foreach (var bad in findings.Where(finding => finding.State is FindingState.Bad && !known.Contains(finding)))
        {
            LogBad(bad.Subject, bad.Text);
        }

        _findings = findings;
    }

    [LoggerMessage(LogLevel.Warning, "A look at '{Subject}' found: {Text}")]
    private partial void LogBad(string subject, string text);
}
