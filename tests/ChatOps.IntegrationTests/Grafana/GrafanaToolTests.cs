using ChatOps.IntegrationTests.Rigs;
using ChatOps.IntegrationTests.Volumes;
using ChatOps.Inventory;
using ChatOps.Operations;
using ChatOps.Operations.Grafana.Passwords;
using ChatOps.Revealing;
using ChatOps.Simulator;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using Xunit;

namespace ChatOps.IntegrationTests.Grafana;

/// <summary>A reset from the command to Grafana's log-in, over exec and the service proxy of a cluster with a Grafana of each age.</summary>
public sealed class GrafanaToolTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private SimulatedCluster? _cluster;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private string Kubeconfig => _folder.File("kubeconfig");

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (_cluster is not null)
        {
            await _cluster.DisposeAsync();
        }

        _folder.Dispose();
    }

    [Theory]
    [InlineData("5.2.4")]
    [InlineData("6.7.6")]
    [InlineData("8.5.27")]
    [InlineData("10.4.2")]
    [InlineData("13.0.1")]
    public async Task Every_age_of_Grafana_gets_the_new_password(string version)
    {
        await using var rig = await StartAsync(version);

        var operation = await rig.CarryOutAsync(new ResetPasswordCommand(User: null, ToSecret: null), Stop);

        operation.State.ShouldBe(OperationState.Succeeded, rig.Get<OperationMessages>().Render(operation).Title);
        operation.Steps[2].Note.ShouldBe("Grafana takes it");
        var password = rig.Get<HeldSecrets>().Take(operation.Id).ShouldNotBeNull().Value;
        (await rig.Get<IGrafanaServer>().LogInAsync("admin", password, Stop)).ShouldBe(LogIn.Accepted);
        (await rig.Get<IGrafanaServer>().LogInAsync("admin", "admin", Stop)).ShouldBe(LogIn.Refused);
    }

    [Fact]
    public async Task A_tool_that_changes_another_database_is_found_out()
    {
        await using var rig = await StartAsync("10.4.2", configPath: "/etc/other.ini");

        var operation = await rig.CarryOutAsync(new ResetPasswordCommand(User: null, ToSecret: null), Stop);

        operation.State.ShouldBe(OperationState.Failed);
        operation.Steps[1].Note.ShouldBe("the tool says so");
        operation.Failure.ShouldNotBeNull().ShouldStartWith("Grafana's tool said that the password was changed, and Grafana does not take it");
        (await rig.Get<IGrafanaServer>().LogInAsync("admin", "admin", Stop)).ShouldBe(LogIn.Accepted);
    }

    [Theory]
    [InlineData("8.5.27", 1)]
    [InlineData("10.4.2", 0)]
    public async Task An_exec_that_is_cut_in_the_middle_ends_in_unknown_and_is_run_once(string version, int missing)
    {
        await StartClusterAsync(version);
        await using var proxy = await ApiServerProxy.StartAsync(Kubeconfig, Stop);
        proxy.CutsExecs = true;
        await using var rig = await StartOnAsync(proxy.Kubeconfig);

        var operation = await rig.CarryOutAsync(new ResetPasswordCommand(User: null, ToSecret: null), Stop);

        operation.State.ShouldBe(OperationState.Failed);
        operation.Failure.ShouldNotBeNull().ShouldStartWith("Unknown, check: the connection to the container ended before the tool did");
        operation.Failure.ShouldEndWith("Just now Grafana took the new password.", customMessage: "the tool had gone on");
        proxy.Execs.ShouldBe(1 + missing, "only what was refused before it did anything is tried another way");
    }

    [Fact]
    public async Task Into_a_Secret_it_goes_beside_what_was_there()
    {
        await StartClusterAsync("10.4.2");
        var kubectl = new Kubectl(Kubeconfig, "astronomer-ee");
        await kubectl.RunWithInputAsync(
            """
            {"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "grafana-admin"}, "data": {"admin-password": "b2xk", "other": "a2VwdA=="}}
            """,
            Stop,
            "create", "-f", "-");
        await using var rig = await StartOnAsync(Kubeconfig);

        var operation = await rig.CarryOutAsync(new ResetPasswordCommand(User: null, new SecretReference("astronomer-ee", "grafana-admin")), Stop);

        operation.State.ShouldBe(OperationState.Succeeded);
        var password = await kubectl.RunAsync(Stop, "get", "secret", "grafana-admin", "-o", "go-template={{index .data \"admin-password\" | base64decode}}");
        (await rig.Get<IGrafanaServer>().LogInAsync("admin", password.Trim(), Stop)).ShouldBe(LogIn.Accepted);
        (await kubectl.RunAsync(Stop, "get", "secret", "grafana-admin", "-o", "go-template={{.data.other | base64decode}}")).Trim().ShouldBe("kept");
        rig.Get<HeldSecrets>().Take(operation.Id).ShouldBeNull();
    }

    private async Task<OperationRig> StartAsync(string version, string? configPath = null)
    {
        await StartClusterAsync(version);
        return await StartOnAsync(Kubeconfig, configPath);
    }

    private async Task StartClusterAsync(string version) => _cluster = await SimulatedCluster.StartAsync(
        new SimulatorOptions { ClusterUrl = new("http://127.0.0.1:0"), Kubeconfig = Kubeconfig, GrafanaVersion = version },
        TimeProvider.System,
        NullLoggerFactory.Instance,
        Stop);

    private static Task<OperationRig> StartOnAsync(string kubeconfig, string? configPath = null) => OperationRig.StartNewAsync(
        kubeconfig,
        Stop,
        (services, configuration) =>
        {
            configuration["Grafana:ConfigPath"] = configPath ?? "/etc/grafana/grafana.ini";
            services.AddGrafanaPasswords(configuration);
        });
}
