using ChatOps.Inventory;

namespace ChatOps.Operations.Recovering;

/// <summary>What has to be put where for a memory raise to outlast the next upgrade.</summary>
internal static class HelmValues
{
    // Components of the umbrella chart's own sub-charts; what else there is belongs to its sub-chart "astronomer".
    private static readonly string[] OwnCharts =
        ["prometheus", "alertmanager", "grafana", "elasticsearch", "kibana", "nats", "stan", "nginx", "postgresql"];

    public static string LastingFor(RecoverPlan plan, MemoryRaise raise)
    {
        var until = plan.Deployment is null ? "the next platform upgrade" : $"the next deploy of {plan.Deployment}";
        var where = plan.Deployment is null
            ? "in the platform's Helm values"
            : "in Houston's configuration of deployments (deployments.helm)";
        return $"The memory lasts until {until}, which sets it back. To make it last, {where}:\n{Values(plan, raise)}";
    }

    private static string Values(RecoverPlan plan, MemoryRaise raise)
    {
        string[] path = plan.Deployment is not null || OwnCharts.Contains(plan.Component)
            ? [plan.Component, "resources"]
            : ["astronomer", plan.Component, "resources"];
        var lines = path.Select((key, depth) => $"{Indent(depth)}{key}:").ToList();
        Add("limits", raise.To.Limit);
        Add("requests", raise.To.Request);
        return string.Join('\n', lines);

        void Add(string kind, long? bytes)
        {
            if (bytes is { } size)
            {
                lines.Add($"{Indent(path.Length)}{kind}: {{ memory: {size.ToKubernetesSize()} }}");
            }
        }
    }

    private static string Indent(int depth) => new(' ', 2 * depth);
}
