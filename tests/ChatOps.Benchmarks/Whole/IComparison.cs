using ChatOps.Benchmarks.Report;

namespace ChatOps.Benchmarks.Whole;

/// <summary>Whole processes, one beside the other.</summary>
internal interface IComparison
{
    /// <summary>As it is asked for on the command line.</summary>
    string Name { get; }

    Task<Outcome> RunAsync(Extent extent, CancellationToken cancellationToken);
}
