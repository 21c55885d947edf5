using System.Globalization;
using System.Runtime.InteropServices;
using ChatOps.Benchmarks.Report;
using ChatOps.IntegrationTests.Rigs;

namespace ChatOps.Benchmarks.Whole;

/// <summary>The command line: "[--smoke] [--soak 30m] [NAME ...]".</summary>
internal static class Comparisons
{
    private const string Smoke = "--smoke";
    private const string Long = "--soak";

    /// <returns>The exit status.</returns>
    public static async Task<int> RunAsync(string[] arguments, CancellationToken cancellationToken)
    {
        var extent = arguments.Contains(Smoke) ? Extent.Smoke : Extent.Whole;
        if (arguments.SkipWhile(argument => argument != Long).Skip(1).FirstOrDefault() is { } minutes)
        {
            extent = extent with { Soak = TimeSpan.FromMinutes(double.Parse(minutes.TrimEnd('m'), CultureInfo.InvariantCulture)) };
        }

        IReadOnlyList<IComparison> all =
        [
            new AckComparison(), new PodsComparison(), new RestartComparison(), new FlightComparison(), new StartComparison(), new GrowthComparison(),
            .. extent.Soak > TimeSpan.Zero ? [new Soak()] : Array.Empty<IComparison>(),
        ];
        var named = all.Where(comparison => arguments.Contains(comparison.Name)).ToList();
        var outcomes = new List<Outcome>();
        foreach (var comparison in named.Count > 0 ? named : all)
        {
            Console.WriteLine($"{comparison.Name} ...");
            outcomes.Add(await TryAsync(comparison, extent, cancellationToken));
            foreach (var row in outcomes[^1].Rows)
            {
                Console.WriteLine($"  {string.Join("  |  ", row)}");
            }
        }

        // A part, or a smoke, is for whoever looks at the terminal: only a whole run is published.
        var folder = named.Count > 0 || extent.Runs < Extent.Whole.Runs ? Directory.CreateTempSubdirectory("chatops-benchmarks-").FullName : Repository.File("docs/benchmarks");
        await new ResultsPage(folder, Machine()).WriteAsync(outcomes, cancellationToken);
        Console.WriteLine($"written to {folder}");
        return outcomes.Exists(outcome => outcome.IsBroken) ? 1 : 0;
    }

    /// <summary>One that breaks is told where its figures would be, and takes nothing from the others.</summary>
    private static async Task<Outcome> TryAsync(IComparison comparison, Extent extent, CancellationToken cancellationToken)
    {
        try
        {
            return await comparison.RunAsync(extent, cancellationToken);
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            Console.Error.WriteLine(fault);
            return Outcome.Broken(comparison.Name, fault);
        }
    }

    private static IReadOnlyList<string> Machine() =>
    [
        $"{TimeProvider.System.GetUtcNow():yyyy-MM-dd}, {Environment.ProcessorCount} cores, {GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (1 << 30)} GiB, {RuntimeInformation.OSDescription}",
        $"{RuntimeInformation.FrameworkDescription}; @slack/bolt 5.1.0 on Node.js, kubectl 1.34, kubernetes-mcp-server 0.0.67",
        "by `tests/ChatOps.Benchmarks/run.sh`",
    ];
}
