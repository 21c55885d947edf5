using System.Text.RegularExpressions;
using ChatOps.IntegrationTests.Rigs;
using ChatOps.Operations;
using Shouldly;
using Xunit;

namespace ChatOps.IntegrationTests.Volumes;

/// <summary>What can come between a plan and its end, over signed requests and a cluster of its own.</summary>
public sealed partial class VolumeBySlackTests : IAsyncLifetime
{
    private const string Orphan = "redis-data-tufted-rat-redis-master-0";

    private FakeSlack _slack = null!; // set by InitializeAsync, before each test

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _slack = await FakeSlack.StartAsync(Stop);

    public ValueTask DisposeAsync() => _slack.DisposeAsync();

    [Fact]
    public async Task A_claim_that_was_replaced_between_plan_and_click_is_left_alone_and_planned_anew()
    {
        await using var cluster = await StartClusterAsync(speed: 20);
        await using var host = await HostProcess.StartNewAsync(SlackUser.SettingsForTwo(_slack, cluster.Kubeconfig), Stop);
        var volumes = new VolumeBySlack(host, _slack, cluster.Kubeconfig);
        var platform = new Kubectl(cluster.Kubeconfig, "astronomer-ee");
        (await volumes.Alice.SayAsync($"volume delete {Orphan} platform", Stop)).ShouldContain("awaits approval: operation 1");
        var old = await volumes.ApproveButtonAsync(Stop);
        await ReplaceAsync(platform);
        await Eventually.SeeAsync(
            "the bot has seen the new claim",
            stop => volumes.Alice.SayAsync("volumes platform", stop),
            answer => answer.Contains("9Gi", StringComparison.Ordinal),
            Stop);

        (await volumes.Bob.PressAndReadAsync(old, Stop)).ShouldContain("Things changed since operation 1 was planned");

        var anew = await volumes.MessageAsync("The plan before:", Stop);
        anew.Text.ShouldContain("8Gi");
        anew.Text.ShouldContain("9Gi");
        (await volumes.StateAsync(operation: 1)).ShouldBe(OperationState.AwaitingApproval);
        (await volumes.Bob.PressAndReadAsync(old, Stop)).ShouldContain("changed after that button was made, so nothing was approved");
        (await platform.RunAsync(Stop, "get", "pvc", Orphan, "-o", "jsonpath={.spec.resources.requests.storage}")).ShouldBe("9Gi");

        (await volumes.Bob.PressAndReadAsync(await volumes.ApproveButtonAsync(Stop), Stop)).ShouldContain("You approved operation 1");
        (await volumes.EndAsync(operation: 1, Stop)).ShouldBe(OperationState.Succeeded);
        (await platform.TryAsync(Stop, "get", "pvc", Orphan)).Output.ShouldContain("not found");
    }

    [Fact]
    public async Task A_deletion_that_fails_half_way_gives_the_workload_its_pods_back()
    {
        await using var cluster = await StartClusterAsync(speed: 20);
        var settings = SlackUser.SettingsForTwo(_slack, cluster.Kubeconfig);
        settings["Volumes:GoneWithin"] = "00:00:10";
        await using var host = await HostProcess.StartNewAsync(settings, Stop);
        var volumes = new VolumeBySlack(host, _slack, cluster.Kubeconfig);
        await volumes.Kubectl.RunAsync(
            Stop, "patch", "pvc", VolumeBySlack.Redis, "--type=json",
            "-p", """[{"op":"add","path":"/metadata/finalizers/-","value":"example.com/backup"}]""");
        await volumes.AskAsync(operation: 1, Stop);

        (await volumes.Bob.PressAndReadAsync(await volumes.ApproveButtonAsync(Stop), Stop)).ShouldContain("You approved operation 1");

        var message = await volumes.MessageAsync("failed", Stop);
        message.Text.ShouldContain("Not within 10 seconds");
        (await volumes.EndAsync(operation: 1, Stop)).ShouldBe(OperationState.Failed);
        (await volumes.Kubectl.RunAsync(
            Stop, "get", "statefulset", "zodiac-cosmo-1172-redis", "-o", "jsonpath={.spec.replicas}")).ShouldBe("1");
        await volumes.Kubectl.RunAsync(
            Stop, "patch", "pvc", VolumeBySlack.Redis, "--type=json",
            "-p", """[{"op":"remove","path":"/metadata/finalizers"}]""");
        await volumes.RedisIsUpAsync(Stop);
    }

    [Fact]
    public async Task An_api_server_that_goes_away_half_way_is_told_and_waited_for()
    {
        await using var cluster = await StartClusterAsync(speed: 2);
        var settings = SlackUser.SettingsForTwo(_slack, cluster.Kubeconfig);
        settings["Cluster:WatchTimeout"] = "00:00:05";
        await using var host = await HostProcess.StartNewAsync(settings, Stop);
        var volumes = new VolumeBySlack(host, _slack, cluster.Kubeconfig);
        var before = await volumes.UidAsync(VolumeBySlack.Redis, Stop);
        await volumes.AskAsync(operation: 1, Stop);
        var button = await volumes.ApproveButtonAsync(Stop);

        (await volumes.Bob.PressAndReadAsync(button, Stop)).ShouldContain("You approved operation 1");
        await volumes.MessageAsync("[x] Scale redis to 0 pods", Stop);
        await cluster.SuspendAsync(Stop);
        await volumes.MessageAsync(OutOfReach(), Stop);
        (await volumes.StateAsync(operation: 1)).IsFinal().ShouldBeFalse();
        (await volumes.Alice.SayAsync("operations", Stop)).ShouldContain("1 operation at work");
        await cluster.ResumeAsync(Stop);

        (await volumes.EndAsync(operation: 1, Stop)).ShouldBe(OperationState.Succeeded);
        await volumes.RedisIsUpAsync(Stop);
        (await volumes.UidAsync(VolumeBySlack.Redis, Stop)).ShouldNotBe(before);
    }

    private static Task<SimulatorProcess> StartClusterAsync(int speed) => SimulatorProcess.StartNewAsync(
        new Dictionary<string, string> { ["Simulator:Speed"] = $"{speed}" }, Stop);

    /// <summary>How a step that looks says it, and how one that acts does.</summary>
    [GeneratedRegex("the cluster is out of reach|API server is silent", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex OutOfReach();

    /// <summary>Somebody deletes the claim and makes another by the same name, a little larger.</summary>
    private static async Task ReplaceAsync(Kubectl platform)
    {
        await platform.RunAsync(Stop, "delete", "pvc", Orphan);
        await platform.RunWithInputAsync(
            $$$"""
            {"apiVersion": "v1", "kind": "PersistentVolumeClaim", "metadata": {"name": "{{{Orphan}}}", "labels": {"app": "redis", "release": "tufted-rat"}},
             "spec": {"accessModes": ["ReadWriteOnce"], "storageClassName": "standard", "resources": {"requests": {"storage": "9Gi"} } } }
            """,
            Stop,
            "create", "-f", "-");
    }
}
