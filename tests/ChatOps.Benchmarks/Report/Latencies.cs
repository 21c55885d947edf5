namespace ChatOps.Benchmarks.Report;

/// <summary>How long each of many requests took.</summary>
/// <param name="Milliseconds">Of those that succeeded; at least one.</param>
/// <param name="Failed">Requests that were refused or not answered.</param>
/// <param name="Elapsed">From the first request to the last answer.</param>
internal sealed record Latencies(IReadOnlyCollection<double> Milliseconds, int Failed, TimeSpan Elapsed)
{
    private readonly List<double> _sorted = [.. Milliseconds.Order()];

    public int Count => _sorted.Count;

    public double PerSecond => Count / Elapsed.TotalSeconds;

    public double Median => Quantile(_sorted, 0.5);

    public double P99 => Quantile(_sorted, 0.99);

    public double Most => _sorted[^1];

    /// <param name="sorted">At least one, the least first.</param>
    /// <param name="share">0 to 1.</param>
    public static double Quantile(IReadOnlyList<double> sorted, double share) =>
        sorted[(int)Math.Min(sorted.Count - 1, Math.Floor(share * sorted.Count))];
}
