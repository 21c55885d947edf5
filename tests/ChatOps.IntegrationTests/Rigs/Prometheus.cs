using System.Text.Json.Nodes;
using Shouldly;

namespace ChatOps.IntegrationTests.Rigs;

/// <summary>A real Prometheus (Debian's package) that scrapes one bot every second, with rules of the chart's.</summary>
public sealed class Prometheus : IAsyncDisposable
{
    public const string Namespace = Helm.Namespace;

    private readonly TemporaryFolder _folder = new();
    private readonly HttpClient _client;
    private ChildProcess? _process;

    private Prometheus() => _client = new() { BaseAddress = new($"http://127.0.0.1:{FreePort.Next()}") };

    /// <param name="bot">Where the bot is.</param>
    /// <param name="rules">A file of rules.</param>
    public static async Task<Prometheus> StartAsync(Uri bot, string rules, CancellationToken cancellationToken)
    {
        var prometheus = new Prometheus();
        try
        {
            await prometheus.RunAsync(bot, rules, cancellationToken);
            return prometheus;
        }
        catch
        {
            await prometheus.DisposeAsync();
            throw;
        }
    }

    /// <summary>promtool, as in "check rules".</summary>
    public static async Task CheckAsync(string workingDirectory, CancellationToken cancellationToken, params string[] arguments)
    {
        var ended = await ChildProcess.RunAsync("promtool", arguments, workingDirectory, cancellationToken);
        ended.Status.ShouldBe(0, ended.Output);
    }

    /// <summary>The series that an expression comes to now.</summary>
    public async Task<JsonArray> QueryAsync(string expression, CancellationToken cancellationToken)
    {
        var answer = await GetAsync($"/api/v1/query?query={Uri.EscapeDataString(expression)}", cancellationToken);
        answer["status"]!.GetValue<string>().ShouldBe("success", $"{expression}: {answer}");
        return answer["data"]!["result"]!.AsArray();
    }

    /// <summary>All rules, once each has been looked at.</summary>
    public async Task<IReadOnlyList<JsonNode>> RulesAsync(CancellationToken cancellationToken)
    {
        var answer = await GetAsync("/api/v1/rules", cancellationToken);
        return [.. answer["data"]!["groups"]!.AsArray().SelectMany(group => group!["rules"]!.AsArray()).OfType<JsonNode>()];
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }

        _client.Dispose();
        _folder.Dispose();
    }

    private async Task RunAsync(Uri bot, string rules, CancellationToken cancellationToken)
    {
        await File.WriteAllTextAsync(
            _folder.File("prometheus.yaml"),
            $$"""
            global: {scrape_interval: 1s, evaluation_interval: 1s}
            rule_files: [{{rules}}]
            scrape_configs:
            - job_name: chatops
              static_configs:
              - targets: ["{{bot.Authority}}"]
                labels: {namespace: {{Namespace}}}
            """,
            cancellationToken);
        _process = ChildProcess.Start(
            "prometheus",
            [
                "--config.file", _folder.File("prometheus.yaml"), "--storage.tsdb.path", _folder.File("data"),
                $"--web.listen-address={_client.BaseAddress!.Authority}",
            ],
            _folder.Path);
        await Server.AnswersAsync(_process, _client, "/-/ready", cancellationToken);
    }

    /// <summary>Errors too are told in JSON.</summary>
    private async Task<JsonNode> GetAsync(string path, CancellationToken cancellationToken)
    {
        using var response = await _client.GetAsync(path, cancellationToken);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync(cancellationToken))!;
    }
}
