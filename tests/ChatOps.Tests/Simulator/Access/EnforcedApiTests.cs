using System.Net;
using ChatOps.Simulator;
using k8s;
using k8s.Autorest;
using k8s.Models;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Simulator.Access;

/// <summary>An API that enforces roles, over the wire: TLS, tokens, refusals, and answers to who asks what they may.</summary>
public sealed class EnforcedApiTests : IAsyncLifetime
{
    private readonly string _kubeconfig = Path.Combine(Path.GetTempPath(), $"chatops-test-{Guid.NewGuid():N}");
    private SimulatedCluster _cluster = null!; // these are set by InitializeAsync
    private Kubernetes _admin = null!;
    private Kubernetes _bot = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var options = new SimulatorOptions
        {
            ClusterUrl = new("http://127.0.0.1:0"),
            Kubeconfig = _kubeconfig,
            Scenario = "empty",
            EnforceRbac = true,
        };
        _cluster = await SimulatedCluster.StartAsync(options, TimeProvider.System, NullLoggerFactory.Instance, Stop);
        _admin = new Kubernetes(KubernetesClientConfiguration.BuildConfigFromConfigFile(_kubeconfig));
        await _admin.CoreV1.CreateNamespacedServiceAccountAsync(new() { Metadata = new() { Name = "bot" } }, "default", cancellationToken: Stop);
        var issued = await _admin.CoreV1.CreateNamespacedServiceAccountTokenAsync(
            new Authenticationv1TokenRequest { Spec = new() { Audiences = [] } }, "bot", "default", cancellationToken: Stop);
        var asBot = KubernetesClientConfiguration.BuildConfigFromConfigFile(_kubeconfig);
        asBot.AccessToken = issued.Status.Token;
        _bot = new Kubernetes(asBot);
    }

    public async ValueTask DisposeAsync()
    {
        _bot?.Dispose();
        _admin?.Dispose();
        await _cluster.DisposeAsync();
        File.Delete(_kubeconfig);
    }

    [Fact]
    public async Task A_service_account_may_what_its_roles_allow_from_the_moment_they_do()
    {
        _cluster.Url.Scheme.ShouldBe("https");
        var refused = await Should.ThrowAsync<HttpOperationException>(() => _bot.CoreV1.ListNamespacedPodAsync("default", cancellationToken: Stop));
        refused.Response.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        refused.Response.Content.ShouldContain(
            """pods is forbidden: User \"system:serviceaccount:default:bot\" cannot list resource \"pods\" in API group \"\" in the namespace \"default""");
        (await MayListAsync()).ShouldBeFalse();

        await GrantAsync();

        (await _bot.CoreV1.ListNamespacedPodAsync("default", cancellationToken: Stop)).Items.ShouldBeEmpty();
        (await MayListAsync()).ShouldBeTrue();
        var rules = await _bot.AuthorizationV1.CreateSelfSubjectRulesReviewAsync(
            new() { Spec = new() { NamespaceProperty = "default" } }, cancellationToken: Stop);
        rules.Status.ResourceRules.ShouldContain(rule => rule.Verbs.Contains("list") && rule.Resources.Contains("pods"));
        await Should.ThrowAsync<HttpOperationException>(() => _bot.CoreV1.ListNamespacedPodAsync("kube-system", cancellationToken: Stop));
    }

    private async Task<bool> MayListAsync()
    {
        var review = await _bot.AuthorizationV1.CreateSelfSubjectAccessReviewAsync(
            new() { Spec = new() { ResourceAttributes = new() { NamespaceProperty = "default", Verb = "list", Resource = "pods" } } },
            cancellationToken: Stop);
        return review.Status.Allowed;
    }

    private async Task GrantAsync()
    {
        await _admin.RbacAuthorizationV1.CreateNamespacedRoleAsync(
            new() { Metadata = new() { Name = "look" }, Rules = [new() { ApiGroups = [""], Resources = ["pods"], Verbs = ["list"] }] },
            "default",
            cancellationToken: Stop);
        await _admin.RbacAuthorizationV1.CreateNamespacedRoleBindingAsync(
            new()
            {
                Metadata = new() { Name = "look" },
                RoleRef = new() { ApiGroup = "rbac.authorization.k8s.io", Kind = "Role", Name = "look" },
                Subjects = [new() { Kind = "ServiceAccount", Name = "bot", NamespaceProperty = "default" }],
            },
            "default",
            cancellationToken: Stop);
    }
}
