using System.Collections.Immutable;
using ChatOps.Inventory;

namespace ChatOps.Diagnosing;

/// <summary>The findings that speak for a verdict, a line each, the strongest first.</summary>
internal static class EvidenceLines
{
    private const int MostEvents = 3;
    private const int LastWords = 3;
    private const double Gibibyte = 1L << 30;

    public static ImmutableList<string> Of(Findings findings, Verdict verdict) =>
    [
        .. End(findings), .. State(findings), .. Log(findings, verdict), .. Events(findings), .. Volume(findings),
        .. Page(findings), .. Silence(findings),
    ];

    private static IEnumerable<string> End(Findings findings)
    {
        if (findings is not { Ailing: { } ailing, LastEnd: { } end })
        {
            yield break;
        }

        var lasted = end.FinishedAt - end.StartedAt is { } span ? $" after {span.ToKubernetesWords()}" : "";
        var ago = findings.Now - end.FinishedAt is { } since ? $", {since.ToKubernetesWords()} ago" : "";
        yield return $"{ailing.Name} ended with {end.Words}{lasted}{ago}; {Restarts(ailing)}";
    }

    private static string Restarts(AilingContainer ailing) =>
        ailing.Restarts is 0 ? "not restarted yet" : Words.Count(ailing.Restarts, "restart");

    private static IEnumerable<string> State(Findings findings)
    {
        var pod = findings.Pod;
        if (pod is { Phase: "Pending", NodeName: null, Trouble: { } trouble })
        {
            yield return Wording.OneLine(trouble);
        }
        else if (findings.Ailing is { Waiting: { } waiting } ailing)
        {
            // The message of a back-off only repeats the names and the UID.
            var message = waiting is "CrashLoopBackOff" ? null : ailing.Message;
            yield return Wording.OneLine($"{ailing.Name} waits: {waiting}{(message is null ? "" : $": {message}")}");
        }
        else if (!findings.IsWell)
        {
            yield return Wording.OneLine($"now: {pod.Why(findings.Now)}");
        }
    }

    private static IEnumerable<string> Log(Findings findings, Verdict verdict)
    {
        if (verdict.Proof is { } proof)
        {
            return [$"log: {Wording.OneLine(proof)}"];
        }

        return verdict.Cause is Cause.Unknown or Cause.LivenessKilled
            ? findings.Log.TakeLast(LastWords).Select(line => $"log: {Wording.OneLine(line.Text)}")
            : [];
    }

    private static IEnumerable<string> Events(Findings findings) => findings.Events
        .Where(each => (each.IsWarning && each.Reason is not "BackOff") || each is { Reason: "Killing", IsWarning: false })
        .Where(each => !findings.IsWell && each.Message != findings.Pod.Trouble)
        .TakeLast(MostEvents)
        .Select(each => $"event: {each.Reason}{(each.Count > 1 ? $" ({each.Count} times)" : "")}: {Wording.OneLine(each.Message)}");

    private static IEnumerable<string> Volume(Findings findings)
    {
        if (findings.Fill is { } fill)
        {
            yield return $"volume: {fill.UsedBytes / Gibibyte:0.#} of {fill.CapacityBytes / Gibibyte:0.#} GiB used ({fill.Percent} %)";
        }
    }

    private static IEnumerable<string> Page(Findings findings)
    {
        if (findings.Page is { } page)
        {
            yield return Wording.OneLine($"its readiness page answers {page.Status}: {page.Text}");
        }
    }

    private static IEnumerable<string> Silence(Findings findings)
    {
        if (findings is { IsWell: true, Log: [.., var last] })
        {
            yield return $"the last line of its log is {(findings.Now - last.Time).ToKubernetesWords()} old";
        }
    }
}
