using ChatOps.Simulator.Store;

namespace ChatOps.Simulator.Api.Discovery;

/// <summary>What can be done with a type and with its parts.</summary>
internal static class Verbs
{
    private static readonly string[] Objects =
        ["create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"];

    private static readonly string[] Part = ["get", "patch", "update"];
    private static readonly string[] CreateOnly = ["create"];
    private static readonly string[] Connect = ["create", "get"];
    private static readonly string[] Proxy = ["create", "delete", "get", "patch", "update"];

    public static string[] Of(ResourceType type) => type.Virtual ? CreateOnly : Objects;

    public static string[] Of(string subresource) => subresource switch
    {
        "log" => ["get"],
        "exec" or "attach" => Connect,
        "eviction" or "binding" or "token" => CreateOnly,
        "finalize" => ["update"],
        "proxy" => Proxy,
        _ => Part,
    };

    /// <summary>The kind a subresource speaks, where it isn't the object's own.</summary>
    public static (string Group, string Version, string Kind) KindOf(ResourceType type, string subresource) => subresource switch
    {
        "scale" => ("autoscaling", "v1", "Scale"),
        "eviction" => ("policy", "v1", "Eviction"),
        "binding" => ("", "v1", "Binding"),
        "token" => ("authentication.k8s.io", "v1", "TokenRequest"),
        "exec" => ("", "v1", "PodExecOptions"),
        "attach" => ("", "v1", "PodAttachOptions"),
        "proxy" => ("", "v1", $"{type.Kind}ProxyOptions"),
        _ => (type.Group, type.Version, type.Kind),
    };
}
