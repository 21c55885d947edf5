using ChatOps.Inventory;
using ChatOps.Operations.Grafana.Passwords;
using ChatOps.Tests.Fakes;
using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Operations.Grafana.Passwords;

/// <summary>Where Grafana's tool is run: in a ready pod of the platform's Grafana, or nowhere.</summary>
public sealed class GrafanaPodsTests
{
    private const string Release = "solitary-lightningbug";

    private static readonly Workload Deployment = FakeInventory.AirflowWorkload(Release, "grafana") with
    {
        Namespace = FakeInventory.PlatformNamespace,
        Labels = new Labels(Release, "grafana", "monitoring"),
    };

    private static readonly Pod Well = FakeInventory.PlatformPod(Release, "grafana") with
    {
        Owner = new Owner("ReplicaSet", "any", Deployment.Uid),
    };

    private readonly FakeInventory _inventory = new FakeInventory().With(Deployment);
    private readonly FakePodTemplates _templates = new() { Template = new([Container("auth-proxy"), Container("grafana")]) };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("grafana")]
    [InlineData($"{Release}-grafana")]
    public async Task The_container_is_found_by_its_name_of_either_time(string container)
    {
        _inventory.With(Well);
        _templates.Template = new([Container("auth-proxy"), Container(container)]);

        (await FindAsync()).Require().ShouldBe(new GrafanaPlace(PodKey.Of(Well), container));
    }

    [Fact]
    public async Task A_pod_that_is_ready_is_taken_the_first_by_name()
    {
        _inventory.With(
            Named("grafana-c"), Named("grafana-a") with { IsReady = false }, Named("grafana-b"), Named("grafana-0").Ending(TimeSpan.FromSeconds(5)));

        (await FindAsync()).Require().Pod.Name.ShouldBe("grafana-b");
    }

    [Fact]
    public async Task Without_a_pod_of_Grafanas_the_namespace_may_be_another()
    {
        _inventory.With(
            FakeInventory.PlatformPod(Release, "prometheus"),
            FakeInventory.Pod("elsewhere", "grafana-0", new Labels(Release, "grafana", "monitoring")),
            FakeInventory.Pod(FakeInventory.PlatformNamespace, "an-airflow-grafana", new Labels("zodiac-cosmo-1172", "grafana", "airflow")));

        (await FindAsync()).Problem.ShouldBe(Problem.NotFound(
            "astronomer-ee has no pod with the label component=grafana.", "Cluster:PlatformNamespace says where the platform runs."));
    }

    [Fact]
    public async Task With_none_ready_it_says_where_to_look_why()
    {
        _inventory.With(Named("grafana-a").CrashLooping(), Named("grafana-b").Ending(TimeSpan.FromSeconds(5)));

        (await FindAsync()).Problem.ShouldBe(Problem.Refused("No pod of Grafana is ready.", "See why: diagnose grafana"));
    }

    [Fact]
    public async Task A_pod_without_a_container_of_that_name_is_left_alone()
    {
        _inventory.With(Well);
        _templates.Template = new([Container("auth-proxy"), Container("grafana-sidecar")]);

        (await FindAsync()).Problem.ShouldBe(Problem.NotFound(
            $"{Well.Name} has no container called grafana.", "The bot knows no other place to run Grafana's tool in."));
    }

    [Fact]
    public async Task A_pod_whose_workload_is_gone_is_left_alone()
    {
        _inventory.With(Well);
        _templates.Template = null;

        (await FindAsync()).Problem.ShouldNotBeNull().Kind.ShouldBe(ProblemKind.NotFound);
    }

    private Task<Result<GrafanaPlace>> FindAsync() =>
        new GrafanaPods(_inventory, _templates, Options.Create(new PlatformOptions())).FindAsync(Stop);

    private static Pod Named(string name) => Well with { Name = name, Uid = $"uid-{name}" };

    private static TemplateContainer Container(string name) => new(name, new ContainerMemory(1, 1), [], []);
}
