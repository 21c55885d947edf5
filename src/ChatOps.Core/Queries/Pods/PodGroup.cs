using System.Collections.Immutable;
using ChatOps.Chat;
using ChatOps.Inventory;

namespace ChatOps.Queries.Pods;

/// <summary>The pods of one area at one moment, apart by how they are.</summary>
internal sealed class PodGroup
{
    /// <summary>Finished pods up to this many are listed; more are only counted.</summary>
    private const int FewFinished = 3;

    private const int MostTroubles = 10;
    private const int MostNamesOfTrouble = 3;
    private const int LongestTrouble = 200;

    private static readonly ImmutableList<string> Headers = ["NAME", "READY", "STATUS", "RESTARTS", "AGE"];

    private readonly DateTimeOffset _now;
    private readonly string? _release;
    private readonly List<Pod> _unwell = [];
    private readonly List<Pod> _well = [];
    private readonly List<Pod> _finished = [];

    public PodGroup(Area area, DateTimeOffset now)
    {
        Area = area;
        _now = now;
        _release = area.Release;
        foreach (var pod in area.Pods)
        {
            Place(pod).Add(pod);
        }
    }

    public Area Area { get; }

    /// <summary>All but those that finished well.</summary>
    public int Count => _unwell.Count + _well.Count;

    public int Unwell => _unwell.Count;

    public int Finished => _finished.Count;

    /// <summary>"zodiac-cosmo-1172: 2 of 7 pods not well, 1 ending".</summary>
    public string Caption
    {
        get
        {
            var ending = _well.Count(pod => pod.IsTerminating);
            var verdict = (Count, Unwell) switch
            {
                (0, _) => "no pods",
                (1, 0) => "1 pod, well",
                (_, 0) => $"{Count} pods, all well",
                _ => $"{Unwell} of {Words.Count(Count, "pod")} not well",
            };
            return $"{Heading}: {verdict}{Also(ending, "ending")}{Also(Finished, "finished")}";
        }
    }

    /// <summary>The pods to list, those that are not well first, then by name.</summary>
    public IReadOnlyList<Pod> Listed(bool onlyUnwell) => onlyUnwell
        ? [.. ByName(_unwell)]
        : [.. ByName(_unwell), .. ByName(_well), .. Finished > FewFinished ? [] : ByName(_finished)];

    /// <summary>What <c>kubectl get pods</c> prints; names lose the release that the caption says, for phones are narrow.</summary>
    public TablePart Table(IEnumerable<Pod> pods) =>
        new(Caption, Headers, [.. pods.Select(Row)]) { More = $"pods {Area.Name}" };

    /// <summary>Why pods are not well: one line for each reason, with the pods that have it; empty when all are well.</summary>
    public IReadOnlyList<string> Troubles()
    {
        var reasons = ByName(_unwell).GroupBy(pod => pod.Why(_now), StringComparer.Ordinal).ToList();
        var lines = reasons.Take(MostTroubles).Select(reason => $"{Names([.. reason])}: {Short(reason.Key)}");
        return reasons.Count > MostTroubles
            ? [.. lines, $"and {reasons.Count - MostTroubles} more reasons"]
            : [.. lines];
    }

    private string Heading => Area.IsPlatform && _release is not null ? $"platform ({_release})" : Area.Name.Value;

    private List<Pod> Place(Pod pod)
    {
        if (!pod.IsWell(_now))
        {
            return _unwell;
        }

        return pod.Phase is "Succeeded" ? _finished : _well;
    }

    private ImmutableList<string> Row(Pod pod) =>
    [
        ShortName(pod),
        $"{pod.ReadyContainers}/{pod.Containers}",
        pod.Status,
        Restarts(pod),
        (_now - pod.CreatedAt).ToKubernetesWords(),
    ];

    private string Restarts(Pod pod) => pod is { Restarts: > 0, LastRestart: { } last }
        ? $"{pod.Restarts} ({(_now - last).ToKubernetesWords()} ago)"
        : $"{pod.Restarts}";

    private string ShortName(Pod pod)
    {
        var isPrefixed = _release is not null
            && pod.Name.Length > _release.Length + 1
            && pod.Name.StartsWith(_release, StringComparison.Ordinal)
            && pod.Name[_release.Length] == '-';
        return isPrefixed ? pod.Name[(_release!.Length + 1)..] : pod.Name; // prefixed only where there is a release
    }

    private string Names(IReadOnlyList<Pod> pods)
    {
        var names = string.Join(", ", pods.Take(MostNamesOfTrouble).Select(ShortName));
        return pods.Count > MostNamesOfTrouble ? $"{names} and {pods.Count - MostNamesOfTrouble} more" : names;
    }

    private static string Short(string text) => text.Length > LongestTrouble ? $"{text[..LongestTrouble]}..." : text;

    private static IEnumerable<Pod> ByName(List<Pod> pods) => pods.OrderBy(pod => pod.Name, StringComparer.Ordinal);

    private static string Also(int count, string what) => count == 0 ? "" : $", {count} {what}";
}
