using ChatOps.Inventory;

namespace ChatOps.Operations;

/// <summary>The commands by which a person does what a step does.</summary>
internal static class Kubectl
{
    public static string Scale(WorkloadReference workload, int replicas) =>
        $"{In(workload.Namespace)} scale {Name(workload)} --replicas={replicas}";

    public static string SetMemory(WorkloadReference workload, string container, ContainerMemory memory) =>
        $"{In(workload.Namespace)} set resources {Name(workload)} -c {container}{Amount("limits", memory.Limit)}{Amount("requests", memory.Request)}";

    public static string Patch(string kind, string @namespace, string name, string patch) =>
        $"{In(@namespace)} patch {kind} {name} --type merge -p '{patch}'";

    public static string Get(string kind, string @namespace, string name) =>
        $"{In(@namespace)} get {kind} {name}";

    public static string Delete(string kind, string @namespace, string name) =>
        $"{In(@namespace)} delete {kind} {name}";

    /// <summary>Takes a volume from the claim that it waits for.</summary>
    public static string Free(string volume) =>
        $"kubectl patch pv {volume} --type json -p '[{{\"op\":\"remove\",\"path\":\"/spec/claimRef\"}}]'";

    /// <summary>Without waiting for its node to say that it has ended.</summary>
    public static string Kill(string @namespace, string pod) =>
        $"{Delete("pod", @namespace, pod)} --force --grace-period=0";

    public static string AwaitGone(string kind, string @namespace, string name) =>
        $"{In(@namespace)} wait --for=delete {kind}/{name} --timeout=10m";

    public static string AwaitReady(WorkloadReference workload) =>
        $"{In(workload.Namespace)} rollout status {Name(workload)}";

    public static string AwaitPodReady(string @namespace, string pod) =>
        $"{In(@namespace)} wait --for=condition=Ready pod/{pod} --timeout=10m";

    public static string LastWords(string @namespace, string pod, string container) =>
        $"{In(@namespace)} logs {pod} -c {container} --previous --tail=50";

    private static string In(string @namespace) => $"kubectl -n {@namespace}";

    private static string Name(WorkloadReference workload) => $"{workload.Kind.ToLowerInvariant()}/{workload.Name}";

    private static string Amount(string kind, long? bytes) =>
        bytes is { } size ? $" --{kind}=memory={size.ToKubernetesSize()}" : "";
}
