using ChatOps.Simulator.Store;

namespace ChatOps.Simulator.Nodes;

/// <summary>How long a component takes to come up, at speed 1.</summary>
/// <param name="Preparing">Volumes mounted, images pulled.</param>
/// <param name="UntilReady">From the start of its containers to passing the readiness probe.</param>
public sealed record ComponentProfile(TimeSpan Preparing, TimeSpan UntilReady)
{
    private static readonly ComponentProfile Default = Seconds(3, 5);

    private static readonly Dictionary<string, ComponentProfile> ByComponent = new(StringComparer.Ordinal)
    {
        ["scheduler"] = Seconds(3, 9),
        ["webserver"] = Seconds(3, 12),
        ["worker"] = Seconds(4, 9),
        ["flower"] = Seconds(3, 7),
        ["redis"] = Seconds(4, 4),
        ["prometheus"] = Seconds(4, 11),
        ["grafana"] = Seconds(3, 8),
        ["houston"] = Seconds(3, 10),
        ["registry"] = Seconds(4, 5),
        ["postgresql"] = Seconds(4, 8),
    };

    public static ComponentProfile Of(StoredObject pod) =>
        ByComponent.GetValueOrDefault(pod.Labels.GetValueOrDefault("component", ""), Default);

    private static ComponentProfile Seconds(double preparing, double untilReady) =>
        new(TimeSpan.FromSeconds(preparing), TimeSpan.FromSeconds(untilReady));
}
