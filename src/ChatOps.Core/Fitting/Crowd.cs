using ChatOps.Inventory.Placement;

namespace ChatOps.Fitting;

/// <summary>Pods that are to come together: how many of them find a node.</summary>
/// <param name="Placed">Those that do.</param>
/// <param name="Homeless">What the nodes say to the first that doesn't; null where all do.</param>
/// <param name="Landscape">The nodes with those that are placed.</param>
public sealed record Crowd(int Placed, FitReport? Homeless, Landscape Landscape)
{
    /// <summary>
    /// Puts one after the other on the node with most CPU free, as the scheduler does as a rule. Of pods that are alike as
    /// many find a place in any order, unless rules of spreading play in.
    /// </summary>
    public static Crowd Of(IEnumerable<Candidate> candidates, Landscape landscape)
    {
        var placed = 0;
        foreach (var candidate in candidates)
        {
            var report = FitReport.Of(candidate, landscape);
            if (!report.Fits)
            {
                return new(placed, report, landscape);
            }

            var node = report.Nodes.Where(verdict => verdict.Fits).MaxBy(verdict => verdict.Node.Free(ResourceNames.Cpu))!; // it fits on one
            landscape = landscape.With(candidate, node.Node);
            placed++;
        }

        return new(placed, Homeless: null, landscape);
    }
}
