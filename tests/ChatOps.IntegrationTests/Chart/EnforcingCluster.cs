using System.Text.Json.Nodes;
using ChatOps.IntegrationTests.Rigs;
using ChatOps.Simulator;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace ChatOps.IntegrationTests.Chart;

/// <summary>The simulated platform, hurried, with an API that lets everybody do what roles allow and no more, and a namespace for the bot.</summary>
public sealed class EnforcingCluster : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private SimulatedCluster? _cluster;

    /// <summary>May do everything.</summary>
    public string Kubeconfig => _folder.File("kubeconfig");

    public Uri Url => _cluster!.Url; // set by InitializeAsync

    public async ValueTask InitializeAsync()
    {
        var stop = TestContext.Current.CancellationToken;
        var options = new SimulatorOptions
        {
            ClusterUrl = new("http://127.0.0.1:0"),
            Kubeconfig = Kubeconfig,
            Speed = 50,
            EnforceRbac = true,
        };
        _cluster = await SimulatedCluster.StartAsync(options, TimeProvider.System, NullLoggerFactory.Instance, stop);
        await new Kubectl(Kubeconfig).RunWithInputAsync(
            $$$"""{"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": "{{{Helm.Namespace}}}"}}""", stop, "create", "-f", "-");
    }

    /// <summary>Gives the bot the rights that the chart grants.</summary>
    /// <param name="arguments">Values for helm, such as <c>--set capabilities.restart=true</c>.</param>
    public async Task ApplyRightsAsync(CancellationToken cancellationToken, params IEnumerable<string> arguments)
    {
        string[] rights = ["--show-only", "templates/rbac.yaml", "--show-only", "templates/serviceaccount.yaml"];
        var manifests = await Helm.TemplateAsync(cancellationToken, [.. rights, .. arguments]);
        await new Kubectl(Kubeconfig, ns: null).RunWithInputAsync(manifests, cancellationToken, "apply", "-f", "-");
    }

    /// <summary>A kubeconfig for the service account that the chart made, by a token as a pod of it gets one.</summary>
    public async Task<string> KubeconfigOfBotAsync(CancellationToken cancellationToken)
    {
        var answer = await new Kubectl(Kubeconfig).RunWithInputAsync(
            """{"apiVersion": "authentication.k8s.io/v1", "kind": "TokenRequest", "spec": {"expirationSeconds": 3600}}""",
            cancellationToken,
            "create", "--raw", $"/api/v1/namespaces/{Helm.Namespace}/serviceaccounts/{Helm.Release}/token", "-f", "-");
        var token = JsonNode.Parse(answer)!["status"]!["token"]!.GetValue<string>();
        var text = await File.ReadAllTextAsync(Kubeconfig, cancellationToken);
        var path = _folder.File("kubeconfig-bot");
        await File.WriteAllTextAsync(path, text.Replace("token: simulator", $"token: {token}"), cancellationToken);
        return path;
    }

    public async ValueTask DisposeAsync()
    {
        if (_cluster is not null)
        {
            await _cluster.DisposeAsync();
        }

        _folder.Dispose();
    }
}
