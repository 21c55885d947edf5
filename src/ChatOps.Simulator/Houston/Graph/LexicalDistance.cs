namespace ChatOps.Simulator.Houston.Graph;

/// <summary>Which names graphql-js takes for what was meant: those within half of either's letters, whatever their case.</summary>
internal static class LexicalDistance
{
    /// <summary>The near ones, the nearest first.</summary>
    public static IReadOnlyList<string> Near(string typed, IEnumerable<string> known) =>
    [
        .. known.Select(name => (Name: name, Distance: Between(typed.ToLowerInvariant(), name.ToLowerInvariant())))
            .Where(found => found.Distance <= Math.Max(Math.Max(typed.Length / 2.0, found.Name.Length / 2.0), 1))
            .OrderBy(found => found.Distance)
            .Select(found => found.Name),
    ];

    /// <summary>How many letters must be added, taken away or changed.</summary>
    private static int Between(string one, string other)
    {
        var row = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                var cost = one[i - 1] == other[j - 1] ? 0 : 1;
                (diagonal, row[j]) = (row[j], Math.Min(Math.Min(row[j] + 1, row[j - 1] + 1), diagonal + cost));
            }
        }

        return row[^1];
    }
}
