using ChatOps.Inventory;
using Microsoft.Extensions.Options;

namespace ChatOps.Diagnosing;

/// <summary>Gathers all that can be seen of one pod, at the same time and within one limit, and judges it.</summary>
internal sealed class PodExaminer(
    IInventory inventory,
    IPodLogs logs,
    IEvents events,
    IStorageFills fills,
    IPodPages pages,
    IConfigFiles files,
    IOptions<DiagnosisOptions> options,
    TimeProvider time)
{
    private const int LogLines = 100;
    private const int PrometheusPort = 9090;
    private const string Prometheus = "prometheus";
    private const string Scheduler = "scheduler";

    public async Task<Diagnosis> ExamineAsync(Pod pod, CancellationToken cancellationToken)
    {
        using var looks = new FarLooks(options.Value.LookFor, time, cancellationToken);
        return await ExamineAsync(pod, time.GetUtcNow(), looks);
    }

    public async Task<Diagnosis> ExamineAsync(Pod pod, DateTimeOffset now, FarLooks looks)
    {
        var findings = await LookAsync(pod, now, looks);
        var verdict = Silent(findings) ?? Verdicts.Of(findings);
        var (mistake, unseen) = await WithLineAsync(verdict.Mistake, findings, looks);
        return new Diagnosis(
            verdict.Cause,
            verdict.Summary,
            EvidenceLines.Of(findings, verdict),
            PodKey.Of(pod),
            pod.Ailing?.Name,
            findings.Fill)
        {
            Unseen = unseen is null ? findings.Unseen : findings.Unseen.Add(unseen),
            Mistake = mistake,
            LastEnd = findings.LastEnd?.Words,
            WayOut = verdict.WayOut,
        };
    }

    private async Task<Findings> LookAsync(Pod pod, DateTimeOffset now, FarLooks looks)
    {
        var (log, happened) = (LogAsync(pod, now, looks), EventsAsync(pod, now, looks));
        var (fill, page) = (FillAsync(pod, looks), PageAsync(pod, looks));
        await Task.WhenAll(log, happened, fill, page);
        return new Findings(pod, now)
        {
            Log = (await log).Value ?? [],
            Events = (await happened).Value ?? [],
            Fill = (await fill).Value,
            Page = (await page).Value,
            Hold = pod.IsOverdue(now) ? PodHold.Of(pod, inventory) : null,
            Unseen =
            [
                .. new[] { (await log).Unseen, (await happened).Unseen, (await fill).Unseen, (await page).Unseen }
                    .OfType<string>(),
            ],
        };
    }

    private Task<Seen<IReadOnlyList<LogLine>>> LogAsync(Pod pod, DateTimeOffset now, FarLooks looks)
    {
        if (Findings.StaysWell(pod, now))
        {
            return pod.Labels.Component is Scheduler && pod.MainContainer is { Length: > 0 } main
                ? TailAsync(pod, main, ContainerRun.Current, looks)
                : Seen<IReadOnlyList<LogLine>>.Nothing;
        }

        return pod.Ailing is { } ailing && (ailing.LastEnd is not null || ailing.IsRunning)
            ? TailAsync(pod, ailing.Name, ailing.LastRun, looks)
            : Seen<IReadOnlyList<LogLine>>.Nothing;
    }

    private Task<Seen<IReadOnlyList<LogLine>>> TailAsync(Pod pod, string container, ContainerRun run, FarLooks looks) =>
        looks.AtAsync($"The log of {container}", stop => logs.TailAsync(PodKey.Of(pod), container, run, LogLines, stop));

    private Task<Seen<IReadOnlyList<ClusterEvent>>> EventsAsync(Pod pod, DateTimeOffset now, FarLooks looks) =>
        Findings.StaysWell(pod, now)
            ? Seen<IReadOnlyList<ClusterEvent>>.Nothing
            : looks.AtAsync<IReadOnlyList<ClusterEvent>>(
                "What happened to it", async stop => await events.OfAsync(pod.Namespace, pod.Uid, stop));

    private Task<Seen<StorageFill>> FillAsync(Pod pod, FarLooks looks) =>
        pod is { NodeName: { } node, Claims.Count: > 0 }
            ? looks.AtAsync("How full its volume is", stop => fills.FindFullestAsync(node, PodKey.Of(pod), stop))
            : Seen<StorageFill>.Nothing;

    /// <summary>Only a container that runs can answer, and asking another would cost the whole time.</summary>
    private Task<Seen<PodPage>> PageAsync(Pod pod, FarLooks looks) =>
        pod is { Phase: "Running", IsTerminating: false, Labels.Component: Prometheus }
        && (pod.Ailing is null || pod.Ailing.Name != pod.MainContainer || pod.Ailing.IsRunning)
            ? looks.AtAsync(
                "Its readiness page", stop => pages.GetAsync(PodKey.Of(pod), PrometheusPort, "/-/ready", stop))
            : Seen<PodPage>.Nothing;

    private Verdict? Silent(Findings findings) =>
        findings is { IsWell: true, Pod: { IsTerminating: false, Labels.Component: Scheduler }, Log: [.., var last] }
        && findings.Now - last.Time > options.Value.SilentFor
            ? new Verdict(Cause.Stuck, "It runs and counts as ready, but its log has stopped", last.Text)
            : null;

    private async Task<(ConfigMistake? Mistake, string? Unseen)> WithLineAsync(
        ConfigMistake? mistake, Findings findings, FarLooks looks)
    {
        if (mistake is not { File: { } path, Text: null } || findings.Ailing is not { } ailing)
        {
            return (mistake, null);
        }

        var seen = await looks.AtAsync(
            $"The file {path}", stop => files.FindAsync(PodKey.Of(findings.Pod), ailing.Name, path, stop));
        return (seen.Value is { } file ? WithLine(mistake, file) : mistake, seen.Unseen);
    }

    private static ConfigMistake WithLine(ConfigMistake mistake, ConfigFile file) => mistake with
    {
        ConfigMap = file.ConfigMap,
        Text = mistake.Line is { } line && file.Text.Split('\n').ElementAtOrDefault(line - 1) is { } text
            ? SecretMask.Hide(text.TrimEnd())
            : null,
    };
}
