using ChatOps.Fitting;

namespace ChatOps.Quotas;

/// <summary>What pods take that come beside those there are: "1 pod: 500m CPU, 1920Mi memory".</summary>
internal static class SurgeWords
{
    public static string Of(Candidate pod, int pods)
    {
        var each = pod.Demand.Requests.All.Where(amount => amount.Value > 0)
            .Select(amount => $"{AmountWords.InManifest(amount.Name, amount.Value * pods)} {AmountWords.NameOf(amount.Name)}")
            .ToList();
        var count = Words.Count(pods, "pod");
        return each.Count == 0 ? count : $"{count}: {string.Join(", ", each)}";
    }
}
