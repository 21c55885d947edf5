using System.Globalization;
using ChatOps.Commands;

namespace ChatOps.Audit.Searching;

/// <summary>A point in time as people write it: "2h" (ago), "2026-11-23", "2026-11-23T06:20" or to the millisecond; UTC.</summary>
public readonly record struct Moment
{
    private const string ToTheMillisecond = "yyyy-MM-ddTHH:mm:ss.fffZ";
    private const string Day = "yyyy-MM-dd";

    private static readonly string[] Times =
        ["yyyy-MM-ddTHH:mm", "yyyy-MM-ddTHH:mmZ", "yyyy-MM-ddTHH:mm:ss", "yyyy-MM-ddTHH:mm:ssZ", ToTheMillisecond];

    /// <summary>What a person is told to give.</summary>
    public const string Accepts = "a time, such as 2h (two hours ago), 2026-11-23 or 2026-11-23T06:20 (UTC)";

    private readonly TimeSpan? _ago;
    private readonly DateTimeOffset _at;
    private readonly bool _isDay;

    private Moment(TimeSpan? ago, DateTimeOffset at, bool isDay) => (_ago, _at, _isDay) = (ago, at, isDay);

    /// <summary>The first moment that is meant.</summary>
    public DateTimeOffset Beginning(DateTimeOffset now) => _ago is { } ago ? now - ago : _at;

    /// <summary>The last moment that is meant: of a day its end, to the millisecond, as the audit trail counts.</summary>
    public DateTimeOffset End(DateTimeOffset now) =>
        _isDay ? _at.AddDays(1).AddMilliseconds(-1) : Beginning(now);

    /// <summary>As a person could write it, exactly.</summary>
    public static string Write(DateTimeOffset at) => at.UtcDateTime.ToString(ToTheMillisecond, CultureInfo.InvariantCulture);

    public static bool TryRead(string word, out Moment moment)
    {
        if (ValueRules.TryReadTime(word, out var ago))
        {
            moment = new Moment(ago, default, isDay: false);
            return true;
        }

        var isDay = TryRead(word, [Day], out var at);
        var isTime = !isDay && TryRead(word.ToUpperInvariant(), Times, out at);
        moment = new Moment(ago: null, at, isDay);
        return isDay || isTime;
    }

    private static bool TryRead(string word, string[] formats, out DateTimeOffset at) => DateTimeOffset.TryParseExact(
        word, formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out at);
}
