using System.Text.Json;
using ChatOps.Simulator.Store;

namespace ChatOps.Simulator.Api.Tables;

/// <summary>Columns of the core types, as kubectl heads them.</summary>
internal static class CoreColumns
{
    public static readonly Column[] Pods =
    [
        Column.ObjectName,
        Column.Text("Ready", pod => new PodSummary(pod).Ready),
        Column.Text("Status", pod => new PodSummary(pod).Status),
        new("Restarts", (pod, now) => new PodSummary(pod).Restarts(now)),
        Column.Age,
        Column.Text("IP", pod => Cells.OrNone(pod.Json.Text("status", "podIP")), wide: true),
        Column.Text("Node", pod => Cells.OrNone(pod.Json.Text("spec", "nodeName")), wide: true),
        Column.Text("Nominated Node", pod => Cells.OrNone(pod.Json.Text("status", "nominatedNodeName")), wide: true),
        Column.Text("Readiness Gates", ReadinessGates, wide: true),
    ];

    public static readonly Column[] Nodes =
    [
        Column.ObjectName,
        Column.Text("Status", NodeStatus),
        Column.Text("Roles", NodeRoles),
        Column.Age,
        Column.Text("Version", node => node.Json.Text("status", "nodeInfo", "kubeletVersion") ?? ""),
        Column.Text("Internal-IP", node => NodeAddress(node, "InternalIP"), wide: true),
        Column.Text("External-IP", node => NodeAddress(node, "ExternalIP"), wide: true),
        Column.Text("OS-Image", node => NodeInfo(node, "osImage"), wide: true),
        Column.Text("Kernel-Version", node => NodeInfo(node, "kernelVersion"), wide: true),
        Column.Text("Container-Runtime", node => NodeInfo(node, "containerRuntimeVersion"), wide: true),
    ];

    public static readonly Column[] Namespaces =
    [
        Column.ObjectName,
        Column.Text("Status", ns => ns.Json.Text("status", "phase") ?? ""),
        Column.Age,
    ];

    public static readonly Column[] Services =
    [
        Column.ObjectName,
        Column.Text("Type", service => service.Json.Text("spec", "type") ?? "ClusterIP"),
        Column.Text("Cluster-IP", service => Cells.OrNone(service.Json.Text("spec", "clusterIP"))),
        Column.Text("External-IP", service => Cells.OrNone(string.Join(',', service.Json.Items("spec", "externalIPs").Select(ip => ip.GetString())))),
        Column.Text("Port(s)", ServicePorts),
        Column.Age,
        Column.Text("Selector", service => Cells.Labels(service.Json.At("spec", "selector")), wide: true),
    ];

    public static readonly Column[] Events =
    [
        new("Last Seen", (happening, now) => LastSeen(happening.Json, now)),
        Column.Text("Type", happening => happening.Json.Text("type") ?? ""),
        Column.Text("Reason", happening => happening.Json.Text("reason") ?? ""),
        Column.Text("Object", Involved),
        Column.Text("Subobject", happening => happening.Json.Text("involvedObject", "fieldPath") ?? "", wide: true),
        Column.Text("Source", Source, wide: true),
        Column.Text("Message", happening => (happening.Json.Text("message") ?? "").Trim()),
        new("First Seen", (happening, now) => Durations.Since(FirstSeen(happening.Json), now), Wide: true),
        Column.Text("Count", happening => $"{happening.Json.Number("count") ?? 1}", wide: true),
        Column.ObjectName with { Wide = true },
    ];

    public static readonly Column[] ConfigMaps =
    [
        Column.ObjectName,
        Column.Text("Data", map => $"{Fields(map.Json.At("data")) + Fields(map.Json.At("binaryData"))}"),
        Column.Age,
    ];

    public static readonly Column[] Secrets =
    [
        Column.ObjectName,
        Column.Text("Type", secret => secret.Json.Text("type") ?? ""),
        Column.Text("Data", secret => $"{Fields(secret.Json.At("data"))}"),
        Column.Age,
    ];

    public static readonly Column[] ResourceQuotas =
    [
        Column.ObjectName,
        Column.Text("Request", quota => QuotaUse(quota.Json, limits: false)),
        Column.Text("Limit", quota => QuotaUse(quota.Json, limits: true)),
        Column.Age,
    ];

    private static string ReadinessGates(StoredObject pod)
    {
        var gates = pod.Json.Items("spec", "readinessGates").Select(gate => gate.Text("conditionType")).ToList();
        var met = pod.Json.Items("status", "conditions")
            .Count(condition => gates.Contains(condition.Text("type")) && condition.Text("status") == "True");
        return gates.Count == 0 ? Cells.None : $"{met}/{gates.Count}";
    }

    private static string NodeStatus(StoredObject node)
    {
        var ready = node.Json.Items("status", "conditions").FirstOrDefault(condition => condition.Text("type") == "Ready");
        var status = ready.Text("status") switch { "True" => "Ready", null => "Unknown", _ => "NotReady" };
        return node.Json.At("spec", "unschedulable").ValueKind == JsonValueKind.True ? status + ",SchedulingDisabled" : status;
    }

    private static string NodeRoles(StoredObject node)
    {
        const string Prefix = "node-role.kubernetes.io/";
        var roles = node.Labels
            .Select(label => label.Key.StartsWith(Prefix) ? label.Key[Prefix.Length..] : label.Key == "kubernetes.io/role" ? label.Value : "")
            .Where(role => role.Length > 0);
        return Cells.OrNone(string.Join(',', roles.Order(StringComparer.Ordinal)));
    }

    private static string NodeAddress(StoredObject node, string type) => Cells.OrNone(
        node.Json.Items("status", "addresses").FirstOrDefault(address => address.Text("type") == type).Text("address"));

    private static string NodeInfo(StoredObject node, string field) =>
        node.Json.Text("status", "nodeInfo", field) is { Length: > 0 } info ? info : "<unknown>";

    private static string ServicePorts(StoredObject service) => Cells.OrNone(string.Join(
        ',',
        service.Json.Items("spec", "ports").Select(port => port.Number("nodePort") is { } node and not 0
            ? $"{port.Number("port")}:{node}/{port.Text("protocol") ?? "TCP"}"
            : $"{port.Number("port")}/{port.Text("protocol") ?? "TCP"}")));

    private static string LastSeen(JsonElement happening, DateTimeOffset now)
    {
        var last = happening.Text("series", "lastObservedTime") ?? happening.Text("lastTimestamp") ?? FirstSeen(happening);
        return Durations.Since(last, now);
    }

    private static string? FirstSeen(JsonElement happening) =>
        happening.Text("firstTimestamp") ?? happening.Text("eventTime") ?? happening.Text("metadata", "creationTimestamp");

    private static string Involved(StoredObject happening)
    {
        var kind = happening.Json.Text("involvedObject", "kind")?.ToLowerInvariant();
        var name = happening.Json.Text("involvedObject", "name");
        return string.IsNullOrEmpty(name) ? kind ?? "" : $"{kind}/{name}";
    }

    private static string Source(StoredObject happening)
    {
        var component = happening.Json.Text("source", "component") ?? happening.Json.Text("reportingComponent") ?? "";
        return happening.Json.Text("source", "host") is { Length: > 0 } host ? $"{component}, {host}" : component;
    }

    private static int Fields(JsonElement map) => map.ValueKind == JsonValueKind.Object ? map.EnumerateObject().Count() : 0;

    private static string QuotaUse(JsonElement quota, bool limits)
    {
        var hard = quota.At("status", "hard");
        return hard.ValueKind != JsonValueKind.Object
            ? ""
            : string.Join(", ", hard.EnumerateObject()
                .Where(resource => resource.Name.StartsWith("limits.") == limits)
                .OrderBy(resource => resource.Name, StringComparer.Ordinal)
                .Select(resource => $"{resource.Name}: {quota.Text("status", "used", resource.Name) ?? "0"}/{resource.Value.GetString()}"));
    }
}
