using System.Text.Json.Nodes;

namespace ChatOps.Simulator.Api.Discovery;

/// <summary>The version of Kubernetes whose behaviour is simulated.</summary>
public static class ClusterVersion
{
    public const string GitVersion = "v1.32.4";

    internal static JsonObject Document() => new()
    {
        ["major"] = "1",
        ["minor"] = "32",
        ["gitVersion"] = GitVersion,
        ["gitCommit"] = "simulated",
        ["gitTreeState"] = "clean",
        ["buildDate"] = "2025-04-22T16:02:43Z",
        ["goVersion"] = "go1.23.6",
        ["compiler"] = "gc",
        ["platform"] = "linux/amd64",
    };
}
