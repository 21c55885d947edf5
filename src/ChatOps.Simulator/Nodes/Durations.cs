using System.Globalization;

namespace ChatOps.Simulator.Nodes;

/// <summary>Durations in annotations: a number and s, m, h or d.</summary>
public static class Durations
{
    /// <summary>Null when there is none or it can't be understood.</summary>
    public static TimeSpan? Read(string? text)
    {
        if (text is not { Length: > 1 }
            || !double.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var count))
        {
            return null;
        }

        return text[^1] switch
        {
            's' => TimeSpan.FromSeconds(count),
            'm' => TimeSpan.FromMinutes(count),
            'h' => TimeSpan.FromHours(count),
            'd' => TimeSpan.FromDays(count),
            _ => null,
        };
    }

    /// <summary>As Go prints it: 10s, 1m20s, 5m0s.</summary>
    public static string Write(TimeSpan duration) => duration.TotalMinutes >= 1
        ? $"{(int)duration.TotalMinutes}m{duration.Seconds}s"
        : $"{(int)duration.TotalSeconds}s";
}
