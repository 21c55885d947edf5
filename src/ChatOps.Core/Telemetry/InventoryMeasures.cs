using System.Diagnostics.Metrics;
using ChatOps.Inventory;

namespace ChatOps.Telemetry;

/// <summary>Shows how old and how large the picture of the cluster is, whenever somebody looks.</summary>
public sealed class InventoryMeasures
{
    private readonly IInventory _inventory;
    private readonly TimeProvider _time;

    public InventoryMeasures(IMeterFactory meters, IInventory inventory, TimeProvider time)
    {
        (_inventory, _time) = (inventory, time);
        var meter = meters.Create(Meters.Name);
        meter.CreateObservableGauge("chatops.inventory.age", Age, "s", "For how long the API server has been out of reach; 0 while it is heard.");
        meter.CreateObservableGauge("chatops.inventory.complete", () => inventory.Health.IsComplete ? 1 : 0, unit: null, "1 once everything was listed.");
        meter.CreateObservableGauge("chatops.inventory.objects", Sizes, "{object}", "What there is of each kind.");
    }

    private double Age() => _inventory.Health.StaleSince is { } since ? (_time.GetUtcNow() - since).TotalSeconds : 0;

    private IEnumerable<Measurement<int>> Sizes() =>
    [
        Size("pods", _inventory.Pods.Count),
        Size("workloads", _inventory.Workloads.Count),
        Size("claims", _inventory.Claims.Count),
        Size("volumes", _inventory.Volumes.Count),
        Size("nodes", _inventory.Nodes.Count),
        Size("quotas", _inventory.Quotas.Count),
    ];

    private static Measurement<int> Size(string kind, int count) => new(count, new KeyValuePair<string, object?>("kind", kind));
}
