using System.Text.RegularExpressions;
using ChatOps.Inventory;
using ChatOps.Quotas;

namespace ChatOps.Diagnosing;

/// <summary>In words, without a full stop, what the makers of pods noted when they could not make one.</summary>
internal static partial class MakersWords
{
    /// <param name="refused">Null where nothing was noted.</param>
    /// <param name="room">What the quotas leave now; the pods are known to have room in it as far as it is worked out.</param>
    public static string Of(ClusterEvent? refused, QuotaRoom room) => refused switch
    {
        null => "its controller has not made them, and nothing says why",
        _ when Says(refused, "exceeded quota") => HasRoomNow(refused, room)
            ? "a quota refused them a while ago, and has room now: its controller tries again by itself"
            : $"a quota refuses them: {Wording.OneLine(refused.Message)}",
        _ when Says(refused, "admission webhook") => $"an admission webhook refuses them: {Wording.OneLine(refused.Message)}",
        _ when Says(refused, "usage per ") => $"a limit range refuses them: {Wording.OneLine(refused.Message)}",
        _ => $"they may not be created: {Wording.OneLine(refused.Message)}",
    };

    private static bool Says(ClusterEvent refused, string words) => refused.Message.Contains(words, StringComparison.Ordinal);

    /// <summary>Only where each resource that was short is worked out: quotas with scopes are not, nor those of services.</summary>
    private static bool HasRoomNow(ClusterEvent refused, QuotaRoom room)
    {
        var match = Exceeded().Match(refused.Message);
        return match.Success && match.Groups["requested"].Value.Split(',', StringSplitOptions.RemoveEmptyEntries)
            .Select(amount => amount.Split('=')[0])
            .All(resource => QuotaCharge.Covers(resource)
                && room.Lines.Any(line => line.Quota.Name == match.Groups["quota"].Value && line.Resource == resource));
    }

    // k8s.io/apiserver, plugin/pkg/admission/resourcequota, CheckRequest.
    [GeneratedRegex(@"exceeded quota: (?<quota>[^,\s]+), requested: (?<requested>[^\s]+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Exceeded();
}
