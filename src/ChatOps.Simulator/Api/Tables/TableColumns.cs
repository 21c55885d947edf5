using ChatOps.Simulator.Store;

namespace ChatOps.Simulator.Api.Tables;

/// <summary>The columns of every type; types without columns of their own have a name and an age.</summary>
internal static class TableColumns
{
    private static readonly Column[] Generic =
    [
        Column.ObjectName,
        new("Created At", (stored, _) => stored.Json.Text("metadata", "creationTimestamp") ?? ""),
    ];

    private static readonly Column[] NameAndAge = [Column.ObjectName, Column.Age];

    private static readonly Dictionary<ResourceType, Column[]> ByType = new()
    {
        [ResourceTypes.Pods] = CoreColumns.Pods,
        [ResourceTypes.Nodes] = CoreColumns.Nodes,
        [ResourceTypes.Namespaces] = CoreColumns.Namespaces,
        [ResourceTypes.Services] = CoreColumns.Services,
        [ResourceTypes.Events] = CoreColumns.Events,
        [ResourceTypes.ConfigMaps] = CoreColumns.ConfigMaps,
        [ResourceTypes.Secrets] = CoreColumns.Secrets,
        [ResourceTypes.ResourceQuotas] = CoreColumns.ResourceQuotas,
        [ResourceTypes.LimitRanges] =
            [Column.ObjectName, new("Created At", (stored, _) => stored.Json.Text("metadata", "creationTimestamp") ?? "")],
        [ResourceTypes.PersistentVolumeClaims] = StorageColumns.Claims,
        [ResourceTypes.PersistentVolumes] = StorageColumns.Volumes,
        [ResourceTypes.StorageClasses] = StorageColumns.Classes,
        [ResourceTypes.Deployments] = WorkloadColumns.Deployments,
        [ResourceTypes.ReplicaSets] = WorkloadColumns.ReplicaSets,
        [ResourceTypes.ReplicationControllers] = WorkloadColumns.ReplicaSets,
        [ResourceTypes.StatefulSets] = WorkloadColumns.StatefulSets,
        [ResourceTypes.DaemonSets] = WorkloadColumns.DaemonSets,
        [ResourceTypes.Jobs] = WorkloadColumns.Jobs,
        [ResourceTypes.CronJobs] = WorkloadColumns.CronJobs,
        [ResourceTypes.PodDisruptionBudgets] = WorkloadColumns.DisruptionBudgets,
        [ResourceTypes.Leases] =
            [Column.ObjectName, Column.Text("Holder", lease => lease.Json.Text("spec", "holderIdentity") ?? ""), Column.Age],
        [ResourceTypes.PriorityClasses] =
        [
            Column.ObjectName,
            Column.Number("Value", priority => priority.Json.Number("value") ?? 0),
            Column.Text("Global-Default", priority => priority.Json.At("globalDefault").Exists() ? "true" : "false"),
            Column.Age,
        ],
        [ResourceTypes.ServiceAccounts] =
            [Column.ObjectName, Column.Number("Secrets", account => account.Json.Items("secrets").Count()), Column.Age],
        [ResourceTypes.Endpoints] = NameAndAge,
        [ResourceTypes.NetworkPolicies] =
        [
            Column.ObjectName,
            Column.Text("Pod-Selector", policy => Cells.Selector(policy.Json.At("spec", "podSelector"))),
            Column.Age,
        ],
        [ResourceTypes.Ingresses] = NameAndAge,
    };

    public static IReadOnlyList<Column> Of(ResourceType type) => ByType.GetValueOrDefault(type, Generic);
}
