using ChatOps.Inventory;

namespace ChatOps.Adapters.Cluster;

/// <summary>Where objects are on the API server.</summary>
internal static class ObjectPath
{
    public static string Pod(string @namespace, string name) => $"{In("api/v1", @namespace)}/pods/{Safe(name)}";

    public static string Claims(string @namespace) => $"{In("api/v1", @namespace)}/persistentvolumeclaims";

    public static string Claim(string @namespace, string name) => $"{Claims(@namespace)}/{Safe(name)}";

    public static string Volume(string name) => $"api/v1/persistentvolumes/{Safe(name)}";

    public static string Workload(WorkloadReference workload) =>
        $"{In("apis/apps/v1", workload.Namespace)}/{workload.Kind.ToLowerInvariant()}s/{Safe(workload.Name)}";

    public static string Scale(WorkloadReference workload) => $"{Workload(workload)}/scale";

    public static string LimitRanges(string @namespace) => $"{In("api/v1", @namespace)}/limitranges";

    public static string Snapshots(string @namespace) =>
        $"{In("apis/snapshot.storage.k8s.io/v1", @namespace)}/volumesnapshots";

    public static string Snapshot(string @namespace, string name) => $"{Snapshots(@namespace)}/{Safe(name)}";

    private static string In(string api, string @namespace) => $"{api}/namespaces/{Safe(@namespace)}";

    private static string Safe(string name) => Uri.EscapeDataString(name);
}
