using ChatOps.IntegrationTests.Rigs;
using Shouldly;
using Xunit;

namespace ChatOps.IntegrationTests.Simulator;

/// <summary>kubectl, a client nobody here wrote, works on the simulated cluster.</summary>
public sealed class KubectlTests : IAsyncLifetime
{
    private const string Cosmo = "astronomer-ee-zodiac-cosmo-1172";
    private const string Scheduler = "zodiac-cosmo-1172-scheduler-5bf6db96c4-f5c2z";

    private SimulatorProcess? _simulator;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() =>
        _simulator = await SimulatorProcess.StartNewAsync(new Dictionary<string, string>(), Stop);

    [Fact]
    public async Task Get_shows_the_pods_of_the_runbook()
    {
        // The columns that stay the same from day to day: namespace, name, ready, status, restarts.
        var rows = (await SucceedAsync("get", "pods", "--all-namespaces", "--no-headers"))
            .Split('\n')
            .Select(row => string.Join(' ', row.Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(5)))
            .ToList();

        rows.Count.ShouldBe(27);
        rows.ShouldContain($"{Cosmo} {Scheduler} 1/1 Running 2");
        rows.ShouldContain("astronomer-ee-lunar-nuclear-3725 lunar-nuclear-3725-worker-2 2/2 Running 0");
        rows.ShouldContain("astronomer-ee pg-sqlproxy-gcloud-sqlproxy-6bc5f645db-8bblz 1/1 Running 1");
        rows.ShouldContain("astronomer-ee solitary-lightningbug-prometheus-0 1/1 Running 0");
    }

    [Fact]
    public async Task Describe_tells_of_a_pod_and_its_volume() =>
        (await SucceedAsync("describe", "pod", "zodiac-cosmo-1172-worker-0", "-n", Cosmo))
            .ShouldContain("ClaimName:   logs-zodiac-cosmo-1172-worker-0");

    [Fact]
    public async Task Logs_and_exec_reach_a_container()
    {
        (await SucceedAsync("logs", Scheduler, "-n", Cosmo, "--tail", "1")).Split('\n').ShouldHaveSingleItem();
        (await SucceedAsync("exec", Scheduler, "-n", Cosmo, "--", "echo", "hello")).ShouldBe("hello");
    }

    [Fact]
    public async Task A_scaled_workload_gets_its_pod()
    {
        await SucceedAsync("scale", "statefulset", "zodiac-cosmo-1172-worker", "-n", Cosmo, "--replicas", "2");

        await SucceedAsync(
            "wait", "pod", "zodiac-cosmo-1172-worker-1", "-n", Cosmo, "--for", "condition=Ready", "--timeout", "60s");
    }

    [Fact]
    public async Task A_deleted_pod_comes_back_as_another_one()
    {
        var before = await UidAsync("zodiac-cosmo-1172-redis-0");

        await SucceedAsync("delete", "pod", "zodiac-cosmo-1172-redis-0", "-n", Cosmo);

        await Eventually.SeeAsync(
            "the pod has another UID", _ => UidAsync("zodiac-cosmo-1172-redis-0"), uid => uid is not "" && uid != before, Stop);
    }

    public async ValueTask DisposeAsync()
    {
        if (_simulator is not null)
        {
            await _simulator.DisposeAsync();
        }
    }

    private Task<string> UidAsync(string pod) =>
        SucceedAsync("get", "pod", pod, "-n", Cosmo, "--ignore-not-found", "-o", "jsonpath={.metadata.uid}");

    private async Task<string> SucceedAsync(params string[] arguments)
    {
        var simulator = _simulator ?? throw new InvalidOperationException("The cluster was never started.");
        var ended = await new Kubectl(simulator.Kubeconfig).RunAsync(Stop, arguments);
        ended.Status.ShouldBe(0, ended.Output);
        return ended.Output;
    }
}
