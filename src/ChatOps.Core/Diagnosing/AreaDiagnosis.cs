using System.Collections.Immutable;
using ChatOps.Chat;
using ChatOps.Fitting;
using ChatOps.Inventory;

namespace ChatOps.Diagnosing;

/// <summary>The answer about a whole deployment: pods that are missing, then those that wait, then those that are not well.</summary>
internal sealed class AreaDiagnosis(
    Area area, IInventory inventory, PlaceDiagnosis place, PodExaminer examiner, DateTimeOffset now)
{
    /// <summary>Each is looked at from afar, so no more than can be within the time for that.</summary>
    private const int MostExamined = 5;
    private const int MostExplained = 5;
    private const int MostButtons = 5;

    public async Task<Message> AnswerAsync(CancellationToken cancellationToken)
    {
        var missing = await place.AbsencesAsync(area.Workloads.OrderBy(workload => workload.Name, StringComparer.Ordinal), cancellationToken);
        var unwell = area.Pods.Where(pod => !pod.IsFinished && !pod.IsWell(now))
            .OrderBy(pod => !PlaceDiagnosis.IsWaiting(pod))
            .ThenBy(pod => pod.Name, StringComparer.Ordinal)
            .ToList();
        if (missing.Count + unwell.Count == 0)
        {
            return Message.Titled($"{area} is well: every pod that is to be there is, and all are well", Tone.Good);
        }

        var message = Message.Titled(Title(missing.Sum(absence => absence.Pods), unwell), Tone.Bad);
        message = missing.Aggregate(message, (answer, absence) => answer.Warning(absence.Words(area.Release)));
        var waiting = unwell.Where(PlaceDiagnosis.IsWaiting).Take(MostExplained).Select(pod => FitExplanation.Of(pod, inventory).Verdict);
        var examined = await Task.WhenAll(unwell.Where(pod => !PlaceDiagnosis.IsWaiting(pod)).Take(MostExamined)
            .Select(async pod => $"{Short(pod)}: {(await examiner.ExamineAsync(pod, cancellationToken)).Summary}"));
        ImmutableList<string> lines = [.. waiting, .. examined];
        message = lines is [] ? message : message.Text(string.Join('\n', lines.Select(line => $"{line}.")));
        return unwell.Take(MostButtons).Aggregate(message, (answer, pod) => answer.Button(Closer(pod)));
    }

    private string Title(int missing, List<Pod> unwell)
    {
        var waiting = unwell.Count(PlaceDiagnosis.IsWaiting);
        string[] counts =
        [
            .. missing == 0 ? [] : (string[])[$"{Words.Count(missing, "pod")} missing"],
            .. waiting == 0 ? [] : (string[])[$"{waiting} without a node"],
            .. unwell.Count == waiting ? [] : (string[])[$"{unwell.Count - waiting} not well"],
        ];
        return $"{area}: {string.Join(", ", counts)}";
    }

    private Button Closer(Pod pod)
    {
        var label = Short(pod);
        return new(label.Length > 25 ? $"Why {label[..22]}..." : $"Why {label}", $"diagnose {pod.Namespace}/{pod.Name}");
    }

    private string Short(Pod pod) => ShortName.Of(pod.Name, area.Release);
}
