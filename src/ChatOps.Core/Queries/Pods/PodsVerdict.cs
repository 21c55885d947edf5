namespace ChatOps.Queries.Pods;

/// <summary>How the pods are, in one line.</summary>
internal static class PodsVerdict
{
    private const int MostNamed = 2;

    public static string OfOne(PodGroup group) => Verdict(group.Count, group.Unwell, $" of {group.Area}");

    public static string OfAll(IReadOnlyList<PodGroup> groups)
    {
        var unwell = groups.Where(group => group.Unwell > 0).OrderByDescending(group => group.Unwell).ToList();
        var verdict = Verdict(groups.Sum(group => group.Count), unwell.Sum(group => group.Unwell), "");
        return unwell.Count == 0 ? verdict : $"{verdict}: {string.Join(", ", Places(unwell))}";
    }

    private static IEnumerable<string> Places(List<PodGroup> unwell)
    {
        foreach (var group in unwell.Take(MostNamed))
        {
            yield return $"{group.Unwell} in {group.Area}";
        }

        if (unwell.Count > MostNamed)
        {
            var rest = unwell.Skip(MostNamed).Sum(group => group.Unwell);
            yield return $"{rest} in {unwell.Count - MostNamed} more";
        }
    }

    private static string Verdict(int count, int unwell, string whose) => (count, unwell) switch
    {
        (0, _) => $"I see no pods{whose}",
        (1, 0) => $"The one pod{whose} is well",
        (1, _) => $"The one pod{whose} is not well",
        (_, 0) => $"All {count:N0} pods{whose} are well",
        (_, 1) => $"1 of {count:N0} pods{whose} is not well",
        _ => $"{unwell:N0} of {count:N0} pods{whose} are not well",
    };
}
