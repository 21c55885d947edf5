using System.ComponentModel.DataAnnotations;

namespace ChatOps.Adapters.Cluster;

/// <summary>Where the cluster is.</summary>
public enum ClusterMode
{
    /// <summary>The simulated cluster that the host brings along.</summary>
    Simulated,

    /// <summary>The cluster that a kubeconfig names.</summary>
    Kubeconfig,

    /// <summary>The cluster that the bot itself runs in, by its pod's service account.</summary>
    InCluster,
}

/// <summary>The section "Cluster".</summary>
public sealed class ClusterOptions
{
    public const string Section = "Cluster";

    /// <summary>The setting that tells where the simulated cluster writes its kubeconfig.</summary>
    public const string SimulatedKubeconfigKey = "Simulator:Kubeconfig";

    [EnumDataType(typeof(ClusterMode), ErrorMessage = "Cluster:Mode must be Simulated, Kubeconfig or InCluster.")]
    public ClusterMode Mode { get; set; } = ClusterMode.Simulated;

    /// <summary>The kubeconfig's path, in the mode of that name.</summary>
    public string? Kubeconfig { get; set; }

    /// <summary>The context in it, or null for its current one.</summary>
    public string? Context { get; set; }

    /// <summary>
    /// The only namespaces that the bot looks into and works in: what the roles of its service account are for. None for all,
    /// those to come included.
    /// </summary>
    public IReadOnlyList<string> Namespaces { get; set; } = [];

    /// <summary>
    /// The capabilities whose rights the bot's account must have, by their names in the chart's values; the chart sets it. Others
    /// may be lacking without a word of complaint from <c>chatops doctor</c>.
    /// </summary>
    public IReadOnlyList<string> Capabilities { get; set; } = [];

    /// <summary>
    /// How long a watch lasts before it is opened anew, in whole seconds: 5 s to 1 hour. A dead connection that nobody
    /// closed is noticed 10 s after that at the latest.
    /// </summary>
    [Range(
        typeof(TimeSpan), "00:00:05", "01:00:00",
        ErrorMessage = "Cluster:WatchTimeout must be 00:00:05 to 01:00:00.")]
    public TimeSpan WatchTimeout { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>From <see cref="SimulatedKubeconfigKey"/>; the simulated cluster writes it when it starts.</summary>
    public string SimulatedKubeconfig { get; set; } = "data/simulator.kubeconfig";
}
