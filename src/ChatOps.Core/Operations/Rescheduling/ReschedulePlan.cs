using System.Collections.Immutable;
using ChatOps.Chat;
using ChatOps.Inventory;

namespace ChatOps.Operations.Rescheduling;

/// <summary>Which pod is deleted first, pinned to its UID, and how its successors are known.</summary>
/// <param name="Subject">"pod worker-0 of zodiac-cosmo-1172".</param>
/// <param name="Release">What the names of its objects begin with, or null.</param>
/// <param name="Workload">Who makes the successors.</param>
/// <param name="Grace">How long a pod of it may take to end.</param>
/// <param name="From">The node it is on, or null.</param>
/// <param name="Takers">Some of the nodes that would take it now.</param>
/// <param name="SiblingUids">The workload's other pods, which stay: no successors.</param>
public sealed record ReschedulePlan(
    string Subject,
    string? Release,
    PodKey Pod,
    WorkloadReference Workload,
    int Attempts,
    TimeSpan Grace,
    string? From,
    ImmutableList<string> Takers,
    ImmutableList<string> SiblingUids) : IPlan
{
    /// <summary>It ends one pod gracefully, as a restart does.</summary>
    public Risk Risk => Risk.Disruptive;

    public string Target => OperationTarget.Of(Workload);

    public string Namespace => Workload.Namespace;

    public string ShortName => Inventory.ShortName.Of(Pod.Name, Release);

    public Message Describe(Message message) => message.Field("Is", From is null ? "without a node" : $"on {From}");

    public Message Foretell(Message message) => message
        .Field("Could go to", string.Join(", ", Takers))
        .Field("Deleted", $"{Words.Count(Attempts, "time")} at most, until it is ready");

    /// <summary>The pod that is followed: the one by the same name, or the newest that is neither the first nor a sibling.</summary>
    internal Pod? Find(IInventory inventory)
    {
        var pods = inventory.PodsOf(Workload).Where(pod => !pod.IsFinished);
        return Workload.Kind is "StatefulSet"
            ? pods.FirstOrDefault(pod => pod.Name == Pod.Name)
            : pods.Where(pod => pod.Uid != Pod.Uid && !SiblingUids.Contains(pod.Uid)).MaxBy(pod => pod.CreatedAt);
    }
}
