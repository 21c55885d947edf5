namespace ChatOps.Benchmarks.Whole;

/// <summary>How much is measured.</summary>
/// <param name="Runs">Of each figure, alternating with its peer.</param>
/// <param name="Load">How long requests are sent in one run.</param>
/// <param name="Pods">In the cluster that is looked at.</param>
/// <param name="InFlight">Operations at once.</param>
/// <param name="Sizes">Pods of the clusters that grow.</param>
/// <param name="Churn">Pods that change in each of them.</param>
/// <param name="Soak">How long the long run takes; zero for none.</param>
internal sealed record Extent(
    int Runs, TimeSpan Load, int Pods, int InFlight, IReadOnlyList<int> Sizes, int Churn, TimeSpan Soak)
{
    /// <summary>What is published.</summary>
    public static readonly Extent Whole = new(
        Runs: 5, TimeSpan.FromSeconds(6), Pods: 10_000, InFlight: 1_000, [1_000, 10_000, 50_000, 100_000], Churn: 5_000, TimeSpan.Zero);

    /// <summary>That it all still runs, for CI: its figures mean nothing.</summary>
    public static readonly Extent Smoke = new(
        Runs: 1, TimeSpan.FromSeconds(1), Pods: 200, InFlight: 10, [100, 200], Churn: 50, TimeSpan.FromSeconds(3));
}
