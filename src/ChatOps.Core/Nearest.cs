namespace ChatOps;

/// <summary>Finds what somebody most likely meant by a word that names nothing.</summary>
public static class Nearest
{
    /// <summary>Longer words are nobody's slip of the finger, and comparing them would cost too much.</summary>
    private const int LongestWord = 64;

    /// <summary>
    /// The candidates nearest to a word, best first: those that begin with it, those that contain it, then those that
    /// are at most a third of its letters away. Letter case does not matter.
    /// </summary>
    /// <param name="count">How many to return at most.</param>
    public static IReadOnlyList<string> To(string word, IEnumerable<string> candidates, int count = 1)
    {
        if (word.Length is 0 or > LongestWord)
        {
            return [];
        }

        var farthest = Math.Max(1, word.Length / 3);
        return
        [
            .. candidates
                .Select(candidate => (Name: candidate, Distance: Rank(word, candidate, farthest)))
                .Where(ranked => ranked.Distance <= farthest)
                .OrderBy(ranked => ranked.Distance)
                .ThenBy(ranked => ranked.Name, StringComparer.Ordinal)
                .Select(ranked => ranked.Name)
                .Distinct(StringComparer.Ordinal)
                .Take(count),
        ];
    }

    /// <summary>
    /// How many letters must be added, left out, replaced or swapped with their neighbour to turn one word into the
    /// other (Damerau and Levenshtein's distance, no pair edited twice), ignoring case.
    /// </summary>
    public static int Distance(string from, string to)
    {
        var beforeLast = new int[to.Length + 1];
        var last = Enumerable.Range(0, to.Length + 1).ToArray();
        var current = new int[to.Length + 1];
        for (var row = 1; row <= from.Length; row++)
        {
            current[0] = row;
            for (var column = 1; column <= to.Length; column++)
            {
                var replaced = last[column - 1] + (Same(from[row - 1], to[column - 1]) ? 0 : 1);
                current[column] = Math.Min(replaced, Math.Min(last[column], current[column - 1]) + 1);
                if (row > 1 && column > 1
                    && Same(from[row - 1], to[column - 2]) && Same(from[row - 2], to[column - 1]))
                {
                    current[column] = Math.Min(current[column], beforeLast[column - 2] + 1);
                }
            }

            (beforeLast, last, current) = (last, current, beforeLast);
        }

        return last[to.Length];
    }

    private static int Rank(string word, string candidate, int farthest)
    {
        if (word.Length > 1 && candidate.StartsWith(word, StringComparison.OrdinalIgnoreCase))
        {
            return 0;
        }

        if (word.Length > 2 && candidate.Contains(word, StringComparison.OrdinalIgnoreCase))
        {
            return 1;
        }

        return Math.Abs(word.Length - candidate.Length) > farthest ? int.MaxValue : Distance(word, candidate);
    }

    private static bool Same(char one, char other) => char.ToLowerInvariant(one) == char.ToLowerInvariant(other);
}
