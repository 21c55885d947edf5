using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChatOps.IntegrationTests.Rigs;

namespace ChatOps.Benchmarks.Whole;

/// <summary>kubernetes-mcp-server (peers/mcp), spoken to as an assistant does: JSON-RPC, a line each way (modelcontextprotocol.io, "stdio").</summary>
internal sealed class McpServer : IAsyncDisposable
{
    private const string Program =
        "tests/ChatOps.Benchmarks/peers/mcp/node_modules/kubernetes-mcp-server-linux-amd64/bin/kubernetes-mcp-server-linux-amd64";

    private readonly Process _process;
    private int _id;

    private McpServer(Process process) => _process = process;

    public int ProcessId => _process.Id;

    public static async Task<McpServer> StartAsync(string kubeconfig, CancellationToken cancellationToken)
    {
        var process = Process.Start(new ProcessStartInfo(Repository.File(Program), ["--kubeconfig", kubeconfig])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!; // a program that can't be started throws
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        var server = new McpServer(process);
        await server.CallAsync("initialize", new()
        {
            ["protocolVersion"] = "2025-03-26",
            ["capabilities"] = new JsonObject(),
            ["clientInfo"] = new JsonObject { ["name"] = "benchmark", ["version"] = "1" },
        }, cancellationToken);
        await server.SendAsync(new() { ["jsonrpc"] = "2.0", ["method"] = "notifications/initialized" }, cancellationToken);
        return server;
    }

    /// <summary>Lists all pods, and throws the list away.</summary>
    /// <exception cref="InvalidOperationException">It was no list of that many lines.</exception>
    public async Task<TimeSpan> ListPodsAsync(int pods, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        var result = await CallAsync(
            "tools/call", new() { ["name"] = "pods_list", ["arguments"] = new JsonObject() }, cancellationToken);
        var took = Stopwatch.GetElapsedTime(started);
        var text = $"{result["content"]?[0]?["text"]}";
        return text.Count('\n') < pods
            ? throw new InvalidOperationException($"That is no list of {pods} pods: {text[..Math.Min(500, text.Length)]}")
            : took;
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private async Task<JsonNode> CallAsync(string method, JsonObject parameters, CancellationToken cancellationToken)
    {
        var id = ++_id;
        await SendAsync(new() { ["jsonrpc"] = "2.0", ["id"] = id, ["method"] = method, ["params"] = parameters }, cancellationToken);
        while (await _process.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
        {
            if (JsonNode.Parse(line) is JsonObject answer && answer["id"]?.GetValueKind() is JsonValueKind.Number && answer["id"]!.GetValue<int>() == id)
            {
                return answer["result"] ?? throw new InvalidOperationException($"{method}: {answer["error"]?.ToJsonString()}");
            }
        }

        throw new InvalidOperationException($"It ended before it answered {method}.");
    }

    private async Task SendAsync(JsonObject message, CancellationToken cancellationToken)
    {
        await _process.StandardInput.WriteLineAsync(message.ToJsonString().AsMemory(), cancellationToken);
        await _process.StandardInput.FlushAsync(cancellationToken);
    }
}
