using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using ChatOps.IntegrationTests.Rigs;
using ChatOps.Operations;
using k8s;
using k8s.Models;
using Microsoft.Extensions.Configuration;
using Shouldly;
using Xunit;

namespace ChatOps.IntegrationTests.Chart;

/// <summary>The whole bot, as the service account of its own chart, before an API server that enforces the chart's roles: Alice asks
/// by Slack, Bob approves.</summary>
public sealed partial class BotUnderChart : IAsyncLifetime
{
    private const string EverythingOn = "everything-values.yaml";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly EnforcingCluster _cluster = new();
    private FakeSlack _slack = null!; // these are set by InitializeAsync
    private ApiServerProxy _proxy = null!;
    private HostProcess _host = null!;

    /// <summary>May do everything.</summary>
    public Kubectl Kubectl => new(_cluster.Kubeconfig, ns: null);

    public string Kubeconfig => _cluster.Kubeconfig;

    /// <summary>What the bot used of its rights.</summary>
    internal ApiServerProxy Proxy => _proxy;

    public async ValueTask InitializeAsync()
    {
        var stop = TestContext.Current.CancellationToken;
        await _cluster.InitializeAsync();
        await ApplyRightsAsync(stop);
        _slack = await FakeSlack.StartAsync(stop);
        _proxy = await ApiServerProxy.StartAsync(await _cluster.KubeconfigOfBotAsync(stop), stop);
        _host = await HostProcess.StartNewAsync(await SettingsAsync(stop), stop);

        // The first look of a process may take longer than Slack waits.
        await Eventually.SeeAsync(
            "the bot answers in time", patient => AskAsync("pods", patient), said => said.Contains("pods", StringComparison.Ordinal), stop);
    }

    /// <summary>Gives the bot the rights of the chart with everything switched on, but for what the arguments say.</summary>
    /// <param name="arguments">Such as <c>--set capabilities.restart=false</c>.</param>
    public Task ApplyRightsAsync(CancellationToken cancellationToken, params IEnumerable<string> arguments) =>
        _cluster.ApplyRightsAsync(cancellationToken, ["--values", Path.Combine(Helm.Chart, "ci", EverythingOn), .. arguments]);

    /// <summary>What Alice reads when she types a command.</summary>
    public Task<string> AskAsync(string command, CancellationToken cancellationToken) =>
        new SlackUser(_host.Client, _slack).SayAsync(command, cancellationToken);

    /// <summary>Has Alice ask for something to be done, and Bob approve it where that is needed; waits for its end.</summary>
    public async Task<Outcome> DoAsync(string command, CancellationToken cancellationToken)
    {
        var answer = await AskAsync(command, cancellationToken);
        if (!int.TryParse(Number().Match(answer).Groups["id"].ValueSpan, CultureInfo.InvariantCulture, out var id))
        {
            return new(null, answer);
        }

        if (answer.Contains("awaits approval", StringComparison.Ordinal))
        {
            (await new SlackUser(_host.Client, _slack, "UBOB").SayAsync($"approve {id}", cancellationToken)).ShouldContain("You approved");
        }

        return await Eventually.SeeAsync(
            $"{command} ends", _ => Task.FromResult(EndOf(id)), end => end.State?.IsFinal() is true, cancellationToken, Patience);
    }

    public async ValueTask DisposeAsync()
    {
        if (_host is not null)
        {
            await _host.DisposeAsync();
        }

        if (_proxy is not null)
        {
            await _proxy.DisposeAsync();
        }

        if (_slack is not null)
        {
            await _slack.DisposeAsync();
        }

        await _cluster.DisposeAsync();
    }

    /// <summary>What the chart's ConfigMap says of the cluster, but for the way to it.</summary>
    private async Task<Dictionary<string, string>> SettingsAsync(CancellationToken cancellationToken)
    {
        var settings = SlackUser.SettingsForTwo(_slack, _proxy.Kubeconfig);
        var map = await Helm.TemplateAsync(
            cancellationToken, "--values", Path.Combine(Helm.Chart, "ci", EverythingOn), "--show-only", "templates/configmap.yaml");
        using var json = new MemoryStream(Encoding.UTF8.GetBytes(KubernetesYaml.Deserialize<V1ConfigMap>(map).Data["appsettings.json"]));
        foreach (var (name, value) in new ConfigurationBuilder().AddJsonStream(json).Build().GetSection("Cluster").AsEnumerable())
        {
            if (value is not null)
            {
                settings.TryAdd(name, value);
            }
        }

        settings.Keys.ShouldContain("Cluster:Namespaces:2");
        settings.Keys.ShouldContain("Cluster:Capabilities:5");
        settings["Operations:RecheckEvery"] = "00:00:01";
        settings["Recovery:StableFor"] = "00:00:01";
        return settings;
    }

    private Outcome EndOf(int id)
    {
        using var database = _host.OpenDatabase();
        var operation = database.Operations.Single(found => found.Id == id);
        return new(operation.State, $"{operation.Failure} {operation.FailureNextStep}");
    }

    [GeneratedRegex("[Oo]peration (?<id>[0-9]+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Number();

    /// <param name="State">Null when nothing was begun.</param>
    /// <param name="Words">The refusal, or the failure; empty after success.</param>
    public sealed record Outcome(OperationState? State, string Words);
}
