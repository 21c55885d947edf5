using System.Text.RegularExpressions;
using ChatOps.IntegrationTests.Rigs;
using Shouldly;
using Xunit;

namespace ChatOps.IntegrationTests.Simulator;

public sealed partial class KubectlTests(EmptyCluster cluster) : IClassFixture<EmptyCluster>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Get_prints_the_tables_of_a_real_cluster()
    {
        var kubectl = await WithDatabaseAsync();

        var pods = await kubectl.RunAsync(Stop, "get", "pods");
        pods.ShouldMatch(@"^NAME\s+READY\s+STATUS\s+RESTARTS\s+AGE\ndb-0\s+2/2\s+Running\s+0\s+\d+s$");
        (await kubectl.RunAsync(Stop, "get", "pods", "-o", "wide"))
            .ShouldMatch(@"^NAME .*IP\s+NODE\s+NOMINATED NODE\s+READINESS GATES\ndb-0 .*\d+\.\d+\.\d+\.\d+\s+\S+\s+<none>\s+<none>$");
        (await kubectl.RunAsync(Stop, "get", "statefulsets")).ShouldMatch(@"^NAME\s+READY\s+AGE\ndb\s+1/1\s+\d+s$");
        (await kubectl.RunAsync(Stop, "get", "pvc")).ShouldMatch(
            @"^NAME\s+STATUS\s+VOLUME\s+CAPACITY\s+ACCESS MODES\s+STORAGECLASS.*\ndata-db-0\s+Bound\s+pvc-\S+\s+1Gi\s+RWO\s+standard");
        (await kubectl.RunAsync(Stop, "get", "nodes")).ShouldMatch(@"^NAME\s+STATUS\s+ROLES\s+AGE\s+VERSION\n\S+\s+Ready\s");
        (await kubectl.RunAsync(Stop, "get", "all")).ShouldContain("statefulset.apps/db");
        (await kubectl.RunAsync(Stop, "get", "events")).ShouldMatch(@"Normal\s+Started\s+pod/db-0\s+Started container main");
    }

    [Fact]
    public async Task Describe_tells_about_pods_claims_sets_and_nodes()
    {
        var kubectl = await WithDatabaseAsync();

        var pod = await kubectl.RunAsync(Stop, "describe", "pod", "db-0");
        pod.ShouldMatch(@"Controlled By:\s+StatefulSet/db");
        pod.ShouldMatch(@"ClaimName:\s+data-db-0");
        pod.ShouldMatch(@"Normal\s+Scheduled\s.*Successfully assigned");
        (await kubectl.RunAsync(Stop, "describe", "pvc", "data-db-0")).ShouldMatch(@"Used By:\s+db-0");
        (await kubectl.RunAsync(Stop, "describe", "statefulset", "db"))
            .ShouldMatch(@"Pods Status:\s+1 Running / 0 Waiting / 0 Succeeded / 0 Failed");
        var node = NodeOf().Match(pod).Groups["node"].Value;
        (await kubectl.RunAsync(Stop, "describe", "node", node)).ShouldMatch(@"Non-terminated Pods:[\s\S]*db-0");
    }

    /// <summary>Asked in Protocol Buffers, as all that is made with client-go asks it.</summary>
    [Fact]
    public async Task What_one_may_do_can_be_asked()
    {
        var kubectl = await WithDatabaseAsync();

        (await kubectl.RunAsync(Stop, "auth", "can-i", "delete", "pods")).Trim().ShouldBe("yes");
        (await kubectl.RunAsync(Stop, "auth", "can-i", "get", "/metrics")).Trim().ShouldBe("yes");
    }

    [Fact]
    public async Task Delete_waits_for_the_pod_and_its_set_makes_another()
    {
        var kubectl = await WithDatabaseAsync();
        var before = await UidAsync(kubectl);

        (await kubectl.RunAsync(Stop, "delete", "pod", "db-0")).ShouldStartWith("pod \"db-0\" deleted");

        await Eventually.TrueAsync("another db-0 is there", async _ => await UidAsync(kubectl) != before, Stop);
        await ReadyAsync(kubectl, "pod/db-0");
        (await kubectl.TryAsync(Stop, "delete", "pod", "nope")).Output
            .ShouldBe("Error from server (NotFound): pods \"nope\" not found");
    }

    [Fact]
    public async Task Scale_takes_pods_away_and_brings_them_back()
    {
        var kubectl = await WithDatabaseAsync();

        (await kubectl.RunAsync(Stop, "scale", "statefulset", "db", "--replicas=0")).ShouldBe("statefulset.apps/db scaled");
        await kubectl.RunAsync(Stop, "wait", "--for=delete", "pod/db-0", "--timeout=20s");
        (await kubectl.RunAsync(Stop, "get", "statefulset", "db")).ShouldMatch(@"db\s+0/0");
        (await kubectl.RunAsync(Stop, "scale", "statefulset", "db", "--replicas=2")).ShouldBe("statefulset.apps/db scaled");
        await kubectl.RunAsync(Stop, "rollout", "status", "statefulset/db", "--timeout=20s");

        (await kubectl.RunAsync(Stop, "get", "pods", "-o", "name")).Split('\n').ShouldBe(["pod/db-0", "pod/db-1"]);
    }

    [Fact]
    public async Task Logs_are_those_of_the_container_asked_for()
    {
        var kubectl = await WithDatabaseAsync();

        var all = (await kubectl.RunAsync(Stop, "logs", "db-0", "-c", "main")).Split('\n');
        all.Length.ShouldBeGreaterThan(1);
        // The log goes on meanwhile: only its beginning stays the same.
        (await kubectl.RunAsync(Stop, "logs", "db-0", "-c", "main", "--timestamps")).Split('\n')[0]
            .ShouldMatch(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{9}Z " + Regex.Escape(all[0]) + "$");
        (await kubectl.RunAsync(Stop, "logs", "db-0", "-c", "main", "--tail=1")).Split('\n').ShouldHaveSingleItem();
        (await kubectl.TryAsync(Stop, "logs", "db-0", "-c", "nope")).Output.ShouldContain("container nope is not valid for pod db-0");
        (await kubectl.TryAsync(Stop, "logs", "db-0", "-c", "main", "--previous")).Output
            .ShouldContain("previous terminated container \"main\" in pod \"db-0\" not found");
    }

    [Fact]
    public async Task A_followed_log_goes_on_until_the_container_ends()
    {
        var kubectl = await WithDatabaseAsync();
        await using var following = kubectl.Start("logs", "-f", "db-0", "-c", "main");
        await Eventually.TrueAsync("the log begins", _ => Task.FromResult(following.Lines.Count > 0), Stop);
        following.HasExited.ShouldBeFalse();

        await kubectl.RunAsync(Stop, "scale", "statefulset", "db", "--replicas=0");

        (await following.WaitForExitAsync(Stop)).ShouldBe(0, following.Output);
    }

    [Fact]
    public async Task A_restarted_container_has_a_previous_log()
    {
        var kubectl = await NewAsync(Workloads.Crashing);

        await Eventually.SeeAsync(
            "the pod has crashed",
            token => kubectl.RunAsync(token, "get", "pod", "crashing"),
            row => Restarted().IsMatch(row),
            Stop);

        (await kubectl.RunAsync(Stop, "logs", "crashing", "--previous")).ShouldNotBeEmpty();
        (await kubectl.RunAsync(Stop, "describe", "pod", "crashing")).ShouldMatch(@"Last State:\s+Terminated\n\s+Reason:\s+Error");
    }

    [Fact]
    public async Task Exec_carries_input_output_and_exit_code()
    {
        var kubectl = await WithDatabaseAsync();

        (await kubectl.RunAsync(Stop, "exec", "db-0", "-c", "main", "--", "echo", "hi there")).ShouldBe("hi there");
        (await kubectl.RunWithInputAsync("one\ntwo\n", Stop, "exec", "-i", "db-0", "-c", "main", "--", "cat")).ShouldBe("one\ntwo");
        var failed = await kubectl.TryAsync(Stop, "exec", "db-0", "-c", "main", "--", "sh", "-c", "exit 3");
        failed.Status.ShouldBe(3);
        failed.Output.ShouldBe("command terminated with exit code 3");
    }

    [Fact]
    public async Task Apply_creates_then_configures_then_leaves_alone()
    {
        var kubectl = await cluster.KubectlInNewNamespaceAsync(Stop);

        (await ApplyAsync(kubectl, Workloads.Web())).ShouldBe("deployment.apps/web created");
        (await ApplyAsync(kubectl, Workloads.Web())).ShouldBe("deployment.apps/web unchanged");
        (await ApplyAsync(kubectl, Workloads.Web("nginx:1.26"))).ShouldBe("deployment.apps/web configured");
        (await kubectl.RunAsync(Stop, "get", "deployment", "web", "-o", "jsonpath={.spec.template.spec.containers[0].image}"))
            .ShouldBe("nginx:1.26");
        (await kubectl.RunWithInputAsync(Workloads.Web("nginx:1.27"), Stop, "apply", "--server-side", "-f", "-"))
            .ShouldContain("serverside-applied");
    }

    [Fact]
    public async Task A_rollout_restart_replaces_every_pod()
    {
        var kubectl = await NewAsync(Workloads.Web());
        await kubectl.RunAsync(Stop, "rollout", "status", "deployment/web", "--timeout=20s");
        var before = await PodsAsync(kubectl);

        (await kubectl.RunAsync(Stop, "rollout", "restart", "deployment/web")).ShouldBe("deployment.apps/web restarted");

        (await kubectl.RunAsync(Stop, "rollout", "status", "deployment/web", "--timeout=20s"))
            .ShouldEndWith("deployment \"web\" successfully rolled out");
        await Eventually.TrueAsync(
            "the old pods are gone", async _ => !(await PodsAsync(kubectl)).Intersect(before).Any(), Stop);
        (await kubectl.RunAsync(Stop, "get", "replicasets")).Split('\n').Length.ShouldBe(3);
    }

    [Fact]
    public async Task Get_watches()
    {
        var kubectl = await WithDatabaseAsync();
        await using var watching = kubectl.Start("get", "pods", "-w");
        await Eventually.TrueAsync("the watch has begun", _ => Task.FromResult(watching.Lines.Count == 2), Stop);

        await kubectl.RunAsync(Stop, "delete", "pod", "db-0", "--wait=false");

        await Eventually.SeeAsync(
            "the pod ends and comes back",
            _ => Task.FromResult(watching.Output),
            lines => WentAndCame().IsMatch(lines),
            Stop);
    }

    private async Task<Kubectl> WithDatabaseAsync()
    {
        var kubectl = await NewAsync(Workloads.Database);
        await kubectl.RunAsync(Stop, "rollout", "status", "statefulset/db", "--timeout=20s");
        return kubectl;
    }

    private async Task<Kubectl> NewAsync(string manifest)
    {
        var kubectl = await cluster.KubectlInNewNamespaceAsync(Stop);
        await ApplyAsync(kubectl, manifest);
        return kubectl;
    }

    private static Task<string> ApplyAsync(Kubectl kubectl, string manifest) =>
        kubectl.RunWithInputAsync(manifest, Stop, "apply", "-f", "-");

    private static Task<string> ReadyAsync(Kubectl kubectl, string what) =>
        kubectl.RunAsync(Stop, "wait", "--for=condition=Ready", what, "--timeout=20s");

    private static Task<string> UidAsync(Kubectl kubectl) =>
        kubectl.RunAsync(Stop, "get", "pod", "db-0", "-o", "jsonpath={.metadata.uid}");

    private static async Task<string[]> PodsAsync(Kubectl kubectl) =>
        (await kubectl.RunAsync(Stop, "get", "pods", "-o", "name")).Split('\n');

    [GeneratedRegex(@"Node:\s+(?<node>[^/\s]+)/", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NodeOf();

    [GeneratedRegex(@"crashing\s+0/1\s+\S+\s+[1-9]", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Restarted();

    [GeneratedRegex(
        @"db-0\s+\d/2\s+Terminating[\s\S]*db-0\s+0/2\s+Pending[\s\S]*db-0\s+2/2\s+Running",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex WentAndCame();
}
