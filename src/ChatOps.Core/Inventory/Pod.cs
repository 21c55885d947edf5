using ChatOps.Inventory.Placement;

namespace ChatOps.Inventory;

/// <summary>One pod, with what the bot uses of it.</summary>
/// <param name="Status">The word kubectl prints under STATUS: "Running", "CrashLoopBackOff", "Init:0/1", "Terminating" ...</param>
/// <param name="Phase">status.phase: Pending, Running, Succeeded, Failed or Unknown.</param>
/// <param name="IsReady">Its Ready condition is true.</param>
/// <param name="ReadyContainers">Containers that are ready, of <paramref name="Containers"/> in all.</param>
/// <param name="Restarts">All restarts of its containers so far.</param>
/// <param name="LastRestart">When a container last ended and was started again, or null.</param>
/// <param name="DeletionRequested">When it was told to end (deletionTimestamp less its grace), or null while it may live.</param>
/// <param name="Grace">How long it may take to end: terminationGracePeriodSeconds, or what the deletion asked for.</param>
/// <param name="NodeName">The node it was given, or null.</param>
/// <param name="Owner">Its controller: a ReplicaSet, StatefulSet, Job ..., or null for a bare pod.</param>
/// <param name="Trouble">Why it is not well, in Kubernetes' own words (waiting message, Unschedulable message), or null.</param>
public sealed record Pod(
    string Namespace,
    string Name,
    string Uid,
    Labels Labels,
    string Status,
    string Phase,
    bool IsReady,
    int ReadyContainers,
    int Containers,
    int Restarts,
    DateTimeOffset? LastRestart,
    DateTimeOffset CreatedAt,
    DateTimeOffset? DeletionRequested,
    TimeSpan Grace,
    string? NodeName,
    Owner? Owner,
    string? Trouble)
{
    /// <summary>The names of the claims in its namespace that it mounts.</summary>
    public ValueList<string> Claims { get; init; } = [];

    /// <summary>Every label, as selectors see it.</summary>
    public LabelSet AllLabels { get; init; } = LabelSet.None;

    /// <summary>What it asks of its node.</summary>
    public PodDemand Demand { get; init; } = PodDemand.None;

    /// <summary>Since when its Ready condition has been true, or null while it isn't.</summary>
    public DateTimeOffset? ReadySince { get; init; }

    /// <summary>Since when its Ready condition has been false, or null while it isn't, or before anybody said so.</summary>
    public DateTimeOffset? UnreadySince { get; init; }

    /// <summary>The container that does the pod's work, beside which others only help: the first. Empty while unknown.</summary>
    public string MainContainer { get; init; } = "";

    /// <summary>The container that is not as it should be, or else the one that ended last; null when none ever did.</summary>
    public AilingContainer? Ailing { get; init; }

    /// <summary>Who has to be done with it before it goes, once it was told to end.</summary>
    public ValueList<string> Finalizers { get; init; } = [];

    /// <summary>
    /// While there are any the scheduler does not look at it
    /// (https://kubernetes.io/docs/concepts/scheduling-eviction/pod-scheduling-readiness/).
    /// </summary>
    public ValueList<string> Gates { get; init; } = [];

    /// <summary>The node that the scheduler keeps room on for it while others, which had to make way, end there; null for none.</summary>
    public string? KeptRoomOn { get; init; }

    public bool IsTerminating => DeletionRequested is not null;

    /// <summary>It ended by itself, as pods of jobs and tasks do.</summary>
    public bool IsFinished => Phase is "Succeeded" or "Failed";

    public override string ToString() => Name;
}

/// <summary>The labels by which the platform's charts say what a thing is.</summary>
/// <param name="Release">The Airflow deployment's or the platform's release name, or null.</param>
/// <param name="Component">scheduler, webserver, worker ..., or null.</param>
/// <param name="Tier">"airflow" for deployments, "astronomer", "monitoring" ... for the platform, or null.</param>
/// <param name="IsTask">A pod that Airflow made for one task (Kubernetes executor or pod operator).</param>
public sealed record Labels(string? Release, string? Component, string? Tier, bool IsTask = false)
{
    private const string AirflowTier = "airflow";

    /// <summary>Of an Airflow deployment; all else is the platform's.</summary>
    public bool IsAirflow => Tier is AirflowTier && Release is not null;

    /// <summary>What commands call the deployment that a thing belongs to, or "platform".</summary>
    public string AreaName => this is { IsAirflow: true, Release: { } release } ? release : "platform";

    public static Labels None { get; } = new(Release: null, Component: null, Tier: null);
}

/// <summary>The controller of an object.</summary>
public sealed record Owner(string Kind, string Name, string Uid);
