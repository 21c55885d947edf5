using System.Globalization;

namespace ChatOps.Benchmarks.Report;

/// <summary>One figure over several runs: the median is quoted, the ends tell how far to trust it.</summary>
internal sealed record Spread(double Median, double Least, double Most)
{
    public static Spread Of(IEnumerable<double> runs)
    {
        var sorted = runs.Order().ToList();
        return new(Latencies.Quantile(sorted, 0.5), sorted[0], sorted[^1]);
    }

    /// <summary>"4.2 ms (4.0 to 5.1)".</summary>
    public string In(string unit) => $"{Number(Median)} {unit} ({Number(Least)} to {Number(Most)})";

    /// <summary>Three digits that matter, and no more.</summary>
    public static string Number(double value) => value switch
    {
        >= 100 => value.ToString("N0", CultureInfo.InvariantCulture),
        >= 10 => value.ToString("0.#", CultureInfo.InvariantCulture),
        _ => value.ToString("0.##", CultureInfo.InvariantCulture),
    };
}
