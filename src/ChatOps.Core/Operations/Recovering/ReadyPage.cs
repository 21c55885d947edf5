using ChatOps.Commands;

namespace ChatOps.Operations.Recovering;

/// <summary>The page on which a component says itself whether it is ready.</summary>
internal sealed record ReadyPage(int Port, string Path)
{
    /// <summary>
    /// Null for those without one
    /// (https://prometheus.io/docs/prometheus/latest/management_api/).
    /// </summary>
    public static ReadyPage? Of(Component component) => component.Value switch
    {
        "prometheus" => new ReadyPage(9090, "/-/ready"),
        "alertmanager" => new ReadyPage(9093, "/-/ready"),
        _ => null,
    };
}
