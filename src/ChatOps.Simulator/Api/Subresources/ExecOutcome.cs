using System.Text.Json.Nodes;

namespace ChatOps.Simulator.Api.Subresources;

/// <summary>How a command ended, as the error channel tells it.</summary>
internal static class ExecOutcome
{
    public static JsonObject Of(int exitCode) => exitCode == 0
        ? new JsonObject { ["metadata"] = new JsonObject(), ["status"] = "Success" }
        : new JsonObject
        {
            ["metadata"] = new JsonObject(),
            ["status"] = "Failure",
            ["message"] = $"command terminated with non-zero exit code: exit status {exitCode}",
            ["reason"] = "NonZeroExitCode",
            ["details"] = new JsonObject
            {
                ["causes"] = new JsonArray(new JsonObject { ["reason"] = "ExitCode", ["message"] = $"{exitCode}" }),
            },
        };
}
