using System.Globalization;
using ChatOps.IntegrationTests.Rigs;

namespace ChatOps.Benchmarks.Whole;

/// <summary>The peer that only acknowledges (peers/bolt).</summary>
internal sealed class BoltApp : IAsyncDisposable
{
    private readonly ChildProcess _process;

    private BoltApp(ChildProcess process, Uri address) => (_process, Client) = (process, new() { BaseAddress = address });

    public HttpClient Client { get; }

    public int ProcessId => _process.Id;

    /// <exception cref="InvalidOperationException">It ended instead (run.sh installs its packages).</exception>
    public static async Task<BoltApp> StartAsync(CancellationToken cancellationToken)
    {
        var port = FreePort.Next();
        var process = ChildProcess.Start(
            "node",
            ["app.mjs"],
            Repository.File("tests/ChatOps.Benchmarks/peers/bolt"),
            new Dictionary<string, string> { ["PORT"] = port.ToString(CultureInfo.InvariantCulture), ["SECRET"] = Commands.Secret });
        await Eventually.TrueAsync(
            "the Bolt app listens",
            _ => process.HasExited
                ? throw new InvalidOperationException(process.Output)
                : Task.FromResult(process.Output.Contains("listening", StringComparison.Ordinal)),
            cancellationToken);
        return new(process, new($"http://127.0.0.1:{port}"));
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _process.DisposeAsync();
    }
}
