using System.Collections.Immutable;
using System.Text.Json.Serialization;
using ChatOps.Chat;
using ChatOps.Commands;
using ChatOps.Diagnosing;
using ChatOps.Inventory;
using ChatOps.Operations.Volumes;

namespace ChatOps.Operations.Recovering;

/// <summary>Which rung is taken for what reason, and what it changes and costs.</summary>
/// <param name="Component">"prometheus".</param>
/// <param name="Place">Whose: "the platform", "zodiac-cosmo-1172".</param>
/// <param name="Deployment">The Airflow deployment, or null for the platform.</param>
/// <param name="Finding">What the diagnosis said, without its evidence, which changes by itself.</param>
/// <param name="Container">The container that counts; the others are side-cars.</param>
/// <param name="Workload">The StatefulSet, with the pods it is to have in the end.</param>
/// <param name="WasStopped">It was scaled to no pods when this was planned.</param>
/// <param name="Replaced">The pods that are made anew; of a stopped workload none.</param>
/// <param name="Volumes">What goes; of a rung that loses nothing none.</param>
/// <param name="HistoryDays">How many days of metrics Prometheus has, which grows with them; null for other components.</param>
/// <param name="Memory">What is raised, or null.</param>
/// <param name="MemoryStays">Why it isn't raised though the rung would, or null.</param>
/// <param name="Expected">How long this usually takes.</param>
public sealed record RecoverPlan(
    string Component,
    string Place,
    string? Deployment,
    [property: JsonConverter(typeof(JsonStringEnumConverter<Rung>))] Rung Rung,
    string Finding,
    string Container,
    StoppedWorkload Workload,
    bool WasStopped,
    ImmutableList<StoppedPod> Replaced,
    ImmutableList<LostVolume> Volumes,
    int? HistoryDays,
    MemoryRaise? Memory,
    string? MemoryStays,
    TimeSpan Expected) : IPlan
{
    /// <summary>The cause that <see cref="Finding"/> tells in words; null in a plan of a version that kept the words alone.</summary>
    [JsonConverter(typeof(JsonStringEnumConverter<Cause>))]
    public Cause? Cause { get; init; }

    /// <inheritdoc cref="Diagnosis.LastEnd"/>
    public string? LastEnd { get; init; }

    /// <summary>What could not be looked at, a sentence each; null when all was seen, as in a plan of a version before this.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImmutableList<string>? Unseen { get; init; }

    /// <summary>Every pod was ready, so one is made anew after the other; in a plan of a version before this, all at once.</summary>
    public bool IsOneByOne { get; init; }

    /// <summary>Since when it has not been well, as of when this was planned; null where it was, or nobody knows.</summary>
    public DateTimeOffset? AwaySince { get; init; }

    /// <summary>How long it has to stay well to count as recovered; null in a plan of a version before this.</summary>
    public TimeSpan? StableFor { get; init; }

    [JsonIgnore]
    public IPlan Timeless => this with { HistoryDays = null, AwaySince = null, Unseen = null };

    public Risk Risk => Rung.LosesData() ? Risk.Destructive : Risk.Disruptive;

    public string Subject => $"{Component} of {Place}";

    public string Target => OperationTarget.Of(Workload.Reference);

    public string Namespace => Workload.Reference.Namespace;

    /// <summary>What somebody types who wants that rung.</summary>
    public string CommandFor(Rung rung) =>
        $"recover {Component}{(Deployment is null ? "" : $" {Deployment}")} --from {rung.Word()}";

    public Message Describe(Message message) => RecoverPlanMessage.Describe(this, message);

    public Message Foretell(Message message) => message.Field("Usually takes", $"about {Words.Of(Expected)}");

    public Message Accompany(Message message, Operation operation, DateTimeOffset now) =>
        new RecoveryCourse(this, operation, now).AddTo(message);

    public string? AtStake => RecoverPlanMessage.AtStake(this);

    /// <summary>The workload as it is now; one made anew by the same name is another.</summary>
    internal Workload? Find(IInventory inventory) =>
        inventory.Workloads.FirstOrDefault(workload => workload.Uid == Workload.Reference.Uid);

    /// <summary>Made after this was planned.</summary>
    internal bool IsNew(Pod pod) => !Workload.Pods.Exists(old => old.Uid == pod.Uid);

    internal Problem Removed() => Problem.Conflict(
        $"{Workload.Reference.Kind} {Workload.ShortName} was removed meanwhile.", "If it was redeployed, ask again.");

    internal ComponentWords Meaning => ComponentWords.Of(new Component(Component));
}
