namespace ChatOps.Inventory;

/// <summary>Lengths of time as kubectl writes them.</summary>
public static class KubernetesDuration
{
    private const int MinutesOfHour = 60;
    private const int HoursOfDay = 24;
    private const int DaysOfYear = 365;

    /// <summary>
    /// The two largest units while the smaller of them says something, else one: "45s", "8m12s", "2d3h", "53d". Exactly what
    /// k8s.io/apimachinery's duration.HumanDuration prints, "&lt;invalid&gt;" for two seconds and more in the future included.
    /// </summary>
    public static string ToKubernetesWords(this TimeSpan duration)
    {
        var seconds = (long)duration.TotalSeconds;
        var minutes = seconds / 60;
        var hours = minutes / MinutesOfHour;
        var days = hours / HoursOfDay;
        return seconds switch
        {
            < -1 => "<invalid>",
            < 0 => "0s",
            _ when minutes < 2 => $"{seconds}s",
            _ when minutes < 10 => Two(minutes, "m", seconds % 60, "s"),
            _ when hours < 3 => $"{minutes}m",
            _ when hours < 8 => Two(hours, "h", minutes % MinutesOfHour, "m"),
            _ when hours < 48 => $"{hours}h",
            _ when days < 8 => Two(days, "d", hours % HoursOfDay, "h"),
            _ when days < 2 * DaysOfYear => $"{days}d",
            _ when days < 8 * DaysOfYear => Two(days / DaysOfYear, "y", days % DaysOfYear, "d"),
            _ => $"{days / DaysOfYear}y",
        };
    }

    private static string Two(long large, string unit, long small, string smallUnit) =>
        small == 0 ? $"{large}{unit}" : $"{large}{unit}{small}{smallUnit}";
}
