using ChatOps.Inventory;

namespace ChatOps.Adapters.Cluster;

/// <summary>Where objects are on the API server.</summary>
internal static class ObjectPath
{
    public static string Pod(string @namespace, string name) => $"{In("api/v1", @namespace)}/pods/{Safe(name)}";

    public static string Log(PodKey pod, string container, ContainerRun run, int lines) =>
        $"{Pod(pod.Namespace, pod.Name)}/log?container={Safe(container)}&timestamps=true&tailLines={lines}"
        + (run is ContainerRun.Previous ? "&previous=true" : "");

    public static string Page(PodKey pod, int port, string path) =>
        $"{In("api/v1", pod.Namespace)}/pods/{Safe(pod.Name)}:{port}/proxy{path}";

    public static string Services(string @namespace, string labels) =>
        $"{In("api/v1", @namespace)}/services?labelSelector={Safe(labels)}";

    public static string ServicePage(string @namespace, string service, int port, string path) =>
        $"{In("api/v1", @namespace)}/services/{Safe(service)}:{port}/proxy{path}";

    public static string Secrets(string @namespace) => $"{In("api/v1", @namespace)}/secrets";

    public static string Secret(string @namespace, string name) => $"{Secrets(@namespace)}/{Safe(name)}";

    public static string EventsOf(string @namespace, string uid) =>
        $"{In("api/v1", @namespace)}/events?fieldSelector={Safe($"involvedObject.uid={uid}")}";

    public static string ConfigMap(string @namespace, string name) =>
        $"{In("api/v1", @namespace)}/configmaps/{Safe(name)}";

    public static string NodeStats(string node) => $"api/v1/nodes/{Safe(node)}/proxy/stats/summary";

    public static string Claims(string @namespace) => $"{In("api/v1", @namespace)}/persistentvolumeclaims";

    public static string Claim(string @namespace, string name) => $"{Claims(@namespace)}/{Safe(name)}";

    public static string Volume(string name) => $"api/v1/persistentvolumes/{Safe(name)}";

    public static string Workload(WorkloadReference workload) =>
        $"{In("apis/apps/v1", workload.Namespace)}/{workload.Kind.ToLowerInvariant()}s/{Safe(workload.Name)}";

    public static string Quota(QuotaReference quota) => $"{In("api/v1", quota.Namespace)}/resourcequotas/{Safe(quota.Name)}";

    public static string Scale(WorkloadReference workload) => $"{Workload(workload)}/scale";

    public static string Snapshots(string @namespace) =>
        $"{In("apis/snapshot.storage.k8s.io/v1", @namespace)}/volumesnapshots";

    public static string Snapshot(string @namespace, string name) => $"{Snapshots(@namespace)}/{Safe(name)}";

    private static string In(string api, string @namespace) => $"{api}/namespaces/{Safe(@namespace)}";

    private static string Safe(string name) => Uri.EscapeDataString(name);
}
