using ChatOps.Chat;
using ChatOps.Inventory;
using ChatOps.Tests.Fakes;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Queries;

public sealed class PodsQueryTests : IDisposable
{
    private readonly QueryRig _rig = new(RunbookPlatform.Create());

    [Fact]
    public async Task One_deployment_reads_like_kubectl_without_the_release() =>
        (await _rig.AskAsync("pods zodiac")).ShouldBe(
            """
            All 7 pods of zodiac-cosmo-1172 are well
            zodiac-cosmo-1172: 7 pods, all well
            NAME                        READY  STATUS   RESTARTS  AGE
            flower-868d5c5cd5-ggfcx     1/1    Running  0         53d
            pgbouncer-5c4d4fb74-6tlxq   2/2    Running  0         53d
            redis-0                     1/1    Running  0         53d
            scheduler-5bf6db96c4-f5c2z  1/1    Running  2         2d
            statsd-67cc6954cd-fhxmh     1/1    Running  0         53d
            webserver-846d8b9f97-crklb  1/1    Running  0         2d
            worker-0                    2/2    Running  0         2d
            """);

    [Fact]
    public async Task The_platform_is_a_group_of_its_own_and_says_which_release_its_names_lack() =>
        (await _rig.AskAsync("pods platform")).ShouldBe(
            """
            All 11 pods of the platform are well
            platform (solitary-lightningbug): 11 pods, all well
            NAME                                          READY  STATUS   RESTARTS  AGE
            jaundiced-joey-postgresql-7c5448c84f-wr7kh    1/1    Running  0         64d
            pg-sqlproxy-gcloud-sqlproxy-6bc5f645db-8bblz  1/1    Running  1         91d
            cli-install-658db798c7-dg5tn                  1/1    Running  0         53d
            commander-b74b5f6df-88mx2                     1/1    Running  0         53d
            grafana-6cb476584f-fcwz7                      1/1    Running  0         53d
            houston-6db6f8b876-xf9rw                      1/1    Running  0         8d
            nginx-5bf88f555c-xfw67                        1/1    Running  0         9d
            nginx-default-backend-84c84ccd79-2g7sh        1/1    Running  0         23d
            orbit-79d966946f-d825x                        1/1    Running  0         53d
            prometheus-0                                  1/1    Running  0         53d
            registry-0                                    1/1    Running  0         21d
            """);

    [Fact]
    public async Task All_pods_are_three_groups_under_one_verdict()
    {
        var message = (await _rig.MessageAsync("pods")).Require();

        message.Title.ShouldBe("All 27 pods are well");
        message.Tone.ShouldBe(Tone.Good);
        message.Footer.ShouldBeNull();
        message.Parts.Cast<TablePart>().Select(table => (table.Caption, table.Rows.Count)).ShouldBe(
        [
            ("lunar-nuclear-3725: 9 pods, all well", 9),
            ("zodiac-cosmo-1172: 7 pods, all well", 7),
            ("platform (solitary-lightningbug): 11 pods, all well", 11),
        ]);
    }

    [Fact]
    public async Task What_is_not_well_comes_first_and_says_why()
    {
        _rig.Inventory.With(
            FakeInventory.AirflowPod("zodiac-cosmo-1172", "worker").CrashLooping(),
            FakeInventory.AirflowPod("zodiac-cosmo-1172", "worker", "worker-1").Unschedulable().Aged(TimeSpan.FromSeconds(492)),
            FakeInventory.PlatformPod("solitary-lightningbug", "prometheus").Ending(TimeSpan.FromMinutes(12)));

        (await _rig.AskAsync("pods")).ShouldStartWith(
            """
            3 of 28 pods are not well: 2 in zodiac-cosmo-1172, 1 in the platform
            zodiac-cosmo-1172: 2 of 8 pods not well
            NAME                        READY  STATUS            RESTARTS    AGE
            worker-0                    0/1    CrashLoopBackOff  7 (5m ago)  2d
            worker-1                    0/1    Pending           0           8m12s
            flower-868d5c5cd5-ggfcx     1/1    Running           0           53d
            pgbouncer-5c4d4fb74-6tlxq   2/2    Running           0           53d
            redis-0                     1/1    Running           0           53d
            scheduler-5bf6db96c4-f5c2z  1/1    Running           2           2d
            statsd-67cc6954cd-fhxmh     1/1    Running           0           53d
            webserver-846d8b9f97-crklb  1/1    Running           0           2d
            ! worker-0: CrashLoopBackOff: back-off 5m0s restarting failed container
            worker-1: Pending: 0/6 nodes are available: 6 Insufficient cpu.
            platform (solitary-lightningbug): 1 of 11 pods not well
            NAME                                          READY  STATUS       RESTARTS  AGE
            prometheus-0                                  1/1    Terminating  0         2d

            """);
    }

    [Fact]
    public async Task Only_the_unhealthy_are_shown_when_only_they_are_asked_for()
    {
        _rig.Inventory.With(FakeInventory.PlatformPod("solitary-lightningbug", "prometheus").CrashLooping());

        (await _rig.AskAsync("pods --unhealthy")).ShouldBe(
            """
            1 of 27 pods is not well: 1 in the platform
            platform (solitary-lightningbug): 1 of 11 pods not well
            NAME          READY  STATUS            RESTARTS    AGE
            prometheus-0  0/1    CrashLoopBackOff  7 (5m ago)  2d
            ! prometheus-0: CrashLoopBackOff: back-off 5m0s restarting failed container
            """);
        (await _rig.AskAsync("pods lunar --unhealthy")).ShouldBe(
            """
            All 9 pods of lunar-nuclear-3725 are well
            lunar-nuclear-3725: 9 pods, all well
            """);
    }

    [Fact]
    public async Task A_pod_that_ends_in_its_time_is_listed_and_not_held_against_anybody()
    {
        _rig.Inventory.With(FakeInventory.AirflowPod("zodiac-cosmo-1172", "redis").Ending(TimeSpan.FromSeconds(20)));

        var answer = await _rig.AskAsync("pods zodiac");

        answer.ShouldStartWith("All 7 pods of zodiac-cosmo-1172 are well\nzodiac-cosmo-1172: 7 pods, all well, 1 ending\n");
        answer.ShouldContain("Terminating");
    }

    [Fact]
    public async Task Finished_tasks_are_counted_when_they_are_many()
    {
        var tasks = Enumerable.Range(0, 340).Select(number =>
            FakeInventory.AirflowPod("solar-one", "worker", $"load-{number}").AsTask().Completed());
        _rig.Inventory.With(tasks).With(FakeInventory.AirflowPod("solar-one", "scheduler"));

        (await _rig.AskAsync("pods solar-one")).ShouldBe(
            """
            The one pod of solar-one is well
            solar-one: 1 pod, well, 340 finished
            NAME         READY  STATUS   RESTARTS  AGE
            scheduler-0  1/1    Running  0         2d
            """);
    }

    [Fact]
    public async Task A_few_finished_pods_are_listed()
    {
        _rig.Inventory.With(FakeInventory.AirflowPod("solar-one", "migrations").Completed());

        (await _rig.AskAsync("pods solar-one")).ShouldBe(
            """
            I see no pods of solar-one
            solar-one: no pods, 1 finished
            NAME          READY  STATUS     RESTARTS  AGE
            migrations-0  0/1    Completed  0         2d
            """);
    }

    [Fact]
    public async Task Pods_with_the_same_trouble_share_a_line()
    {
        _rig.Inventory.With(Enumerable.Range(0, 5).Select(number =>
            FakeInventory.AirflowPod("solar-one", "worker", $"worker-{number}").Unschedulable()));

        (await _rig.AskAsync("pods solar-one")).ShouldEndWith(
            "\n! worker-0, worker-1, worker-2 and 2 more: Pending: 0/6 nodes are available: 6 Insufficient cpu.");
    }

    [Fact]
    public async Task Thousands_of_pods_fit_a_phone()
    {
        _rig.Inventory.With(ManyPods(deployments: 1_000, podsEach: 10));
        _rig.Inventory.With(Enumerable.Range(100, 200).Select(number =>
            FakeInventory.AirflowPod($"nova-{number}", "worker", "worker-3").CrashLooping()));

        var message = (await _rig.MessageAsync("pods")).Require();

        message.Title.ShouldBe("200 of 10,027 pods are not well: 1 in nova-100, 1 in nova-101, 198 in 198 more");
        message.Parts.OfType<TablePart>().Count().ShouldBe(12);
        message.Parts.OfType<TablePart>().SelectMany(table => table.Rows).ShouldAllBe(row => row[2] == "CrashLoopBackOff");
        var lines = message.Parts.OfType<TextPart>().ShouldHaveSingleItem().Text.Split('\n');
        lines.Length.ShouldBe(31);
        lines[0].ShouldBe("nova-112: 1 of 10 pods not well");
        lines[^1].ShouldBe("and 961 more deployments, 158 of them not well");
    }

    [Fact]
    public async Task A_huge_deployment_is_cut_after_its_unhealthy_pods()
    {
        _rig.Inventory.With(ManyPods(deployments: 1, podsEach: 100));
        _rig.Inventory.With(FakeInventory.AirflowPod("nova-0", "worker", "worker-77").CrashLooping());

        var message = (await _rig.MessageAsync("pods nova-0")).Require();

        var table = message.Parts.OfType<TablePart>().ShouldHaveSingleItem();
        table.Rows.Count.ShouldBe(60);
        table.Rows[0][0].ShouldBe("worker-77");
        message.Parts.OfType<TextPart>().ShouldHaveSingleItem().Text.ShouldBe("and 40 pods more");
    }

    [Fact]
    public async Task Healthy_deployments_among_many_are_a_line_each()
    {
        _rig.Inventory.With(ManyPods(deployments: 5, podsEach: 10));

        (await _rig.AskAsync("pods")).ShouldBe(
            """
            All 77 pods are well
            lunar-nuclear-3725: 9 pods, all well
            nova-0: 10 pods, all well
            nova-1: 10 pods, all well
            nova-2: 10 pods, all well
            nova-3: 10 pods, all well
            nova-4: 10 pods, all well
            zodiac-cosmo-1172: 7 pods, all well
            platform (solitary-lightningbug): 11 pods, all well
            """);
    }

    [Theory]
    [InlineData("pods zodiac-cosmo-1127", "There is no deployment zodiac-cosmo-1127.\nDid you mean zodiac-cosmo-1172?")]
    [InlineData("pods saturn", "There is no deployment saturn.\nSay deployments to see them all.")]
    public async Task An_unknown_deployment_gets_the_nearest(string text, string answer) =>
        (await _rig.AskAsync(text)).ShouldBe(answer);

    public void Dispose() => _rig.Dispose();

    private static IEnumerable<Pod> ManyPods(int deployments, int podsEach) =>
        from deployment in Enumerable.Range(0, deployments)
        from number in Enumerable.Range(0, podsEach)
        select FakeInventory.AirflowPod($"nova-{deployment}", "worker", $"worker-{number}");
}
