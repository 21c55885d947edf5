using System.Diagnostics.Metrics;

namespace ChatOps.Telemetry;

/// <summary>Counts what people say and how long they wait for the answer.</summary>
public sealed class CommandMeasures
{
    /// <summary>A query was answered.</summary>
    public const string Answered = "answered";

    /// <summary>What was asked for is stored, or a decision is.</summary>
    public const string Accepted = "accepted";

    /// <summary>The answer was no, with what to do.</summary>
    public const string Refused = "refused";

    /// <summary>There were too many, so it was not looked at.</summary>
    public const string Throttled = "throttled";

    /// <summary>It is no command.</summary>
    public const string Misunderstood = "misunderstood";

    /// <summary>There was no answer: the database was away, or the asker gave up.</summary>
    public const string Failed = "failed";

    private const string Nothing = "none";

    private readonly Counter<long> _commands;
    private readonly Histogram<double> _acks;

    private readonly TimeProvider _time;

    public CommandMeasures(IMeterFactory meters, TimeProvider time)
    {
        _time = time;
        var meter = meters.Create(Meters.Name);
        _commands = meter.CreateCounter<long>("chatops.commands", "{command}", "Commands, by name and what became of them.");
        _acks = meter.CreateHistogram(
            "chatops.ack.duration",
            "s",
            "How long whoever said something waited for the answer.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = Meters.Brief });
    }

    /// <summary>Begins to measure, and to trace, something that was said; to be disposed of once it is answered.</summary>
    public CommandWatch Begin(string platform) => new(this, platform, _time);

    /// <param name="command">Its name, from the grammar; null for what is none. Never what was typed.</param>
    internal void Count(string? command, string platform, string outcome, TimeSpan took)
    {
        _commands.Add(
            1, new("command", command ?? Nothing), new("platform", platform), new("outcome", outcome));
        _acks.Record(took.TotalSeconds, new KeyValuePair<string, object?>("platform", platform));
    }
}
