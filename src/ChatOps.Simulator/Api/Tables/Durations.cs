using ChatOps.Simulator.Store;

namespace ChatOps.Simulator.Api.Tables;

/// <summary>Ages as kubectl prints them: two units at most, and only one when the first is large.</summary>
internal static class Durations
{
    /// <summary>The age of a time; <c>&lt;unknown&gt;</c> when it isn't one.</summary>
    public static string Since(string? timestamp, DateTimeOffset now) =>
        Timestamps.Read(timestamp) is { } then ? Write(now - then) : "<unknown>";

    public static string Write(TimeSpan duration)
    {
        var seconds = (long)duration.TotalSeconds;
        var minutes = seconds / 60;
        var hours = minutes / 60;
        var days = hours / 24;
        return seconds switch
        {
            < -1 => "<invalid>",
            < 0 => "0s",
            < 60 * 2 => $"{seconds}s",
            _ when minutes < 10 => Pair(minutes, "m", seconds % 60, "s"),
            _ when minutes < 60 * 3 => $"{minutes}m",
            _ when hours < 8 => Pair(hours, "h", minutes % 60, "m"),
            _ when hours < 48 => $"{hours}h",
            _ when hours < 24 * 8 => Pair(days, "d", hours % 24, "h"),
            _ when hours < 24 * 365 * 2 => $"{days}d",
            _ when hours < 24 * 365 * 8 => Pair(days / 365, "y", days % 365, "d"),
            _ => $"{days / 365}y",
        };
    }

    private static string Pair(long large, string largeUnit, long small, string smallUnit) =>
        small == 0 ? $"{large}{largeUnit}" : $"{large}{largeUnit}{small}{smallUnit}";
}
