using System.Collections.Immutable;
using ChatOps.Chat;

namespace ChatOps.Operations.Restarting;

/// <summary>Which pods are replaced, each pinned to its UID.</summary>
/// <param name="WorkloadKind">"Deployment" or "StatefulSet": who makes the successors.</param>
/// <param name="Pods">In the order in which they are replaced.</param>
/// <param name="FinishesTasks">The pods are Celery workers, which finish their running tasks first.</param>
/// <param name="Force">The pods are killed at once: no grace, no farewell.</param>
/// <param name="Subject">"scheduler of zodiac-cosmo-1172".</param>
/// <param name="Release">What the names of its objects begin with, or null.</param>
/// <param name="SiblingUids">The workload's other pods, which stay: no successors. Null in plans of before they were kept.</param>
public sealed record RestartPlan(
    string Subject,
    string? Release,
    string Namespace,
    string WorkloadKind,
    string WorkloadName,
    string WorkloadUid,
    ImmutableList<RestartedPod> Pods,
    bool FinishesTasks,
    bool Force,
    string? Reason,
    ImmutableList<string>? SiblingUids = null) : IPlan
{
    /// <summary>What a successor takes while the pod before it still ends; null where it takes nothing more.</summary>
    public Surge? Beside { get; init; }

    /// <summary>What most pods of the platform need to be ready again.</summary>
    private static readonly TimeSpan UsualStart = TimeSpan.FromMinutes(2);

    /// <summary>Titles and notices outlive the card: they too tell that it was no gentle restart.</summary>
    private static readonly Verb Killing = new("Forced restart", "Killing and restarting", "Killed and restarted");

    public Risk Risk => Force ? Risk.Destructive : Risk.Disruptive;

    /// <summary>Why it is wanted changes nothing about what is done.</summary>
    IPlan IPlan.Timeless => this with { Reason = null };

    /// <summary>Not a member of its own: it says nothing that the stored plan does not.</summary>
    Verb? IPlan.Verb => Force ? Killing : null;

    public string Target => $"{Namespace}/{WorkloadKind}/{WorkloadName}";

    public Message Describe(Message message)
    {
        var described = message.Field(
            Pods.Count == 1 ? "Pod" : "Pods, one at a time", string.Join('\n', Pods.Select(pod => Shorten(pod.Name))));
        return Reason is null ? described : described.Field("Reason", Reason);
    }

    public Message Foretell(Message message) => Force
        ? DescribeForce(SayGraceWouldDo(message).Field("Usually takes", Expected()))
        : DescribeGrace(SayMeanwhile(message.Field("Usually takes", Expected())));

    /// <summary>A name without the release in front, which the subject has said already: phones are narrow.</summary>
    public string Shorten(string name) =>
        Release is not null && name.StartsWith($"{Release}-", StringComparison.Ordinal) ? name[(Release.Length + 1)..] : name;

    public string? AtStake => !Force
        ? null
        : $"Lost for good: what {(Pods.Count == 1 ? "the killed pod is" : $"the {Pods.Count} killed pods are")} doing at that moment.";

    private Message SayMeanwhile(Message message) => Beside switch
    {
        null => message,
        { Lack: null } => message.Field("Takes meanwhile", $"{Beside.Needs}; quota and nodes have it"),
        { Lack: var lack } => message.Field(
            "Takes meanwhile", $"{Beside.Needs}, which is not to be had now: the successor waits until the old pod is gone. {lack}"),
    };

    private Message DescribeGrace(Message message) => FinishesTasks
        ? message.Warning(
            $"Running tasks are waited for, up to {Words.Of(LongestGrace)} a pod; "
            + "what still runs then is killed and left to Airflow's retries.")
        : message;

    private List<string> LostNodes => [.. Pods.Select(pod => pod.LostNode).OfType<string>().Distinct()];

    /// <summary>First of all: who learns that the gentle way would do need not read what the other one costs.</summary>
    private Message SayGraceWouldDo(Message message) => LostNodes.Count > 0
        ? message
        : message.Text("Its nodes are all ready, so a restart without --force should do, and needs no approval.");

    private Message DescribeForce(Message message)
    {
        var warned = message.Warning(
            $"{Words.Count(Pods.Count, "pod")} killed without grace, whatever {(Pods.Count == 1 ? "it is" : "they are")} doing"
            + (FinishesTasks ? "; running tasks are lost to Airflow's retries." : "."));
        if (WorkloadKind is "StatefulSet")
        {
            warned = warned.Warning(
                "A forced delete frees the name without the node's word: if the node still runs the old pod, two pods of "
                + "one identity may write one volume.");
        }

        return warned
            .Field("Nodes", LostNodes.Count == 0 ? "all ready" : $"not ready: {string.Join(", ", LostNodes)}")
            .Field("Goes on", $"everything but {Subject}")
            .Field("Way back", "none: what a killed pod was at is lost, its successor begins anew")
            .Table(ObjectTable.Of(Namespace, Pods.Select(pod => new ObjectRow("Pod", pod.Name, "killed, made anew", pod.Uid))));
    }

    private TimeSpan LongestGrace => Pods.Max(pod => pod.Grace);

    private string Expected()
    {
        var start = Words.Of(UsualStart * Pods.Count);
        return FinishesTasks && !Force ? $"up to {start}, and as long as running tasks take" : $"up to {start}";
    }
}

/// <param name="Grace">How long it may take to end.</param>
public sealed record RestartedPod(string Name, string Uid, TimeSpan Grace)
{
    /// <summary>The node it is on, if that is not ready or gone; null while all is well with it.</summary>
    public string? LostNode { get; init; }
}
