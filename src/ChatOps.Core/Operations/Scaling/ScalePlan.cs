using ChatOps.Chat;
using ChatOps.Inventory;

namespace ChatOps.Operations.Scaling;

/// <summary>How many pods a workload, pinned to its UID, is to have. It holds for the size it had when this was planned only.</summary>
/// <param name="Subject">"worker of zodiac-cosmo-1172".</param>
/// <param name="Release">What the names of its objects begin with, or null.</param>
/// <param name="Grace">How long the pods that go may take to end; none where none go.</param>
/// <param name="DropsClaims">The claims of the pods that go are deleted, with their data.</param>
/// <param name="NodesLack">Why not all pods find a node now, where that was asked for anyway; null where all do.</param>
public sealed record ScalePlan(
    string Subject,
    string? Release,
    WorkloadReference Workload,
    int From,
    int To,
    TimeSpan Grace,
    bool DropsClaims,
    string? NodesLack) : IPlan
{
    /// <summary>What the autoscaler's status says to that, in a sentence; null where it says nothing.</summary>
    public string? Growth { get; init; }

    /// <summary>The autoscaler writes its status every few seconds.</summary>
    IPlan IPlan.Timeless => this with { Growth = null };

    /// <summary>No pods at all is an outage, and claims that go are lost.</summary>
    public Risk Risk => To == 0 || DropsClaims ? Risk.Destructive : Risk.Disruptive;

    public string Target => OperationTarget.Of(Workload);

    public string Namespace => Workload.Namespace;

    public string ShortName => Inventory.ShortName.Of(Workload.Name, Release);

    public string? AtStake => (To, DropsClaims) switch
    {
        (_, true) => $"Lost for good: the volumes of the pods of {Subject} that go.",
        (0, _) => $"An outage: nothing of {Subject} runs until it is scaled back.",
        _ => null,
    };

    public Message Describe(Message message) => message.Field("Pods", $"{From} -> {To}");

    public Message Foretell(Message message)
    {
        message = To == 0 ? message.Warning($"Nothing of {Subject} runs then, until it is scaled back.") : message;
        message = DropsClaims
            ? message.Warning("The volumes of the pods that go are deleted with them (persistentVolumeClaimRetentionPolicy).")
            : message;
        message = NodesLack is null
            ? message
            : message.Warning($"Without a new node not all will run: {NodesLack}.{(Growth is null ? "" : $" {Growth}")}");
        return message.Text("The next deploy may set its own number again.");
    }
}
