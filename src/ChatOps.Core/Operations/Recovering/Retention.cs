using System.Globalization;
using System.Text.RegularExpressions;
using ChatOps.Inventory;

namespace ChatOps.Operations.Recovering;

/// <summary>How far back Prometheus keeps its metrics.</summary>
internal static partial class Retention
{
    /// <summary>What Prometheus keeps when nothing is said, and the platform's charts too.</summary>
    private const int DefaultDays = 15;

    /// <summary>Whole days, rounded up.</summary>
    /// <param name="arguments">Its command line; --storage.tsdb.retention was the flag's name until 2.7.</param>
    public static int DaysOf(ValueList<string> arguments)
    {
        var said = arguments.Select(argument => Flag().Match(argument)).LastOrDefault(match => match.Success);
        if (said is null)
        {
            return DefaultDays;
        }

        var amount = int.Parse(said.Groups["amount"].ValueSpan, CultureInfo.InvariantCulture);
        return (int)Math.Ceiling(amount * DaysIn(said.Groups["unit"].Value));
    }

    // https://prometheus.io/docs/prometheus/latest/configuration/configuration/#configuration-file, duration
    private static double DaysIn(string unit) => unit switch
    {
        "y" => 365,
        "w" => 7,
        "d" => 1,
        "h" => 1.0 / 24,
        _ => 1.0 / 24 / 60,
    };

    [GeneratedRegex(
        @"^--storage\.tsdb\.retention(\.time)?[= ](?<amount>[0-9]{1,6})(?<unit>[ywdhm])",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Flag();
}
