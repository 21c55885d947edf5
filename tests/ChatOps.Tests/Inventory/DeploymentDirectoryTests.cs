using ChatOps.Commands;
using ChatOps.Inventory;
using ChatOps.Tests.Fakes;
using CsCheck;
using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Inventory;

public sealed class DeploymentDirectoryTests
{
    private static readonly DeploymentName Cosmo = new("zodiac-cosmo-1172");
    private readonly FakeInventory _inventory = RunbookPlatform.Create();

    private DeploymentDirectory Directory => new(_inventory, Options.Create(new PlatformOptions()));

    [Fact]
    public void Deployments_are_listed_by_name_and_the_platform_last() =>
        Directory.List().Select(area => area.Name.Value).ShouldBe(["lunar-nuclear-3725", "zodiac-cosmo-1172", "platform"]);

    [Fact]
    public void They_are_read_anew_when_something_has_changed_and_only_then()
    {
        var directory = Directory;
        var before = directory.List();

        directory.List().ShouldBe(before);
        _inventory.With(FakeInventory.AirflowPod("solar-one", "scheduler"));

        directory.List().Select(area => area.Name.Value).ShouldContain("solar-one");
        before.Select(area => area.Name.Value).ShouldNotContain("solar-one");
    }

    /// <summary>It sorts only what changed; one that starts now sorts everything.</summary>
    [Fact]
    public void After_any_changes_it_says_the_same_as_one_that_reads_everything_anew() => Gen.Select(
            Gen.OneOf("solar", "lunar", "platform"), Gen.OneOf("one-space", "solar-space", FakeInventory.PlatformNamespace), Gen.Int[0, 5],
            Gen.OneOf("put", "put", "put", "remove", "read", "workload"))
        .List[1, 40]
        .Sample(changes =>
        {
            var inventory = new FakeInventory();
            var directory = new DeploymentDirectory(inventory, Options.Create(new PlatformOptions()));
            foreach (var (release, space, number, what) in changes)
            {
                var labels = release == "platform" ? new Labels("x", "grafana", "monitoring") : new Labels(release, "worker", "airflow");
                var pod = FakeInventory.Pod(space, $"pod-{number}", labels) with { Restarts = number };
                switch (what)
                {
                    case "put":
                        inventory.With(pod);
                        break;
                    case "remove":
                        inventory.Remove(pod);
                        break;
                    case "workload":
                        inventory.With(FakeInventory.AirflowWorkload(release, "worker", number) with { Namespace = space, Labels = labels });
                        break;
                    default:
                        directory.List();
                        break;
                }
            }

            Told(directory).ShouldBe(Told(new DeploymentDirectory(inventory, Options.Create(new PlatformOptions()))));

            static string Told(DeploymentDirectory directory) => string.Join('\n', directory.List().Select(area =>
                $"{area.Name}: {string.Join(", ", area.Pods.Select(pod => $"{pod.Namespace}/{pod.Name} {pod.Labels.Release}").Order())}; "
                + string.Join(", ", area.Workloads.Select(workload => $"{workload.Namespace}/{workload.Name} {workload.Replicas}"))));
        });

    [Fact]
    public void Areas_that_were_handed_out_never_change()
    {
        var directory = Directory;
        var before = directory.List().Single(area => area.Name == Cosmo);
        var names = before.Pods.Select(pod => pod.Name).ToList();

        _inventory.Remove(before.Pods[0]);
        _inventory.With(FakeInventory.AirflowPod(Cosmo.Value, "worker", "worker-77"));
        directory.List();

        before.Pods.Select(pod => pod.Name).ShouldBe(names);
    }

    [Fact]
    public void A_deployment_is_found_by_its_labels_in_whatever_namespace()
    {
        _inventory.With(FakeInventory.AirflowPod("solar-one", "scheduler") with { Namespace = "pool-7" });

        Found("solar-one").Namespaces.ShouldBe(["pool-7"]);
    }

    [Fact]
    public void In_one_namespace_for_all_the_labels_tell_deployment_from_platform()
    {
        _inventory.With(FakeInventory.AirflowPod("solar-one", "scheduler") with { Namespace = FakeInventory.PlatformNamespace });

        Found("solar-one").Pods.Count.ShouldBe(1);
        Found("platform").Pods.Count.ShouldBe(11);
    }

    [Fact]
    public void What_is_neither_airflow_nor_in_the_platforms_namespace_is_nobodys()
    {
        _inventory.With(FakeInventory.Pod("kube-system", "dns-0", Labels.None));

        Directory.List().SelectMany(area => area.Pods).ShouldNotContain(pod => pod.Name == "dns-0");
    }

    [Fact]
    public void A_deployment_scaled_to_nothing_is_still_there()
    {
        _inventory.With(FakeInventory.AirflowWorkload("solar-one", "scheduler", replicas: 0));

        Found("solar-one").Components.ShouldBe([new Component("scheduler")]);
    }

    [Fact]
    public void A_unique_beginning_will_do_for_queries_and_never_for_changes()
    {
        Directory.Find(new DeploymentName("zodiac"), allowPrefix: true).Require().Name.ShouldBe(Cosmo);
        Directory.Find(new DeploymentName("zodiac"), allowPrefix: false).Problem.ShouldBe(
            Problem.NotFound("There is no deployment zodiac.", "Did you mean zodiac-cosmo-1172?"));
    }

    [Fact]
    public void A_whole_name_wins_over_a_beginning()
    {
        _inventory.With(FakeInventory.AirflowPod("zodiac-cosmo-11723", "scheduler"));

        Found("zodiac-cosmo-1172").Name.ShouldBe(Cosmo);
    }

    [Fact]
    public void An_ambiguous_beginning_lists_what_it_could_be()
    {
        _inventory.With(Enumerable.Range(10, 12).Select(number => FakeInventory.AirflowPod($"solar-{number}", "scheduler")));

        Directory.Find(new DeploymentName("solar"), allowPrefix: true).Problem.ShouldBe(Problem.Invalid(
            "12 deployments begin with solar.",
            "They are solar-10, solar-11, solar-12, solar-13, solar-14, solar-15, solar-16, solar-17, solar-18, solar-19 "
                + "and 2 more. Which one?"));
    }

    [Theory]
    [InlineData("zodiac-cosmo-1127", "Did you mean zodiac-cosmo-1172?")]
    [InlineData("platfrom", "Did you mean platform?")]
    [InlineData("saturn", "Say deployments to see them all.")]
    public void An_unknown_name_gets_the_nearest(string typed, string next) =>
        Directory.Find(new DeploymentName(typed), allowPrefix: true).Problem.ShouldBe(
            Problem.NotFound($"There is no deployment {typed}.", next));

    [Fact]
    public void A_component_comes_with_its_workloads_and_pods()
    {
        var workers = Found("lunar-nuclear-3725").Find(Component.Worker).Require();

        workers.Workloads.ShouldHaveSingleItem().Name.ShouldBe("lunar-nuclear-3725-worker");
        workers.Pods.Select(pod => pod.Name).ShouldBe(
            ["lunar-nuclear-3725-worker-0", "lunar-nuclear-3725-worker-1", "lunar-nuclear-3725-worker-2"]);
    }

    [Fact]
    public void A_component_that_is_lacking_is_answered_with_those_there_are()
    {
        Found("zodiac-cosmo-1172").Find(new Component("triggerer")).Problem.ShouldBe(Problem.NotFound(
            "zodiac-cosmo-1172 has no triggerer.", "It has flower, pgbouncer, redis, scheduler, statsd, webserver, worker."));
        Found("zodiac-cosmo-1172").Find(new Component("workers")).Problem.ShouldBe(Problem.NotFound(
            "zodiac-cosmo-1172 has no workers. Did you mean worker?",
            "It has flower, pgbouncer, redis, scheduler, statsd, webserver, worker."));
        Found("platform").Find(new Component("flower")).Problem.ShouldBe(Problem.NotFound(
            "The platform has no flower.",
            "It has cli-install, commander, gcloud-sqlproxy, grafana, houston, nginx, nginx-default-backend, orbit, "
                + "postgresql, prometheus, registry. For a deployment's flower, name the deployment."));
    }

    [Fact]
    public void What_has_no_component_label_goes_by_its_workloads_name()
    {
        var workload = FakeInventory.AirflowWorkload("zodiac-cosmo-1172", "nats") with { Labels = new("zodiac-cosmo-1172", null, "airflow") };
        var pod = FakeInventory.AirflowPod("zodiac-cosmo-1172", "nats") with
        {
            Labels = workload.Labels,
            Owner = new Owner(workload.Kind, workload.Name, workload.Uid),
        };
        _inventory.With(workload).With(pod);

        var found = Found("zodiac-cosmo-1172").Find(new Component("zodiac-cosmo-1172-nats")).Require();

        found.Workloads.ShouldBe([workload]);
        found.Pods.ShouldBe([pod]);
    }

    [Fact]
    public void A_pod_is_found_by_its_name_with_or_without_the_release()
    {
        var cosmo = Found("zodiac-cosmo-1172");

        cosmo.FindPod("zodiac-cosmo-1172-worker-0").ShouldNotBeNull().ShouldBe(cosmo.FindPod("worker-0"));
        cosmo.FindPod("worker-9").ShouldBeNull();
        Found("platform").FindPod("prometheus-0").ShouldNotBeNull().Name.ShouldBe("solitary-lightningbug-prometheus-0");
    }

    [Fact]
    public void Names_complete_from_what_exists()
    {
        IKnownNames names = Directory;

        names.Deployments.ShouldBe(["lunar-nuclear-3725", "zodiac-cosmo-1172", "platform"]);
        names.Components.ShouldContain("grafana");
        names.Components.Count(name => name == "worker").ShouldBe(1);
    }

    private Area Found(string name) => Directory.Find(new DeploymentName(name), allowPrefix: false).Require();
}
